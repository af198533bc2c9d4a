import type { PersonId } from './ids.ts';

// Workflows import this module: it stays free of libraries. The plan itself is computed in `nudge-plan.ts`.

/** How often is looked for reminders that are due. */
export const REMINDERS_EVERY_MINUTES = 30;

/** How far a decision without an answer has gone: who may decide, their deputies, the office admin. */
export type NudgeLevel = 'remind' | 'deputy' | 'office-admin';

/** One message to whoever is to see to a decision. */
export interface Nudge {
  /** ISO 8601 in UTC; in the hours of everybody whom it goes to. */
  readonly at: string;
  readonly to: readonly PersonId[];
  readonly level: NudgeLevel;
  /** Its place in the plan, from 1: what was sent is known by it. */
  readonly number: number;
}

/** The first nudge that was not sent yet, `sent` being the number of the last one that was (0: none). */
export function nextNudge(plan: readonly Nudge[], sent: number): Nudge | undefined {
  return plan.find(({ number }) => number > sent);
}

/**
 * The nudge to send now, if any is due: the latest, so that what was missed is not caught up with in a flood. `nowMs`
 * counts milliseconds since 1970, as `Date.now()` does.
 */
export function dueNudge(plan: readonly Nudge[], sent: number, nowMs: number): Nudge | undefined {
  return plan.findLast(({ number, at }) => number > sent && Date.parse(at) <= nowMs);
}
