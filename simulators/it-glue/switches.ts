/** Open questions about the real system, as switches; the first value of each is the default. */
export interface ItGlueSwitches {
  readonly badKey: 401 | 403;
  /** Which spelling of the filters of flexible assets works. */
  readonly typeFilter: 'both' | 'snake' | 'kebab';
  /** What flexible assets without their type filter are: an empty list, or refused. */
  readonly typeFilterMissing: 'empty' | '422';
  readonly psaIdAlone: 'ignored' | '422';
  readonly retryAfter: 'absent' | 'present';
  /** What happens to a Textbox's HTML when it is saved. */
  readonly html: 'as-sent' | 'rewritten';
}

/** What the switches are unless told otherwise. */
export const DEFAULT_SWITCHES: ItGlueSwitches = {
  badKey: 401,
  typeFilter: 'both',
  typeFilterMissing: 'empty',
  psaIdAlone: 'ignored',
  retryAfter: 'absent',
  html: 'as-sent',
};

/** The API key that a simulator takes unless told otherwise. */
export const DEFAULT_API_KEY = 'ITG.simulated-it-glue-key';
