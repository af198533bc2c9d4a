import { CommandFailure } from '../command-failure.ts';
import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { cancel, progress } from '../onboarding-client.ts';
import { whoDecides } from '../profile.ts';
import { showCancel } from '../show/cancel.ts';
import { undoWords } from '../show/undo.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard cancel NAME --reason TEXT`: shows what is taken back, asks, then cancels; after the go-live it asks for the end. */
export async function cancelCommand(
  invocation: Invocation,
  name: string,
  { reason, yes = false }: { readonly reason: string; readonly yes?: boolean },
): Promise<ExitCode> {
  const customer = customerNamed(name);
  const person = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const { state } = await progress(deployment, customer);
    const undone = undoWords(state);
    invocation.terminal.err(`${showCancel(state)}\n`);
    const question =
      state.goneLiveAt === undefined
        ? `Cancel the onboarding of ${state.customerName}?`
        : `Ask for the end of ${state.customerName}, who is live?`;
    if (!yes && !(await confirmed(invocation, question, 'Repeat it with --yes.'))) {
      throw new CommandFailure('Not cancelled.');
    }
    const receipt = await cancel(deployment, customer, { ...person, reason });
    print(
      invocation,
      { ...receipt, undone },
      () => `${receipt.sentence}\nHow far it is: onboard status ${customer}`,
    );
    return exitCodes.done;
  });
}
