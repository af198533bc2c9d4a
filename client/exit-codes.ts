/** What the command tells the shell; documented in `onboard --help`. */
export const exitCodes = {
  /** Done, or nothing to do. */
  done: 0,
  /** It could not be done; stderr says why. */
  failed: 1,
  /** `plan`: there are changes. `audit`: something is not as wanted. `report --verify`: something was changed. */
  differs: 2,
} as const;

/** One of them. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
