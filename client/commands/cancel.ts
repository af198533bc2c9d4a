import { CommandFailure } from '../command-failure.ts';
import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { cancel, progress } from '../onboarding-client.ts';
import { whoDecides } from '../profile.ts';
import { undoWords } from '../show/undo.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard cancel NAME --reason TEXT`: shows what is taken back, asks, then cancels before go-live. */
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
    invocation.terminal.err(`${announcement(state.customerName, undone)}\n`);
    const question = `Cancel the onboarding of ${state.customerName}?`;
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

function announcement(customerName: string, undone: readonly string[]): string {
  if (undone.length === 0)
    return `Nothing of ${customerName} was changed so far: there is nothing to take back.`;
  return [`What cancelling does for ${customerName}:`, ...undone.map((words) => `  ${words}`)].join('\n');
}
