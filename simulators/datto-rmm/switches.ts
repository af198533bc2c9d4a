/** Open questions about the real system, as switches; the first value of each is the default. */
export interface DattoRmmSwitches {
  readonly badLogin: 400 | 401;
  readonly time: 'ms' | 'iso';
  readonly errorBody: 'text' | 'json' | 'empty';
  readonly totalCount: 'present' | 'missing';
  /** Whether a 429 says how long to wait. */
  readonly retryAfter: 'missing' | 'present';
}

/** What the switches are unless told otherwise. */
export const DEFAULT_SWITCHES: DattoRmmSwitches = {
  badLogin: 400,
  time: 'ms',
  errorBody: 'text',
  totalCount: 'present',
  retryAfter: 'missing',
};

/** The keys of the API user. They are the form's user name and password. */
export interface DattoRmmCredentials {
  readonly apiKey: string;
  readonly apiSecretKey: string;
}

/** Keys that a simulator takes unless told otherwise; the second one breaks where it is not URL-encoded. */
export const DEFAULT_CREDENTIALS: DattoRmmCredentials = {
  apiKey: 'SIMULATED-DATTO-KEY',
  apiSecretKey: 'simulated+datto&secret=100%',
};

/** The request limits of the account, all integrations together. */
export interface DattoRmmLimits {
  readonly windowMs: number;
  /** Requests of any kind in a window. */
  readonly requests: number;
  /** Updates of sites in a window. */
  readonly siteUpdates: number;
  /** Creations of sites in a window. */
  readonly siteCreates: number;
  /** Whether answers take a second longer from 90 % of the limit on. */
  readonly delays: boolean;
  /** Refused requests in a window after which the address of the caller is blocked. */
  readonly refusalsUntilBlock: number;
  readonly blockMs: number;
}

/** The vendor's limits. How many refusals it takes for a block is not known: ours. */
export const DEFAULT_LIMITS: DattoRmmLimits = {
  windowMs: 60_000,
  requests: 600,
  siteUpdates: 100,
  siteCreates: 100,
  delays: true,
  refusalsUntilBlock: 20,
  blockMs: 300_000,
};
