import type { SimulatorOptions } from '../kit/types.ts';
import type { ItGlueState } from './state.ts';
import { DEFAULT_API_KEY, DEFAULT_SWITCHES, type ItGlueSwitches } from './switches.ts';

/** How an IT Glue simulator is started. */
export interface ItGlueOptions extends SimulatorOptions<ItGlueState> {
  readonly apiKey?: string;
  readonly switches?: Partial<ItGlueSwitches>;
  /** Requests in five minutes; 3,000 at the vendor. */
  readonly requestLimit?: number;
}

/** Options with everything filled in. */
export interface Settings {
  readonly apiKey: string;
  readonly switches: ItGlueSwitches;
  readonly requestLimit: number;
}

/** Fills in the defaults. */
export function settingsOf(options: ItGlueOptions): Settings {
  return {
    apiKey: options.apiKey ?? DEFAULT_API_KEY,
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    requestLimit: options.requestLimit ?? 3000,
  };
}
