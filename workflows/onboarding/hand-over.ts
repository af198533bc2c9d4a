import { recordNames, stepsOf } from '../../domain/steps/catalogue.ts';
import type { Values } from '../../domain/steps/step.ts';
import { problemOf } from '../run-activity.ts';
import type { Run } from './run.ts';
import { signOff } from './sign-off.ts';
import type { OnboardingOutcome } from './state.ts';
import { tell } from './tell.ts';

/** Announces the customer and hands the agreed state to `customer-<id>`, which outlives this onboarding. */
export async function handOver(run: Run): Promise<OnboardingOutcome> {
  const at = run.state.goneLiveAt ?? run.now();
  await run.stopBackground();
  tell(run, { kind: 'live', at });
  await signOff(run, { ended: 'live', at, agreed: await agreedValues(run) });
  run.note('Handed over.');
  run.enter('live');
  return { kind: 'live', at };
}

/** What audits will compare with: a fresh reading, not what we believe to have written. It never holds up the end. */
async function agreedValues(run: Run): Promise<Values> {
  const read = recordNames.map(async (record): Promise<Values> => {
    try {
      return (await run.inspect(record, stepsOf(record))).values;
    } catch (error) {
      run.note(`A part of the agreed state could not be read: ${problemOf(error).message}`);
      return {};
    }
  });
  return Object.assign({}, ...(await Promise.all(read)));
}
