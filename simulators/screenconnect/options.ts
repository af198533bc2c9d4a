import type { Simulator, SimulatorOptions } from '../kit/types.ts';
import type { Machine, ScreenConnectState } from './state.ts';

/** How the simulated instance looks and behaves, where the real one is unknown. */
export interface ScreenConnectOptions extends SimulatorOptions<ScreenConnectState> {
  /** Which markup. Default `a`. */
  readonly skin?: 'a' | 'b';
  /** How the login page sends what was entered. Default `script-form`. */
  readonly layout?: 'script-form' | 'legacy-form';
  /** Which service the pages poll. Default `GetLiveData`. */
  readonly live?: 'GetLiveData' | 'GetHostSessionInfo';
  /** Whether Join is greyed when several machines are selected. Default `greyed`. */
  readonly multiSelect?: 'greyed' | 'enabled';
  /** How the built-in seed groups machines: subgroups of one group, or a group for each customer. Default `by-company`. */
  readonly groups?: 'by-company' | 'per-customer';
  /** An extension that adds a tab to the administration, before "Security". Default false. */
  readonly extension?: boolean;
  /** How long one one-time code lasts. Default 30; tests use 2. */
  readonly totpPeriodSeconds?: number;
  /** Logins end after this long without activity, by the movable clock. Default 60. */
  readonly idleMinutes?: number;
  /** How long a page waits from one answer to the next request. Default 1000. */
  readonly pollMs?: number;
}

/** The options with every default filled in. */
export type ScreenConnectSettings = Required<
  Omit<ScreenConnectOptions, keyof SimulatorOptions<ScreenConnectState>>
>;

/** The running instance. */
export interface ScreenConnectSimulator extends Simulator<ScreenConnectState> {
  /** A machine of a customer reports for the first time; its group appears with it. */
  checkIn(company: string, machineName: string): Machine;
  /** Ends the logins of one user, or all, as if they had expired. */
  expireSignIns(userName?: string): void;
  /** Another version of the product is installed: open pages load themselves anew. */
  bumpVersion(): void;
}

/** Fills in the defaults. */
export function settingsOf(options: ScreenConnectOptions): ScreenConnectSettings {
  return {
    skin: options.skin ?? 'a',
    layout: options.layout ?? 'script-form',
    live: options.live ?? 'GetLiveData',
    multiSelect: options.multiSelect ?? 'greyed',
    groups: options.groups ?? 'by-company',
    extension: options.extension ?? false,
    totpPeriodSeconds: options.totpPeriodSeconds ?? 30,
    idleMinutes: options.idleMinutes ?? 60,
    pollMs: options.pollMs ?? 1000,
  };
}
