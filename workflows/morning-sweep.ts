import { workflowInfo } from '@temporalio/workflow';
import { ActivityRunner, problemOf } from './run-activity.ts';
import { sendOnce } from './send-once.ts';
import { instantOf, type SweepInput } from './sweep-input.ts';

/** What a morning's message came to, in short. */
export interface MorningSweepResult {
  readonly goLives: number;
  readonly messages: number;
  /** `off`: the profile names no address. `held-back`: no message went out, so nothing says that one did. */
  readonly heartbeat: 'sent' | 'off' | 'held-back' | 'failed';
  /** What could not be read or sent, each a sentence. */
  readonly troubles: readonly string[];
}

/**
 * Tells each morning which customers go live today, and which are overdue, on hold or in trouble; also when there is
 * none, so that its absence means something. The heartbeat says outside that it went out: whoever watches that address
 * learns of a morning without it, whatever has failed here.
 */
export async function sweepMorning(input: SweepInput = {}): Promise<MorningSweepResult> {
  const activities = new ActivityRunner(input.limits);
  const key = `morning/${workflowInfo().runId}`;
  const { messages, goLives, unreadable } = await activities.run(
    'composeMorning',
    { now: instantOf(input), key },
    'Write the message of the morning',
    'api',
  );
  const sent = await Promise.all(messages.map((message) => sendOnce(activities, message)));
  const troubles = [
    ...unreadable.map((workflowId) => `${workflowId} does not say how it stands.`),
    ...sent.flatMap(({ outcome, detail }) =>
      outcome === 'sent' ? [] : [`A message is ${outcome}: ${detail}`],
    ),
  ];
  const common = { goLives, messages: messages.length };
  const wentOut = messages.length === 0 || sent.some(({ outcome }) => outcome !== 'not-sent');
  if (!wentOut) return { ...common, heartbeat: 'held-back', troubles };
  try {
    const heartbeat = await activities.run('sendHeartbeat', undefined, 'Fetch the heartbeat address', 'api');
    return { ...common, heartbeat, troubles };
  } catch (error) {
    return { ...common, heartbeat: 'failed', troubles: [...troubles, problemOf(error).message] };
  }
}
