import { businessHoursOf } from './clocks.ts';
import { type Decision, type DecisionRule, everyDecider } from './decisions.ts';
import type { PersonId } from './ids.ts';
import { type Nudge, planNudges } from './nudge-plan.ts';
import { type NudgingProfile, nudgeTermsOf } from './nudge-terms.ts';
import { dueNudge, REMINDERS_EVERY_MINUTES } from './nudges.ts';
import { isWorkingTime } from './working-time.ts';

const EVERY_MS = REMINDERS_EVERY_MINUTES * 60_000;

/** Who is reminded of a decision when, and by what the reminders that were sent for just this are known. */
export interface ReminderPlan {
  readonly nudges: readonly Nudge[];
  /** Whether they go first to whoever is to reply, in place of those who may decide. */
  readonly awaitsReply: boolean;
  /** Of the question as it stands: a remark begins a new series. */
  readonly revision: string;
}

/** What is known of a reminder that was sent. */
export interface KnownNudge {
  readonly decision: string;
  readonly revision: string;
  readonly number: number;
}

/**
 * The reminders of a decision. What was asked back waits for whoever asked for the onboarding, as long as they are known;
 * a remark begins the series anew. Whoever may not decide, because they asked for it, is not reminded to.
 */
export function reminderPlan(profile: NudgingProfile, decision: Decision, requestedBy: string): ReminderPlan {
  const { deadline, remarks, rule, revision } = decision;
  const last = remarks.at(-1);
  const requester = profile.people.find(({ id }) => id === requestedBy);
  const awaitsReply = last?.kind === 'asked-back' && requester !== undefined;
  return {
    nudges: planNudges(
      nudgeTermsOf(profile, {
        since: last?.at ?? decision.since,
        deciders: awaitsReply ? [requester.id] : decidersOf(rule, requestedBy),
        ...(deadline !== undefined && { deadline }),
      }),
    ),
    awaitsReply,
    revision: remarks.length === 0 ? revision : `${revision}/${remarks.length}`,
  };
}

/** The number of the last reminder of this decision that was sent; 0 when none was. */
export function lastSent(sent: readonly KnownNudge[], decision: string, revision: string): number {
  const numbers = sent
    .filter((nudge) => nudge.decision === decision && nudge.revision === revision)
    .map(({ number }) => number);
  return Math.max(0, ...numbers);
}

/**
 * The reminder to send now, if any. One that comes late, because nothing ran at its time, waits until all whom it goes to
 * are at work again.
 */
export function reminderDue(
  profile: NudgingProfile,
  { nudges }: ReminderPlan,
  sent: number,
  now: string,
): Nudge | undefined {
  const due = dueNudge(nudges, sent, Date.parse(now));
  if (due === undefined) return undefined;
  const inTime = Date.parse(now) - Date.parse(due.at) < EVERY_MS;
  return inTime || due.to.every((id) => isAtWork(profile, id, now)) ? due : undefined;
}

function isAtWork({ people, msp }: NudgingProfile, id: PersonId, now: string): boolean {
  const person = people.find((known) => known.id === id);
  return person === undefined || isWorkingTime(businessHoursOf(person, msp), now);
}

function decidersOf(rule: DecisionRule, requestedBy: string): readonly PersonId[] {
  const may = (id: PersonId) => !rule.notTheRequester || id !== requestedBy;
  const deciders = rule.mayDecide.filter(may);
  return deciders.length > 0 ? deciders : everyDecider(rule).filter(may);
}
