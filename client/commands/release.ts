import { isPast, showGoLive } from '../../domain/go-live.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { CommandFailure } from '../command-failure.ts';
import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { progress, release } from '../onboarding-client.ts';
import { whoDecides } from '../profile.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard release NAME`: shows what happens then, asks, and ends the hold. */
export async function releaseCommand(
  invocation: Invocation,
  name: string,
  { reason = '', yes = false }: { readonly reason?: string; readonly yes?: boolean },
): Promise<ExitCode> {
  const customer = customerNamed(name);
  const person = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const { state } = await progress(deployment, customer);
    if (state.hold === undefined)
      throw new CommandFailure(`Nobody holds the go-live of ${state.customerName}.`);
    invocation.terminal.err(`${state.hold.by} holds it: ${state.hold.reason}\n${afterwards(state)}\n`);
    const question = `Release the go-live of ${state.customerName}?`;
    if (!yes && !(await confirmed(invocation, question, 'Repeat it with --yes.')))
      throw new CommandFailure('Not released.');
    const receipt = await release(deployment, customer, { ...person, reason });
    print(invocation, receipt, () => receipt.sentence);
    return exitCodes.done;
  });
}

function afterwards({ plan }: OnboardingState): string {
  if (plan === undefined) return 'There is no plan yet.';
  return isPast(plan.goLive, Date.now())
    ? `The go-live instant ${showGoLive(plan.goLive)} has passed: it still needs a go-ahead (late-go-live), or another date.`
    : `It goes live by itself at ${showGoLive(plan.goLive)}, if all is settled by then.`;
}
