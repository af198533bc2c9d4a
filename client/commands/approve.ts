import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { answer } from '../answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { ExitCode } from '../exit-codes.ts';
import { confirmed, type Invocation } from '../invocation.ts';
import { showPlan } from '../show/plan.ts';

/** `onboard approve NAME --plan HASH`: a named person agrees to the contract's terms and to that plan, no other. */
export function approveCommand(
  invocation: Invocation,
  name: string,
  { plan, accept = [] }: { readonly plan?: string; readonly accept?: readonly string[] },
): Promise<ExitCode> {
  return answer(invocation, name, async (state, person) => ({
    ...person,
    decision: 'contract-terms',
    choice: 'approve',
    planHash: plan ?? (await readAndAgreed(invocation, state)),
    ...(accept.length > 0 && { accepts: accept }),
  }));
}

/** Without a hash the person is shown the plan first: an approval is for something that was seen. */
async function readAndAgreed(invocation: Invocation, { plan, customerId }: OnboardingState): Promise<string> {
  if (plan === undefined)
    throw new CommandFailure('There is no plan to approve yet. Look at it: onboard status.');
  const instead = `Read it (onboard status ${customerId}), then approve it by its hash: --plan ${plan.hash}`;
  const { terminal, paint, options } = invocation;
  if (terminal.ask !== undefined && !options.json) terminal.out(`${showPlan(plan, paint)}\n\n`);
  const agreed = await confirmed(invocation, `Approve the contract terms and plan ${plan.hash}?`, instead);
  if (!agreed) throw new CommandFailure('Not approved.');
  return plan.hash;
}
