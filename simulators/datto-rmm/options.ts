import type { SimulatorOptions } from '../kit/types.ts';
import type { DattoRmmState } from './state.ts';
import {
  type DattoRmmCredentials,
  type DattoRmmLimits,
  type DattoRmmSwitches,
  DEFAULT_CREDENTIALS,
  DEFAULT_LIMITS,
  DEFAULT_SWITCHES,
} from './switches.ts';

/** How a Datto RMM simulator is started. */
export interface DattoRmmOptions extends SimulatorOptions<DattoRmmState> {
  readonly credentials?: DattoRmmCredentials;
  readonly switches?: Partial<DattoRmmSwitches>;
  readonly limits?: Partial<DattoRmmLimits>;
}

/** Options with everything filled in. */
export interface Settings {
  readonly credentials: DattoRmmCredentials;
  readonly switches: DattoRmmSwitches;
  readonly limits: DattoRmmLimits;
}

/** Fills in the defaults. */
export function settingsOf(options: DattoRmmOptions): Settings {
  return {
    credentials: options.credentials ?? DEFAULT_CREDENTIALS,
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  };
}
