/** Nothing that we wait for in a profile is counted in less than this. */
export const MINUTE_MS = 60_000;
