import { headOf } from '../../domain/evidence-chain.ts';
import { stepsOf } from '../../domain/steps/catalogue.ts';
import type { Values } from '../../domain/steps/step.ts';
import { problemOf } from '../run-activity.ts';
import { settleTheRest } from './go-live.ts';
import type { Run } from './run.ts';
import { signOff } from './sign-off.ts';
import type { OnboardingOutcome } from './state.ts';
import { tell } from './tell.ts';

/** Announces the customer, settles what else is wanted from now on (R8), and hands the agreed state to `customer-<id>`, which outlives this onboarding. */
export async function handOver(run: Run): Promise<OnboardingOutcome> {
  const at = run.state.goneLiveAt ?? run.now();
  await run.stopBackground();
  tell(run, { kind: 'live', at });
  await settleTheRest(run);
  const agreed = await agreedValues(run);
  await run.allTold();
  run.note('Handed over.');
  run.end({ kind: 'live', at });
  await noteInAutotask(run, at);
  await signOff(run, { ended: 'live', at, agreed });
  run.enter('live');
  return { kind: 'live', at };
}

/** The head of the evidence, kept where nobody of ours can rewrite it. It never holds up the end. */
async function noteInAutotask(run: Run, liveSince: string): Promise<void> {
  const { customer } = run.order;
  // Once and for all: the note's name is made of the head, and a retry must find what an earlier attempt wrote.
  const input = { customer, liveSince, head: headOf(run.state.chain), runId: run.id, at: run.now() };
  try {
    const written = await run.activities.run(
      'writeClosingNote',
      input,
      'Note the head of the evidence in Autotask',
      'api',
    );
    if (written !== null) run.note(`The head of the evidence stands in Autotask, note ${written.noteId}.`);
  } catch (error) {
    run.note(`The head of the evidence is not in Autotask: ${problemOf(error).message}`);
  }
}

/** What audits will compare with: a fresh reading, not what we believe to have written. It never holds up the end. */
async function agreedValues(run: Run): Promise<Values> {
  const read = run.recordsInUse.map(async (record): Promise<Values> => {
    try {
      return (await run.inspect(record, stepsOf(record))).values;
    } catch (error) {
      run.note(`A part of the agreed state could not be read: ${problemOf(error).message}`);
      return {};
    }
  });
  return Object.assign({}, ...(await Promise.all(read)));
}
