import { condition } from '@temporalio/workflow';
import { composePlan, readEverything } from './resolve.ts';
import type { Run } from './run.ts';
import { tell } from './tell.ts';

/** The contract's terms and the plan, approved by a named person. Nothing but R1 is written before. */
export async function agreeOnPlan(run: Run): Promise<void> {
  if (run.state.approvedHash !== undefined) return;
  if (run.state.stage !== 'declined') {
    run.state.plan = await composePlan(run, await readEverything(run));
    run.enter('waiting-for-approval');
    run.note(`Plan ${run.state.plan.hash} waits for approval.`);
    await tell(run, { kind: 'approval-wanted', planHash: run.state.plan.hash });
  }
  await condition(() => run.state.approvedHash !== undefined);
  run.enter('preparing');
}
