import type { Simulator, SimulatorOptions } from '../kit/types.ts';
import type { SplashtopState } from './state.ts';

/** Open questions about the real system, as switches; the first value of each is the default. */
export interface SplashtopSwitches {
  /** Whether lists come whole, or in pages. */
  readonly paging: 'none' | 'page';
  /** Where the lists of a group are: below `/groups`, or below their team's groups. */
  readonly groupPath: 'flat' | 'nested';
  /** How errors of the API itself come: with a status, or as 200 with a result that is none. */
  readonly errors: 'status' | 'result';
  readonly retryAfter: 'absent' | 'present';
}

/** What the switches are unless told otherwise. */
export const DEFAULT_SWITCHES: SplashtopSwitches = {
  paging: 'none',
  groupPath: 'flat',
  errors: 'status',
  retryAfter: 'absent',
};

/** The API token that a simulator takes unless told otherwise. */
export const DEFAULT_API_TOKEN = 'simulated-splashtop-token';

/** How a Splashtop simulator is started. */
export interface SplashtopOptions extends SimulatorOptions<SplashtopState> {
  readonly apiToken?: string;
  readonly switches?: Partial<SplashtopSwitches>;
}

/** A running one. */
export type SplashtopSimulator = Simulator<SplashtopState>;

/** Options with everything filled in. */
export interface Settings {
  readonly apiToken: string;
  readonly switches: SplashtopSwitches;
}

/** Fills in the defaults. */
export function settingsOf({ apiToken, switches }: SplashtopOptions): Settings {
  return { apiToken: apiToken ?? DEFAULT_API_TOKEN, switches: { ...DEFAULT_SWITCHES, ...switches } };
}
