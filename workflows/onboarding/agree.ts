import { condition } from '@temporalio/workflow';
import { readAndCompare } from './read-everything.ts';
import type { Run } from './run.ts';
import { tell } from './tell.ts';

/** The contract's terms and the plan, approved by a named person. Nothing but R1 is written before. */
export async function agreeOnPlan(run: Run): Promise<void> {
  if (run.state.approvedHash !== undefined) return;
  const { plan } = await readAndCompare(run);
  run.state.plan = plan;
  // What could not be read at first is still as it was: nothing but R1, which undo never restores, was written.
  run.state.observed = { ...plan.observed, ...run.state.observed };
  run.enter('waiting-for-approval');
  run.note(`Plan ${plan.hash} waits for approval.`);
  tell(run, { kind: 'approval-wanted', planHash: plan.hash });
  await condition(() => run.state.approvedHash !== undefined);
  run.enter('preparing');
}
