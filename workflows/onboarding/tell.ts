import { ActivityFailure, ApplicationFailure, sleep } from '@temporalio/workflow';
import type { ComposedMessage, MessageSubject } from '../../activities/types.ts';
import { problemOf } from '../run-activity.ts';
import type { Run } from './run.ts';

/** How often a send that certainly did not happen is tried again, and how long after. */
const SENDS = 4;
const BETWEEN_SENDS_MS = 60_000;
/** How often a message of unknown outcome is looked for, and how long between. */
const LOOKS = 3;
const BETWEEN_LOOKS_MS = 30_000;

/**
 * Tells people about something, through every channel that the profile has switched on. The ledger is the history:
 * composed once, sent in a single attempt; what may have gone out is looked up and never sent a second time.
 */
export async function tell(run: Run, subject: MessageSubject): Promise<void> {
  const key = `${run.order.customer.id}/${run.state.startedAt}/${run.state.messages.length}-${subject.kind}`;
  const messages = await composed(run, subject, key);
  for (const message of messages) {
    const { outcome, detail } = await send(run, message);
    run.state.messages.push({ key: message.key, via: message.via, outcome, detail });
    if (outcome !== 'sent')
      run.note(`A ${message.via} message about ${subject.kind} is ${outcome}: ${detail}`);
  }
}

async function composed(run: Run, subject: MessageSubject, key: string): Promise<readonly ComposedMessage[]> {
  const input = { customer: run.order.customer, subject, key, now: run.now() };
  try {
    return await run.activities.run('composeMessages', input, `Write the message about ${subject.kind}`);
  } catch (error) {
    run.note(`No message about ${subject.kind}: ${problemOf(error).message}`);
    return [];
  }
}

type Sent = { readonly outcome: 'sent' | 'unknown' | 'not-sent'; readonly detail: string };

async function send(run: Run, message: ComposedMessage): Promise<Sent> {
  let last = '';
  for (let attempt = 0; attempt < SENDS; attempt += 1) {
    if (attempt > 0) await sleep(BETWEEN_SENDS_MS, { summary: `Before sending ${message.via} again` });
    const since = run.now();
    try {
      const { reference } = await run.activities.run(
        'sendMessage',
        { message },
        `Send by ${message.via}`,
        'send',
      );
      return { outcome: 'sent', detail: reference };
    } catch (error) {
      if (mayHaveGoneOut(error)) return await lookUp(run, message, since);
      const found = problemOf(error);
      last = found.message;
      if (found.class === 'final') break;
    }
  }
  return { outcome: 'not-sent', detail: last };
}

/** A timeout or a worker that died says nothing about whether it was sent. */
function mayHaveGoneOut(error: unknown): boolean {
  if (!(error instanceof ActivityFailure)) throw error;
  return !(error.cause instanceof ApplicationFailure) || error.cause.type === 'message-unknown';
}

/** A message may show late: not found at once proves nothing, not found in the end neither. */
async function lookUp(run: Run, message: ComposedMessage, since: string): Promise<Sent> {
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      if (look > 0)
        await sleep(BETWEEN_LOOKS_MS, { summary: `Before looking for the ${message.via} message again` });
      const found = await run.activities.run(
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
