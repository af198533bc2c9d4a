import { WorkflowNotFoundError } from '@temporalio/client';
import type { CustomerId } from '../domain/ids.ts';
import { decisionIdOf } from '../workflows/decisions/refuse.ts';
import {
  type Amendment,
  type Answer,
  type AnswerReceipt,
  amendUpdate,
  cancelUpdate,
  customerStateQuery,
  customerWorkflowId,
  decideUpdate,
  holdUpdate,
  type OnboardingOrder,
  onboardingWorkflowId,
  orderQuery,
  progressQuery,
  type Reschedule,
  releaseUpdate,
  rescheduleUpdate,
  type Signed,
  workflowTypes,
} from '../workflows/messages.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';
import type { Deployment } from './deployment.ts';
import { decisionPage, onboardingPage, orOnItsPage } from './on-its-page.ts';
import { digest, updateIdOf } from './update-id.ts';

/** An onboarding as it stands. */
export interface Onboarding {
  readonly state: OnboardingState;
  /** Temporal's word for how the workflow ended (`COMPLETED`, `TERMINATED`…); undefined while it runs. */
  readonly closedAs: string | undefined;
}

/** Where an onboarding has come from and how it is called in Temporal. */
export interface StartedOnboarding {
  readonly workflowId: string;
  readonly runId: string;
}

/**
 * Starts an onboarding. Throws `WorkflowExecutionAlreadyStartedError` while another one of the same customer runs;
 * a customer whose earlier onboarding has ended can be onboarded again.
 */
export async function startOnboarding(
  { client, taskQueue }: Deployment,
  order: OnboardingOrder,
): Promise<StartedOnboarding> {
  const { id, name, service } = order.customer;
  const handle = await client.workflow.start(workflowTypes.onboarding, {
    workflowId: onboardingWorkflowId(id),
    taskQueue,
    args: [order],
    workflowIdConflictPolicy: 'FAIL',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: `${name} · ${service.model}`,
  });
  return { workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
}

/** An onboarding as it stands, or as it ended. Throws `WorkflowNotFoundError` when there was none. */
export async function progress({ client }: Deployment, customer: CustomerId): Promise<Onboarding> {
  const handle = client.workflow.getHandle(onboardingWorkflowId(customer));
  const { status } = await handle.describe();
  const state = await handle.query(progressQuery);
  return { state, closedAs: status.name === 'RUNNING' ? undefined : status.name };
}

/** Whether an onboarding of the customer runs now. */
export async function isRunning({ client }: Deployment, customer: CustomerId): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(onboardingWorkflowId(customer)).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** What the last onboarding of the customer was started with. Throws `WorkflowNotFoundError` when there was none. */
export function orderOf({ client }: Deployment, customer: CustomerId): Promise<OnboardingOrder> {
  return client.workflow.getHandle(onboardingWorkflowId(customer)).query(orderQuery);
}

/**
 * Whether the customer is live, as far as we know: its record says so, or a person decided that it was live before we
 * came.
 */
export async function isLive(deployment: Deployment, customer: CustomerId): Promise<boolean> {
  const { state } = await progress(deployment, customer);
  if (state.goneLiveAt !== undefined || state.outcome?.kind === 'audited') return true;
  try {
    const record = deployment.client.workflow.getHandle(customerWorkflowId(customer));
    return (await record.query(customerStateQuery)).status === 'live';
  } catch (error) {
    // An onboarding that stopped before its first step has left no record.
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/**
 * Answers a decision. `seen` is the state that the person was shown: the same answer to the same state is one answer,
 * however often it is sent. Throws `WorkflowUpdateFailedError` when it is refused, its cause says why.
 */
export function decide(
  { client }: Deployment,
  seen: OnboardingState,
  answer: Answer,
): Promise<AnswerReceipt> {
  const handle = client.workflow.getHandle(onboardingWorkflowId(seen.customerId));
  return orOnItsPage(
    handle.executeUpdate(decideUpdate, { args: [answer], updateId: updateIdOf(seen, answer) }),
    answer.choice === 'withdraw' && answer.decision === 'contract-terms'
      ? onboardingPage(seen.customerId)
      : decisionPage(seen.customerId, decisionIdOf(answer)),
  );
}

/** Cancels: what was changed is taken back. Throws `WorkflowUpdateFailedError` when it is refused. */
export function cancel(
  { client }: Deployment,
  customer: CustomerId,
  request: Signed,
): Promise<AnswerReceipt> {
  const handle = client.workflow.getHandle(onboardingWorkflowId(customer));
  const updateId = ['cancel', request.by, digest(request.reason)].join('/');
  return orOnItsPage(
    handle.executeUpdate(cancelUpdate, { args: [request], updateId }),
    onboardingPage(customer),
  );
}

/** Takes up a changed customer file. Throws `WorkflowUpdateFailedError` when it is refused. */
export function amend({ client }: Deployment, request: Amendment): Promise<AnswerReceipt> {
  const handle = client.workflow.getHandle(onboardingWorkflowId(request.customer.id));
  return handle.executeUpdate(amendUpdate, { args: [request] });
}

/**
 * Moves the go-live. The same move of what was seen is one move, however often it is sent: the plan that would refuse
 * the second is made a moment later. Throws `WorkflowUpdateFailedError` when it is refused.
 */
export function reschedule(
  { client }: Deployment,
  { customerId, moves }: OnboardingState,
  request: Reschedule,
): Promise<AnswerReceipt> {
  const handle = client.workflow.getHandle(onboardingWorkflowId(customerId));
  const wanted = digest(`${request.goLive.instant} ${request.reason}`);
  const updateId = ['reschedule', moves.length, request.by, wanted].join('/');
  return orOnItsPage(
    handle.executeUpdate(rescheduleUpdate, { args: [request], updateId }),
    onboardingPage(customerId),
  );
}

/** Keeps a customer from going live until it is released. Throws `WorkflowUpdateFailedError` when it is refused. */
export function hold({ client }: Deployment, customer: CustomerId, request: Signed): Promise<AnswerReceipt> {
  const handle = client.workflow.getHandle(onboardingWorkflowId(customer));
  return orOnItsPage(handle.executeUpdate(holdUpdate, { args: [request] }), onboardingPage(customer));
}

/** Ends a hold. Throws `WorkflowUpdateFailedError` when it is refused. */
export function release(
  { client }: Deployment,
  customer: CustomerId,
  request: Signed,
): Promise<AnswerReceipt> {
  const handle = client.workflow.getHandle(onboardingWorkflowId(customer));
  return orOnItsPage(handle.executeUpdate(releaseUpdate, { args: [request] }), onboardingPage(customer));
}
