import type { Simulator } from '../../kit/types.ts';
import type { DattoRmmOptions } from '../options.ts';
import type { DattoRmmState } from '../state.ts';

/** How the simulated portal looks and behaves, where the real one is unknown. */
export interface PortalOptions {
  /** Which markup. Default `a`. */
  readonly skin?: 'a' | 'b';
  /** Ports of the two origins; 0 picks a free one. */
  readonly port?: number;
  readonly authPort?: number;
  /** How long one token lasts. Default 30; tests use 2. */
  readonly totpPeriodSeconds?: number;
  /** Inactive User Logout, by the movable clock. Default 30. */
  readonly idleMinutes?: number;
  /** How long answers to the pages' scripts take. Default 20–60 ms. */
  readonly slow?: { readonly minMs: number; readonly maxMs: number };
  /** How long the menu takes to appear. Default 250 ms. */
  readonly menuDelayMs?: number;
  /** How a site group is saved. Default `confirm-twice`. */
  readonly groupSave?: 'confirm-twice' | 'toast' | 'autosave';
  /** Whether sites can be mapped to companies at all. Default `on`. */
  readonly autotaskIntegration?: 'on' | 'off';
  /** Whether the API's activity log tells of saved site groups. Default `absent`. */
  readonly groupActivity?: 'absent' | 'present';
}

/** How API and portal are started together. */
export interface DattoRmmPortalOptions extends DattoRmmOptions {
  readonly portal?: PortalOptions;
}

/** The options with every default filled in, without the ports. */
export type PortalSettings = Required<Omit<PortalOptions, 'port' | 'authPort'>>;

/** API and portal, running on one state. `url` is the API's address, as without a portal. */
export interface DattoRmmPortal extends Simulator<DattoRmmState> {
  /** Address of the platform: where a person begins. */
  readonly portalUrl: string;
  /** Address where logins happen: another origin. */
  readonly authUrl: string;
  /** Ends the sessions of one login, or all, as if they had been idle for too long. */
  expireSessions(email?: string): void;
}

/** Fills in the defaults. */
export function portalSettings(options: PortalOptions): PortalSettings {
  return {
    skin: options.skin ?? 'a',
    totpPeriodSeconds: options.totpPeriodSeconds ?? 30,
    idleMinutes: options.idleMinutes ?? 30,
    slow: options.slow ?? { minMs: 20, maxMs: 60 },
    menuDelayMs: options.menuDelayMs ?? 250,
    groupSave: options.groupSave ?? 'confirm-twice',
    autotaskIntegration: options.autotaskIntegration ?? 'on',
    groupActivity: options.groupActivity ?? 'absent',
  };
}
