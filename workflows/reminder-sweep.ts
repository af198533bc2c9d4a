import { workflowInfo } from '@temporalio/workflow';
import type { DueReminder, DueReminders } from '../activities/sweeps/reminders.ts';
import type { SentNudge } from './onboarding/state.ts';
import { ActivityRunner, problemOf } from './run-activity.ts';
import { sendOnce } from './send-once.ts';
import { instantOf, type SweepInput } from './sweep-input.ts';

/** What a sweep for reminders did, in short. */
export interface ReminderSweepResult {
  /** How many reminders went out, and in how many messages. */
  readonly reminded: number;
  readonly messages: number;
  /** What could not be read, sent or told, each a sentence. */
  readonly troubles: readonly string[];
}

/**
 * Reminds people of the decisions of all onboardings that are due now: one digest each, however many there are. It sends
 * first and then tells the onboardings. This history is the ledger between the two: whatever becomes of the worker, what
 * was sent is not sent again, and telling an onboarding twice counts once. What certainly did not go out is due again.
 */
export async function sweepReminders(input: SweepInput = {}): Promise<ReminderSweepResult> {
  const activities = new ActivityRunner(input.limits);
  const now = instantOf(input);
  const key = `reminders/${workflowInfo().runId}`;
  const found = await activities.run(
    'composeReminders',
    { now, key },
    'Look which decisions wait, and for whom',
    'api',
  );
  const troubles = found.unreadable.map((workflowId) => `${workflowId} does not say how it stands.`);
  const { reached, unsent } = await sendDigests(activities, found);
  troubles.push(...unsent);
  const told = found.due.filter((_one, place) => reached.has(place));
  troubles.push(...(await tellOnboardings(activities, told, now)));
  return { reminded: told.length, messages: found.digests.length, troubles };
}

/** Sends every digest; `reached` are the places of those reminders that went out, or may have, in at least one of them. */
async function sendDigests(activities: ActivityRunner, { digests }: DueReminders) {
  const reached = new Set<number>();
  const unsent: string[] = [];
  await Promise.all(
    digests.map(async ({ message, about }) => {
      const { outcome, detail } = await sendOnce(activities, message);
      if (outcome !== 'sent') unsent.push(`${message.via} ${message.key} is ${outcome}: ${detail}`);
      if (outcome !== 'not-sent') for (const place of about) reached.add(place);
    }),
  );
  return { reached, unsent };
}

/** Answers what could not be told. */
async function tellOnboardings(
  activities: ActivityRunner,
  told: readonly DueReminder[],
  at: string,
): Promise<string[]> {
  const untold: string[] = [];
  for (const workflowId of new Set(told.map((one) => one.workflowId))) {
    const nudges = told.filter((one) => one.workflowId === workflowId).map((one) => sentNudge(one, at));
    try {
      await activities.run('reportNudges', { workflowId, nudges }, `Tell ${workflowId} who was reminded`);
    } catch (error) {
      untold.push(`${workflowId} was not told: ${problemOf(error).message}`);
    }
  }
  return untold;
}

function sentNudge({ decision, revision, nudge }: DueReminder, at: string): SentNudge {
  const { number, level, to } = nudge;
  return { decision, revision, number, level, to, at };
}
