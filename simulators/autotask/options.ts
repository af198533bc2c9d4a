import type { SimulatorOptions } from '../kit/types.ts';
import type { AutotaskState } from './state.ts';
import {
  type AutotaskCredentials,
  type AutotaskSwitches,
  DEFAULT_CREDENTIALS,
  DEFAULT_SWITCHES,
} from './switches.ts';

/** How an Autotask simulator is started. */
export interface AutotaskOptions extends SimulatorOptions<AutotaskState> {
  readonly credentials?: AutotaskCredentials;
  readonly switches?: Partial<AutotaskSwitches>;
  /** Requests in a rolling hour; 10,000 at the vendor. */
  readonly hourlyThreshold?: number;
  /** Whether answers slow down from half of the threshold on, as at the vendor. */
  readonly hourlyDelays?: boolean;
}

/** Options with everything filled in. */
export interface Settings {
  readonly credentials: AutotaskCredentials;
  readonly switches: AutotaskSwitches;
  readonly hourlyThreshold: number;
  readonly hourlyDelays: boolean;
}

/** Fills in the defaults. */
export function settingsOf(options: AutotaskOptions): Settings {
  return {
    credentials: options.credentials ?? DEFAULT_CREDENTIALS,
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    hourlyThreshold: options.hourlyThreshold ?? 10_000,
    hourlyDelays: options.hourlyDelays ?? true,
  };
}
