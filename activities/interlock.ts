import { getClient } from '@temporalio/activity';
import type { CustomerFile } from '../domain/customer-file.ts';
import { intakeFoundOpenSignal, orderQuery, workflowTypes } from '../workflows/messages.ts';
import { unlessGone } from './sweeps/onboardings.ts';

/** Stages in which R1 must hold; a stale answer does no harm, for the onboarding knows its phase. */
const waitingStages = ['waiting-for-approval', 'declined', 'preparing', 'ready', 'go-live-blocked'];

/** Onboardings that wait for their go-live, as visibility knows them, each with its customer file. */
export async function listWaitingOnboardings(): Promise<{ workflowId: string; customer: CustomerFile }[]> {
  const client = getClient();
  const stages = waitingStages.map((stage) => `'${stage}'`).join(', ');
  const query = `WorkflowType = '${workflowTypes.onboarding}' AND ExecutionStatus = 'Running' AND OnboardStage IN (${stages})`;
  const waiting: { workflowId: string; customer: CustomerFile }[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) {
    const order = await unlessGone(client.workflow.getHandle(workflowId).query(orderQuery));
    if (order !== undefined) waiting.push({ workflowId, customer: order.customer });
  }
  return waiting;
}

/** Tells an onboarding that its intake was found open. */
export async function reportOpenIntake(workflowId: string, seenAt: string): Promise<void> {
  await unlessGone(getClient().workflow.getHandle(workflowId).signal(intakeFoundOpenSignal, { seenAt }));
}
