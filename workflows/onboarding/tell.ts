import type { ComposedMessage, MessageSubject, Sendable } from '../../activities/types.ts';
import { decisionWantedBy } from '../decisions/wanted-by.ts';
import { problemOf } from '../run-activity.ts';
import { type Sent, sendOnce } from '../send-once.ts';
import type { Run } from './run.ts';

/**
 * Tells people about something, through every channel that the profile has switched on. The ledger is the history:
 * composed once, sent in a single attempt; what may have gone out is looked up and never sent a second time.
 * Nobody waits for it: a channel that is down must not hold up what the message is about.
 */
export function tell(run: Run, subject: MessageSubject): void {
  run.onItsWay(() => deliver(run, subject));
}

/** Every way at once: one that is down does not hold up the others. */
async function deliver(run: Run, subject: MessageSubject): Promise<void> {
  const messages = await composed(run, subject, run.nextMessageKey(subject.kind));
  await Promise.all(
    messages.map(async (message) => {
      if (message.via !== 'draft') await deliverOne(run, subject, message);
    }),
  );
}

/** Sends one message and records what became of it. */
export async function deliverOne(run: Run, subject: MessageSubject, message: Sendable): Promise<Sent> {
  const sent = await sendOnce(run.activities, message);
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
