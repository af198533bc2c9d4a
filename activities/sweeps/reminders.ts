import { getClient } from '@temporalio/activity';
import type { Decision, ProofKind, Remark } from '../../domain/decisions.ts';
import type { CustomerId, PersonId } from '../../domain/ids.ts';
import type { Nudge } from '../../domain/nudges.ts';
import type { Profile } from '../../domain/profile.ts';
import { lastSent, reminderDue, reminderPlan } from '../../domain/reminders.ts';
import { openDecisions } from '../../workflows/decisions/open-decisions.ts';
import { nudgedSignal } from '../../workflows/messages.ts';
import type { SentNudge } from '../../workflows/onboarding/state.ts';
import type { LoadedProfile } from '../profile-view.ts';
import type { Sendable } from '../types.ts';
import { digestFor, digestForChannel, type SweepTerms } from './digests.ts';
import { type RunningOnboarding, runningOnboardings, unlessGone } from './onboardings.ts';

/** A reminder that is due now, with what its text needs. */
export interface DueReminder {
  readonly workflowId: string;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly decision: string;
  readonly revision: string;
  readonly title: string;
  readonly urgent: boolean;
  /** The revision of the decision itself: what a link is for. */
  readonly asks: string;
  readonly proof: ProofKind;
  readonly since: string;
  readonly deadline?: string;
  readonly nudge: Nudge;
  /** What was asked back, where that is what waits. */
  readonly asked?: Pick<Remark, 'by' | 'text'>;
}

/** A message about several decisions at once; `about` are places in the list of what is due. */
export interface Digest {
  readonly message: Sendable;
  readonly about: readonly number[];
}

/** What one sweep has to send. */
export interface DueReminders {
  readonly due: readonly DueReminder[];
  readonly digests: readonly Digest[];
  /** Workflow ids of onboardings that did not say how they stand. */
  readonly unreadable: readonly string[];
}

/** What an onboarding is told of its people. */
export interface ToldNudges {
  readonly workflowId: string;
  readonly nudges: readonly SentNudge[];
}

/** What is due at that instant, as one digest for each person and one message into the onboarding channel. */
export async function composeReminders(
  loaded: LoadedProfile,
  now: string,
  key: string,
): Promise<DueReminders> {
  const { profile } = loaded;
  const { onboardings, unreadable } = await runningOnboardings('OnboardNeedsAttention = true');
  const due = inOrder(onboardings.flatMap((onboarding) => remindersOf(profile, onboarding, now)));
  return { due, digests: digestsOf(loaded, due, { key, now }), unreadable };
}

/** Tells an onboarding of what its people were reminded. Telling it twice does no harm. */
export async function reportNudges({ workflowId, nudges }: ToldNudges): Promise<void> {
  await unlessGone(getClient().workflow.getHandle(workflowId).signal(nudgedSignal, nudges));
}

/** What is due of one onboarding. */
export function remindersOf(
  profile: Profile,
  { workflowId, state }: RunningOnboarding,
  now: string,
): DueReminder[] {
  const { customerId, customerName, requestedBy, nudges } = state;
  return openDecisions(state).flatMap((decision) => {
    const plan = reminderPlan(profile, decision, requestedBy);
    const { revision } = plan;
    const nudge = reminderDue(profile, plan, lastSent(nudges, decision.id, revision), now);
    if (nudge === undefined) return [];
    const { id, title, urgent, since, revision: asks, rule } = decision;
    const common = { workflowId, customerId, customerName, decision: id, revision, title, urgent, since };
    return [{ ...common, asks, proof: rule.minimumProof, nudge, ...whatIsKnown(decision) }];
  });
}

function whatIsKnown({ deadline, remarks }: Decision): Pick<DueReminder, 'deadline' | 'asked'> {
  const last = remarks.at(-1);
  return {
    ...(deadline !== undefined && { deadline }),
    ...(last?.kind === 'asked-back' && { asked: { by: last.by, text: last.text } }),
  };
}

/** The urgent ones first, then what must be answered soonest, then what has waited longest. */
function inOrder(due: readonly DueReminder[]): DueReminder[] {
  const rank = ({ urgent, deadline, since }: DueReminder) =>
    `${urgent ? 0 : 1} ${deadline === undefined ? '9' : new Date(deadline).toISOString()} ${since}`;
  return due.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

function digestsOf(loaded: LoadedProfile, due: readonly DueReminder[], sweep: SweepTerms): Digest[] {
  if (due.length === 0) return [];
  const people: readonly PersonId[] = [...new Set(due.flatMap(({ nudge }) => nudge.to))];
  const mails = people.flatMap((person) => {
    const about = placesOf(due, person);
    const theirs = about.flatMap((place) => due[place] ?? []);
    return digestFor(loaded, person, theirs, sweep).map((message) => ({ message, about }));
  });
  const posts = digestForChannel(loaded.profile, due, sweep.key);
  return [...mails, ...posts.map((message) => ({ message, about: due.map((_one, place) => place) }))];
}

function placesOf(due: readonly DueReminder[], person: PersonId): number[] {
  return due.flatMap(({ nudge }, place) => (nudge.to.includes(person) ? [place] : []));
}
