import { isAsWanted, judge } from '../audit.ts';
import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { isLive, orderOf } from '../onboarding-client.ts';
import { withProgress } from '../progress-lines.ts';
import { audit } from '../reading-client.ts';
import { showAudit } from '../show/audit.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard audit NAME`: reads every system again and holds it against what is wanted in the customer's phase. */
export async function auditCommand(invocation: Invocation, name: string): Promise<ExitCode> {
  const id = customerNamed(name);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'everything');
    const { customer } = await orderOf(deployment, id);
    const live = await isLive(deployment, id);
    const { plan } = await withProgress(invocation.terminal, `Reading ${customer.name}`, (onWaiting) =>
      audit(deployment, customer, onWaiting),
    );
    const judged = judge(plan, live);
    print(invocation, judged, () => showAudit(judged, invocation.paint));
    return isAsWanted(judged) ? exitCodes.done : exitCodes.differs;
  });
}
