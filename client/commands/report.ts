import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { orderOf, progress } from '../onboarding-client.ts';
import { renderReport } from '../report.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard report NAME`: everything about an onboarding as one HTML file, for the archive and the customer's folder. */
export async function reportCommand(
  invocation: Invocation,
  name: string,
  { out }: { readonly out?: string },
): Promise<ExitCode> {
  const customer = customerNamed(name);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const [{ state }, order] = await Promise.all([
      progress(deployment, customer),
      orderOf(deployment, customer),
    ]);
    const file = path.resolve(out ?? `report-${customer}.html`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, renderReport(state, order));
    print(invocation, { file }, () => `Wrote ${file}`);
    return exitCodes.done;
  });
}
