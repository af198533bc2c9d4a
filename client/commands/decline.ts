import { answer } from '../answer.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Invocation } from '../invocation.ts';

/** `onboard decline NAME --plan HASH --reason TEXT`: a named person does not agree to that plan. */
export function declineCommand(
  invocation: Invocation,
  name: string,
  { plan, reason }: { readonly plan: string; readonly reason: string },
): Promise<ExitCode> {
  return answer(invocation, name, (_state, person) => ({
    ...person,
    decision: 'contract-terms',
    choice: 'decline',
    planHash: plan,
    reason,
  }));
}
