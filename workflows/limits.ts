import type { ActivityOptions } from '@temporalio/workflow';

/** How an activity of one class may behave before it counts as stuck. */
export interface ClassLimits {
  readonly startToCloseMs: number;
  readonly heartbeatMs?: number;
  readonly attempts: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
}

/** The classes: our own work, a vendor's API, a portal in a browser, and messages that are sent once. */
export type ActivityClass = 'own' | 'api' | 'portal' | 'send';

/** All that is tuned: small in tests, these values in real life. */
export interface Limits {
  readonly classes: { readonly [Name in ActivityClass]: ClassLimits };
  /** How often something that is not there yet is looked for: at first, and at most. */
  readonly firstLookMs: number;
  readonly longestLookMs: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const defaultLimits: Limits = {
  classes: {
    own: { startToCloseMs: 30_000, attempts: 20, firstRetryMs: 1_000, longestRetryMs: 5 * MINUTE_MS },
    api: {
      startToCloseMs: 2 * MINUTE_MS,
      heartbeatMs: 60_000,
      attempts: 8,
      firstRetryMs: 2_000,
      longestRetryMs: 5 * MINUTE_MS,
    },
    portal: {
      startToCloseMs: 5 * MINUTE_MS,
      heartbeatMs: 60_000,
      attempts: 6,
      firstRetryMs: 3_000,
      longestRetryMs: 5 * MINUTE_MS,
    },
    // One attempt: a second send is never the machine's decision.
    send: { startToCloseMs: 60_000, attempts: 1, firstRetryMs: 1_000, longestRetryMs: 1_000 },
  },
  firstLookMs: 5 * MINUTE_MS,
  longestLookMs: 4 * HOUR_MS,
};

/** Temporal's options for an activity of that class on that queue. */
export function activityOptions(limits: ClassLimits, taskQueue: string, summary: string): ActivityOptions {
  return {
    taskQueue,
    summary,
    startToCloseTimeout: limits.startToCloseMs,
    ...(limits.heartbeatMs === undefined ? {} : { heartbeatTimeout: limits.heartbeatMs }),
    retry: {
      maximumAttempts: limits.attempts,
      initialInterval: limits.firstRetryMs,
      maximumInterval: limits.longestRetryMs,
      backoffCoefficient: 2,
    },
  };
}
