import { getClient } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Pause, Pauses } from '../domain/pauses.ts';
import type { SystemName } from '../domain/steps/step.ts';
import { deskStateQuery, deskWorkflowId, systemPausedSignal, workflowTypes } from '../workflows/messages.ts';

/** Which systems are paused: none where nobody ever paused one. */
export async function readPauses(): Promise<Pauses> {
  try {
    return (await getClient().workflow.getHandle(deskWorkflowId).query(deskStateQuery)).paused;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return {};
    throw error;
  }
}

/** Tells every running onboarding; one that begins meanwhile asks the desk itself. Answers how many were told. */
export async function tellPause(system: SystemName, pause: Pause | null): Promise<number> {
  const client = getClient();
  const query = `WorkflowType = '${workflowTypes.onboarding}' AND ExecutionStatus = 'Running'`;
  let told = 0;
  for await (const { workflowId } of client.workflow.list({ query })) {
    try {
      await client.workflow.getHandle(workflowId).signal(systemPausedSignal, { system, pause });
      told += 1;
    } catch (error) {
      // Lists are a little behind: that one has ended.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return told;
}
