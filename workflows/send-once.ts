import { ActivityFailure, ApplicationFailure, sleep } from '@temporalio/workflow';
import type { Sendable } from '../activities/types.ts';
import { isProblemCode } from '../domain/problems.ts';
import { type ActivityRunner, problemOf } from './run-activity.ts';

/** How often a send that certainly did not happen is tried again, and how long after. */
const SENDS = 4;
const BETWEEN_SENDS_MS = 60_000;
/** How often a message of unknown outcome is looked for, and how long between. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 30_000;

/** What became of a message. */
export type Sent = { readonly outcome: 'sent' | 'unknown' | 'not-sent'; readonly detail: string };

/**
 * Sends a composed message. The ledger is the history: sent in a single attempt; what may have gone out is looked up and
 * never sent a second time. A pager alone is rung again: it knows by the key that it is the same alarm.
 */
export async function sendOnce(activities: ActivityRunner, message: Sendable): Promise<Sent> {
  let last: Sent = { outcome: 'not-sent', detail: '' };
  for (let attempt = 0; attempt < SENDS; attempt += 1) {
    if (attempt > 0) await sleep(BETWEEN_SENDS_MS, { summary: `Before sending ${message.via} again` });
    const since = new Date(Date.now()).toISOString();
    try {
      const { reference } = await activities.run(
        'sendMessage',
        { message },
        `Send by ${message.via}`,
        'send',
      );
      return { outcome: 'sent', detail: reference };
    } catch (error) {
      const unsure = mayHaveGoneOut(error);
      if (unsure && message.via !== 'pager') return await lookUp(activities, message, since);
      const found = problemOf(error);
      last = { outcome: unsure ? 'unknown' : 'not-sent', detail: found.message };
      if (!unsure && found.class === 'final') break;
    }
  }
  return last;
}

/** A timeout, a worker that died or an error that we do not know says nothing about whether it was sent. */
function mayHaveGoneOut(error: unknown): boolean {
  if (!(error instanceof ActivityFailure)) throw error;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure) || !isProblemCode(cause.type)) return true;
  return cause.type === 'message-unknown';
}

/** SMTP has nothing to look in: one question tells so, and more would only hold things up. */
function looksFor({ via }: Sendable): number {
  return via === 'email' ? 1 : LOOKS;
}

/** A message may show late: not found at once proves nothing, not found in the end neither. */
async function lookUp(activities: ActivityRunner, message: Sendable, since: string): Promise<Sent> {
  try {
    for (let look = 0; look < looksFor(message); look += 1) {
      if (look > 0)
        await sleep(BETWEEN_LOOKS_MS, { summary: `Before looking for the ${message.via} message again` });
      const found = await activities.run(
        'findMessage',
        { message, since },
        `Look whether ${message.via} took it`,
        'api',
      );
      if (found !== null) return { outcome: 'sent', detail: `${found.reference} (found again)` };
    }
  } catch (error) {
    return { outcome: 'unknown', detail: problemOf(error).message };
  }
  return { outcome: 'unknown', detail: 'look for it yourself; it is not sent again' };
}
