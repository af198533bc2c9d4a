import { readCustomerFile } from '../customer-file.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { withProgress } from '../progress-lines.ts';
import { plan } from '../reading-client.ts';
import { hasWork, showPlan } from '../show/plan.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard plan FILE`: what would be done for a customer, and when. Reads only. */
export async function planCommand(invocation: Invocation, file: string): Promise<ExitCode> {
  const customer = await readCustomerFile(file);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'everything');
    const made = await withProgress(invocation.terminal, `Reading ${customer.name}`, (onWaiting) =>
      plan(deployment, customer, onWaiting),
    );
    print(invocation, made, () => showPlan(made, invocation.paint));
    return hasWork(made) ? exitCodes.differs : exitCodes.done;
  });
}
