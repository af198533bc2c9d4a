import { sleep } from '@temporalio/workflow';
import { headOf } from '../../domain/evidence-chain.ts';
import type { Values } from '../../domain/steps/step.ts';
import { HOUR_MS } from '../limits.ts';
import { problemOf } from '../run-activity.ts';
import type { Run } from './run.ts';

/** How an onboarding leaves its customer's record. */
export interface SignOff {
  readonly ended: 'live' | 'not-live';
  readonly at: string;
  readonly agreed: Values;
}

/** Gives the customer free for whatever comes next. Insists: a record that is not told refuses every later onboarding. */
export async function signOff(run: Run, end: SignOff): Promise<void> {
  const customerId = run.order.customer.id;
  const evidenceHead = headOf(run.state.chain);
  const summary = `Tell the record of ${customerId} that this onboarding ended ${end.ended}`;
  for (let told = false; ; told = true) {
    try {
      await run.activities.run(
        'closeCustomerRecord',
        { customerId, runId: run.id, evidenceHead, ...end },
        summary,
      );
      return;
    } catch (error) {
      const found = problemOf(error);
      if (!told) run.note(`The customer record could not be told: ${found.message}`);
    }
    await sleep(HOUR_MS, { summary: 'Before telling the customer record again' });
  }
}
