import { sleep } from '@temporalio/workflow';
import { headOf } from '../../domain/evidence-chain.ts';
import type { Values } from '../../domain/steps/step.ts';
import { HOUR_MS } from '../limits.ts';
import { problemOf } from '../run-activity.ts';
import type { Run } from './run.ts';

/** How an onboarding leaves its customer's record. */
export interface SignOff {
  readonly ended: 'live' | 'not-live' | 'taken-off';
  readonly at: string;
  readonly agreed: Values;
}

/** From now on the customer counts as live, whatever becomes of this onboarding. Insists, too. */
export async function markLive(run: Run, at: string): Promise<void> {
  const input = { customerId: run.order.customer.id, runId: run.id, at, agreed: run.state.agreedValues };
  await insist(run, () =>
    run.activities.run('markCustomerLive', input, `Tell the record of ${input.customerId} that it is live`),
  );
}

/** Gives the customer free for whatever comes next. Insists: a record that is not told refuses every later onboarding. */
export async function signOff(run: Run, end: SignOff): Promise<void> {
  const customerId = run.order.customer.id;
  const evidenceHead = headOf(run.state.chain);
  const input = { customerId, runId: run.id, evidenceHead, ...end };
  await insist(run, () =>
    run.activities.run(
      'closeCustomerRecord',
      input,
      `Tell the record of ${customerId} that this onboarding ended ${end.ended}`,
    ),
  );
}

async function insist(run: Run, tellRecord: () => Promise<void>): Promise<void> {
  for (let told = false; ; told = true) {
    try {
      await tellRecord();
      return;
    } catch (error) {
      const found = problemOf(error);
      if (!told) run.note(`The customer record could not be told: ${found.message}`);
    }
    await sleep(HOUR_MS, { summary: 'Before telling the customer record again' });
  }
}
