import { WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import type { Pauses } from '../domain/pauses.ts';
import type { SystemName } from '../domain/steps/step.ts';
import {
  type AnswerReceipt,
  deskStateQuery,
  deskWorkflowId,
  pauseSystemUpdate,
  type Signed,
  workflowTypes,
} from '../workflows/messages.ts';
import type { Deployment } from './deployment.ts';

/** Pauses a system for all onboardings, or lets it go on. Throws `WorkflowUpdateFailedError` when it is refused. */
export function setPaused(
  { client, taskQueue }: Deployment,
  request: Signed & { readonly system: SystemName; readonly paused: boolean },
): Promise<AnswerReceipt> {
  const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.desk, {
    workflowId: deskWorkflowId,
    taskQueue,
    args: [],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: 'Which systems are paused',
  });
  return client.workflow.executeUpdateWithStart(pauseSystemUpdate, {
    startWorkflowOperation,
    args: [request],
  });
}

/** Which systems are paused, by whom and why: none where nobody ever paused one. */
export async function pausesOf({ client }: Deployment): Promise<Pauses> {
  try {
    return (await client.workflow.getHandle(deskWorkflowId).query(deskStateQuery)).paused;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return {};
    throw error;
  }
}
