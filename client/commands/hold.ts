import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { hold } from '../onboarding-client.ts';
import { whoDecides } from '../profile.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard hold NAME --reason TEXT`: the customer does not go live until it is released. Does not ask: it is the safe side. */
export async function holdCommand(
  invocation: Invocation,
  name: string,
  { reason }: { readonly reason: string },
): Promise<ExitCode> {
  const customer = customerNamed(name);
  const person = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const receipt = await hold(deployment, customer, { ...person, reason });
    print(invocation, receipt, () =>
      [
        receipt.sentence,
        'Preparation goes on. If the go-live instant passes meanwhile, nothing is switched over and somebody decides.',
        `To let it go on: onboard release ${customer}`,
      ].join('\n'),
    );
    return exitCodes.done;
  });
}
