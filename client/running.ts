import pLimit from 'p-limit';
import { progressQuery } from '../workflows/messages.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';
import type { Deployment } from './deployment.ts';
import { describeError } from './describe-error.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { listOnboardings } from './listing.ts';
import type { OnWaiting } from './reading-client.ts';

/** How many are asked at the same time: a worker answers a question from an onboarding's whole history. */
const AT_A_TIME = 8;

/** All onboardings that run, as far as they could be asked. */
export interface Running {
  readonly states: readonly OnboardingState[];
  /** What did not answer and why, a sentence each. */
  readonly unread: readonly string[];
}

/** Asks every running onboarding how it stands; one that does not answer hides none of the others. */
export async function running(
  deployment: Deployment,
  onWaiting: OnWaiting = () => undefined,
): Promise<Running> {
  const listed = await listOnboardings(deployment, { all: false });
  const atATime = pLimit(AT_A_TIME);
  let answered = 0;
  const asked = listed.map(({ workflowId }) =>
    atATime(async () => {
      const answer = await askOne(deployment, workflowId);
      answered += 1;
      onWaiting(`${answered} of ${listed.length}`);
      return answer;
    }),
  );
  const answers = await Promise.all(asked);
  return {
    states: answers.flatMap((answer) => (typeof answer === 'string' ? [] : answer)),
    unread: answers.filter((answer) => typeof answer === 'string'),
  };
}

/** What a command that looked at all of them tells the shell: with one unread it has not seen everything. */
export function exitCodeFor(unread: Running['unread']): ExitCode {
  return unread.length === 0 ? exitCodes.done : exitCodes.failed;
}

async function askOne({ client }: Deployment, workflowId: string): Promise<OnboardingState | string> {
  try {
    return await client.workflow.getHandle(workflowId).query(progressQuery);
  } catch (error) {
    return `${workflowId} did not answer: ${describeError(error)}`;
  }
}
