import { ActivityFailure, ApplicationFailure, sleep } from '@temporalio/workflow';
import type { ComposedMessage, MessageSubject, Sendable } from '../../activities/types.ts';
import { isProblemCode } from '../../domain/problems.ts';
import { decisionWantedBy } from '../decisions/wanted-by.ts';
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
 * Nobody waits for it: a channel that is down must not hold up what the message is about.
 */
export function tell(run: Run, subject: MessageSubject): void {
  run.onItsWay(() => deliver(run, subject));
}

async function deliver(run: Run, subject: MessageSubject): Promise<void> {
  for (const message of await composed(run, subject, run.nextMessageKey(subject.kind)))
    if (message.via !== 'draft') await deliverOne(run, subject, message);
}

/** Sends one message and records what became of it. */
export async function deliverOne(run: Run, subject: MessageSubject, message: Sendable): Promise<Sent> {
  const sent = await send(run, message);
  const { outcome, detail } = sent;
  const { key, via } = message;
  run.state.messages.push({ key, via, outcome, detail });
  run.attest({ kind: 'message', via, key, outcome, detail, at: run.now() });
  if (outcome !== 'sent') run.note(`A ${message.via} message about ${subject.kind} is ${outcome}: ${detail}`);
  return sent;
}

/** The messages about something, rendered once. None, with a note, when they cannot be. */
export async function composed(
  run: Run,
  subject: MessageSubject,
  key: string,
): Promise<readonly ComposedMessage[]> {
  const decision = decisionWantedBy(run.state, subject);
  const input = {
    ...{ customer: run.order.customer, subject, key, now: run.now() },
    ...(decision !== undefined && { decision }),
  };
  try {
    return await run.activities.run('composeMessages', input, `Write the message about ${subject.kind}`);
  } catch (error) {
    run.note(`No message about ${subject.kind}: ${problemOf(error).message}`);
    return [];
  }
}

/** What became of a message. */
export type Sent = { readonly outcome: 'sent' | 'unknown' | 'not-sent'; readonly detail: string };

async function send(run: Run, message: Sendable): Promise<Sent> {
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
async function lookUp(run: Run, message: Sendable, since: string): Promise<Sent> {
  try {
    for (let look = 0; look < looksFor(message); look += 1) {
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
