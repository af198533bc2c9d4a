import type { Answer } from '../workflows/messages.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';
import { customerNamed } from './customer-name.ts';
import { withDeployment } from './deployment.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type Invocation, print } from './invocation.ts';
import { decide, progress } from './onboarding-client.ts';
import { type DecidingPerson, whoDecides } from './profile.ts';
import { requireWorkers } from './workers.ts';

/** Makes the answer from what the onboarding shows now; asks the person where the command line left something open. */
export type MakeAnswer = (state: OnboardingState, person: DecidingPerson) => Promise<Answer> | Answer;

/** Answers a decision of a customer's onboarding and prints what came of it. */
export async function answer(invocation: Invocation, name: string, make: MakeAnswer): Promise<ExitCode> {
  const customer = customerNamed(name);
  const person = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const { state } = await progress(deployment, customer);
    const receipt = await decide(deployment, state, await make(state, person));
    print(invocation, receipt, () => receipt.sentence);
    return exitCodes.done;
  });
}
