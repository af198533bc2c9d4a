import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { CustomerFile } from '../domain/customer-file.ts';
import type { Plan } from '../domain/plan.ts';
import { planProgressQuery, workflowTypes } from '../workflows/messages.ts';
import type { AuditResult, auditCustomer, planCustomer } from '../workflows/plan.ts';
import type { Deployment } from './deployment.ts';

/** How often a person who waits for a plan is told what it waits for. */
const TELL_EVERY_MS = 1_000;
/** A plan is read while somebody waits: one that nobody serves any more does not stay behind. */
const PLAN_LIFETIME = '1 hour';

/** Hears what a plan waits for, again and again until it is there. */
export type OnWaiting = (waitingFor: string) => void;

/** Reads every system and says what would be done. Writes nothing. */
export async function plan(
  { client, taskQueue }: Deployment,
  customer: CustomerFile,
  onWaiting: OnWaiting = () => undefined,
): Promise<Plan> {
  const handle = await client.workflow.start<typeof planCustomer>(workflowTypes.plan, {
    workflowId: `plan-${customer.id}-${randomEnding()}`,
    taskQueue,
    args: [{ customer }],
    workflowExecutionTimeout: PLAN_LIFETIME,
    staticSummary: `Plan for ${customer.name}`,
  });
  return await tellingMeanwhile(handle, onWaiting, handle.result());
}

/** Reads every system again and says how it compares. Writes nothing. */
export async function audit(
  { client, taskQueue }: Deployment,
  customer: CustomerFile,
  onWaiting: OnWaiting = () => undefined,
): Promise<AuditResult> {
  const handle = await client.workflow.start<typeof auditCustomer>(workflowTypes.audit, {
    workflowId: `audit-${customer.id}-${randomEnding()}`,
    taskQueue,
    args: [{ customer }],
    workflowExecutionTimeout: PLAN_LIFETIME,
    staticSummary: `Audit of ${customer.name}`,
  });
  return await tellingMeanwhile(handle, onWaiting, handle.result());
}

type ReadingHandle = Pick<WorkflowHandle, 'query' | 'describe'>;

async function tellingMeanwhile<Result>(
  handle: ReadingHandle,
  onWaiting: OnWaiting,
  result: Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  // Not awaited: a question that is still under way must not hold up the answer.
  void tellWhile(handle, onWaiting, over.signal);
  return await result.finally(() => over.abort());
}

async function tellWhile(handle: ReadingHandle, onWaiting: OnWaiting, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    try {
      await pause(TELL_EVERY_MS, undefined, { signal: over });
      const { waitingFor } = await handle.query(planProgressQuery);
      const { raw } = await handle.describe();
      const again = (raw.pendingActivities ?? []).filter(({ attempt }) => (attempt ?? 1) > 1);
      const attempts = again.map(({ activityType, attempt }) => `${activityType?.name}, attempt ${attempt}`);
      if (!over.aborted) onWaiting([waitingFor, ...attempts].join(' · '));
    } catch {
      // Telling is a courtesy: what is wrong shows in the result.
    }
  }
}

function randomEnding(): string {
  return crypto.randomUUID().slice(0, 8);
}
