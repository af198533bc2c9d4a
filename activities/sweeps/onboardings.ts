import { getClient, heartbeat } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { progressQuery, workflowTypes } from '../../workflows/messages.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';

/** A running onboarding as it says that it stands. */
export interface RunningOnboarding {
  readonly workflowId: string;
  readonly state: OnboardingState;
}

/** Those that answered, and the workflow ids of those that did not: one that is stuck does not hold up the others. */
export interface RunningOnboardings {
  readonly onboardings: readonly RunningOnboarding[];
  readonly unreadable: readonly string[];
}

const AT_ONCE = 20;

/** Asks every running onboarding that fits the condition of a list filter how it stands. */
export async function runningOnboardings(condition?: string): Promise<RunningOnboardings> {
  const running = `WorkflowType = '${workflowTypes.onboarding}' AND ExecutionStatus = 'Running'`;
  const query = condition === undefined ? running : `${running} AND ${condition}`;
  const ids: string[] = [];
  for await (const { workflowId } of getClient().workflow.list({ query })) ids.push(workflowId);
  const onboardings: RunningOnboarding[] = [];
  const unreadable: string[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await Promise.all(
      ids.slice(from, from + AT_ONCE).map(async (workflowId) => {
        const state = await stateOf(workflowId);
        heartbeat(workflowId);
        if (state === 'unreadable') unreadable.push(workflowId);
        else if (state !== undefined) onboardings.push({ workflowId, state });
      }),
    );
  }
  const inOrder = onboardings.toSorted((one, other) => (one.workflowId < other.workflowId ? -1 : 1));
  return { onboardings: inOrder, unreadable: unreadable.toSorted() };
}

async function stateOf(workflowId: string): Promise<OnboardingState | 'unreadable' | undefined> {
  try {
    return await unlessGone(getClient().workflow.getHandle(workflowId).query(progressQuery));
  } catch {
    return 'unreadable';
  }
}

/** Lists are a little behind: an onboarding that has ended meanwhile has nothing to say and needs nothing any more. */
export async function unlessGone<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
