import type { WorkflowExecutionInfo } from '@temporalio/client';
import { workflowTypes } from '../workflows/messages.ts';
import {
  customerIdKey,
  goLiveKey,
  needsAttentionKey,
  serviceModelKey,
  stageKey,
} from '../workflows/search-attributes.ts';
import type { Deployment } from './deployment.ts';

/** An onboarding as lists know it: from search attributes, a moment behind the workflow itself. */
export interface ListedOnboarding {
  readonly customer: string;
  readonly workflowId: string;
  readonly model: string | undefined;
  readonly stage: string | undefined;
  /** ISO 8601 in UTC; undefined while it is not resolved. */
  readonly goLive: string | undefined;
  readonly needsAttention: boolean;
  readonly startedAt: string;
  /** Temporal's word: `RUNNING`, `COMPLETED`, `TERMINATED`… */
  readonly execution: string;
}

/** Onboardings, newest first; `all` includes those that have ended and are still kept. */
export async function listOnboardings(
  { client }: Deployment,
  { all }: { readonly all: boolean },
): Promise<ListedOnboarding[]> {
  // A run that continued as new is not an onboarding of its own.
  const which = all ? "ExecutionStatus != 'ContinuedAsNew'" : "ExecutionStatus = 'Running'";
  const query = `WorkflowType = '${workflowTypes.onboarding}' AND ${which}`;
  const found: ListedOnboarding[] = [];
  for await (const execution of client.workflow.list({ query })) found.push(listed(execution));
  return found.toSorted((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
}

function listed(execution: WorkflowExecutionInfo): ListedOnboarding {
  const attributes = execution.typedSearchAttributes;
  return {
    customer: attributes.get(customerIdKey) ?? execution.workflowId,
    workflowId: execution.workflowId,
    model: attributes.get(serviceModelKey),
    stage: attributes.get(stageKey),
    goLive: attributes.get(goLiveKey)?.toISOString(),
    needsAttention: attributes.get(needsAttentionKey) ?? false,
    startedAt: execution.startTime.toISOString(),
    execution: execution.status.name,
  };
}
