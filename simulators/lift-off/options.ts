import type { Simulator, SimulatorOptions } from '../kit/types.ts';
import type { LiftOffState } from './state.ts';

/** Markups of the same flows. */
export type SkinName = 'a' | 'b' | 'c';

/** How the simulated portal looks and behaves, where the real one is unknown. */
export interface LiftOffOptions extends SimulatorOptions<LiftOffState> {
  /** Which markup. Default `a`. */
  readonly skin?: SkinName;
  readonly login?: 'password+totp' | 'password';
  /** How long one one-time code lasts. Default 30; tests use 2. */
  readonly totpPeriodSeconds?: number;
  /** Sessions end after this long without a request, by the movable clock. Default 30. */
  readonly idleMinutes?: number;
  /** How long JSON answers take. Default 20–60 ms; the real one is thought to need 150–800. */
  readonly slow?: { readonly minMs: number; readonly maxMs: number };
  readonly newAccountPerIncident?: 'on' | 'off';
  /** Whether the boxes of Billing options save at once or with a button. Default `xhr`. */
  readonly checkboxSave?: 'xhr' | 'button';
  /** How long the contacts of a new account take to arrive, by the movable clock. Default 15. */
  readonly contactSyncMinutes?: number;
}

/** The options with every default filled in. */
export type LiftOffSettings = Required<Omit<LiftOffOptions, keyof SimulatorOptions<LiftOffState>>>;

/** The running portal. */
export interface LiftOffSimulator extends Simulator<LiftOffState> {
  /** Ends the sessions of one login, or all, as if somebody had done it in the portal's administration. */
  expireSessions(email?: string): void;
}

/** Fills in the defaults. */
export function settingsOf(options: LiftOffOptions): LiftOffSettings {
  return {
    skin: options.skin ?? 'a',
    login: options.login ?? 'password+totp',
    totpPeriodSeconds: options.totpPeriodSeconds ?? 30,
    idleMinutes: options.idleMinutes ?? 30,
    slow: options.slow ?? { minMs: 20, maxMs: 60 },
    newAccountPerIncident: options.newAccountPerIncident ?? 'on',
    checkboxSave: options.checkboxSave ?? 'xhr',
    contactSyncMinutes: options.contactSyncMinutes ?? 15,
  };
}
