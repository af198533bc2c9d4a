import { activityInfo, cancellationSignal, cancelled, getClient } from '@temporalio/activity';
import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { CustomerFile } from '../../domain/customer-file.ts';
import type { ChainHead } from '../../domain/evidence-chain.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { ProductError } from '../../domain/problems.ts';
import type { Values } from '../../domain/steps/step.ts';
import {
  beginOnboardingUpdate,
  customerWorkflowId,
  endOnboardingUpdate,
  markLiveUpdate,
  workflowTypes,
} from '../../workflows/messages.ts';

/** Registers an onboarding's run with its customer. Throws `ProductError` `already-running`. */
export async function openCustomerRecord(
  customer: CustomerFile,
  runId: string,
): Promise<{ alreadyLive: boolean }> {
  try {
    return await begin(customer.id, runId, undefined);
  } catch (error) {
    const running = runThatIsInTheWay(error);
    if (running === undefined) throw error;
    const { workflowId } = self();
    if (running.workflowId !== workflowId) {
      throw new ProductError('already-running', { detail: `run ${running.runId} of ${running.workflowId}` });
    }
    // Temporal runs one workflow per id: the earlier run of ours was terminated and could not sign off.
    return await begin(customer.id, runId, running.runId);
  }
}

/** Tells the customer's record that it is live, and what was agreed. */
export async function markCustomerLive(input: {
  readonly customerId: CustomerId;
  readonly runId: string;
  readonly at: string;
  readonly agreed: Values;
}): Promise<void> {
  const { customerId, ...live } = input;
  await whileAllowed(({ workflow }) =>
    workflow.getHandle(customerWorkflowId(customerId)).executeUpdate(markLiveUpdate, { args: [live] }),
  );
}

/** Tells the customer's record how this onboarding ended. */
export async function closeCustomerRecord(input: {
  readonly customerId: CustomerId;
  readonly runId: string;
  readonly ended: 'live' | 'not-live' | 'taken-off';
  readonly at: string;
  readonly agreed: Values;
  readonly evidenceHead: ChainHead;
}): Promise<void> {
  const { customerId, ...end } = input;
  try {
    await whileAllowed(({ workflow }) =>
      workflow.getHandle(customerWorkflowId(customerId)).executeUpdate(endOnboardingUpdate, { args: [end] }),
    );
  } catch (error) {
    // Cancelled before it was registered: there is no record to tell.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

async function begin(customerId: CustomerId, runId: string, supersedes: string | undefined) {
  const { workflowId, taskQueue } = self();
  const start = new WithStartWorkflowOperation(workflowTypes.customer, {
    workflowId: customerWorkflowId(customerId),
    taskQueue,
    args: [customerId],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `Customer record of ${customerId}`,
  });
  return await whileAllowed(({ workflow }) =>
    workflow.executeUpdateWithStart(beginOnboardingUpdate, {
      startWorkflowOperation: start,
      args: [{ workflowId, runId, ...(supersedes === undefined ? {} : { supersedes }) }],
    }),
  );
}

/** An update waits for a worker that serves workflows: where none is left, this worker must be able to end all the same. */
async function whileAllowed<Answer>(ask: (client: Client) => Promise<Answer>): Promise<Answer> {
  const client = getClient();
  const answer = client.withAbortSignal(cancellationSignal(), () => ask(client));
  // A call that begins just after the signal does not heed it.
  return await Promise.race([answer, cancelled()]);
}

function self(): { workflowId: string; taskQueue: string } {
  const { workflowExecution, taskQueue } = activityInfo();
  if (workflowExecution === undefined) throw new Error('A customer record is opened by an onboarding only.');
  // Activity queues are named after the workflow queue that they belong to.
  return { workflowId: workflowExecution.workflowId, taskQueue: taskQueue.replace(/-api$/, '') };
}

function runThatIsInTheWay(error: unknown): { workflowId: string; runId: string } | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'onboarding-running') return undefined;
  const [workflowId, runId] = cause.details ?? [];
  return typeof workflowId === 'string' && typeof runId === 'string' ? { workflowId, runId } : undefined;
}
