import type { Values } from '../../domain/steps/step.ts';
import { problemOf } from '../run-activity.ts';
import { composePlan, readEverything } from './resolve.ts';
import type { Run } from './run.ts';
import type { OnboardingOutcome } from './state.ts';
import { tell } from './tell.ts';

/** Announces the customer and hands the agreed state to `customer-<id>`, which outlives this onboarding. */
export async function handOver(run: Run): Promise<OnboardingOutcome> {
  const at = run.state.goneLiveAt ?? run.now();
  await run.stopBackground();
  await tell(run, { kind: 'live', at });
  const customerId = run.order.customer.id;
  const agreed = await agreedValues(run);
  await run.activities.run(
    'closeCustomerRecord',
    { customerId, runId: run.id, ended: 'live', at, agreed },
    `Hand ${customerId} over to its customer record`,
  );
  run.note('Handed over.');
  run.enter('live');
  return { kind: 'live', at };
}

/** What audits will compare with: a fresh reading of everything, not what we believe to have written. */
async function agreedValues(run: Run): Promise<Values> {
  try {
    const plan = await composePlan(run, await readEverything(run));
    return plan.observed;
  } catch (error) {
    run.note(`The agreed state could not be read: ${problemOf(error).message}`);
    return {};
  }
}
