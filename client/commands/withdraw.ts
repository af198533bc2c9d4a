import { answer } from '../answer.ts';
import { CommandFailure } from '../command-failure.ts';
import type { ExitCode } from '../exit-codes.ts';
import { confirmed, type Invocation } from '../invocation.ts';

/** `onboard withdraw NAME --reason TEXT`: takes an approval back, as long as it was not used. */
export function withdrawCommand(
  invocation: Invocation,
  name: string,
  { reason, yes = false }: { readonly reason: string; readonly yes?: boolean },
): Promise<ExitCode> {
  return answer(invocation, name, async (state, person) => {
    const { approved, customerName } = state;
    if (approved === undefined) throw new CommandFailure('Nothing is approved, so nothing can be withdrawn.');
    invocation.terminal.err(
      `${customerName}: ${approved.by} approved plan ${approved.hash}. Without it the customer does not go live; ` +
        'what is set stays set until a plan is approved again, or it is cancelled.\n',
    );
    const question = `Withdraw the approval of ${customerName}?`;
    if (!yes && !(await confirmed(invocation, question, 'Repeat it with --yes.')))
      throw new CommandFailure('Not withdrawn.');
    return {
      ...person,
      decision: 'contract-terms',
      choice: 'withdraw',
      planHash: approved.hash,
      reason,
    };
  });
}
