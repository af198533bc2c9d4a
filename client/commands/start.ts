import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { CustomerFile } from '../../domain/customer-file.ts';
import { isPast, showGoLive } from '../../domain/go-live.ts';
import type { Plan } from '../../domain/plan.ts';
import { CommandFailure } from '../command-failure.ts';
import { fileHash, readCustomerFile } from '../customer-file.ts';
import { type Deployment, withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { fileDifferences, showFileDifferences } from '../file-difference.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { isRunning, orderOf, progress, startOnboarding } from '../onboarding-client.ts';
import { readProfile, whoDecides } from '../profile.ts';
import { withProgress } from '../progress-lines.ts';
import { plan } from '../reading-client.ts';
import { showPlan } from '../show/plan.ts';
import { showStatus } from '../show/status.ts';
import { requireWorkers } from '../workers.ts';

/** A customer file and where it was read from. */
interface OnFile {
  readonly customer: CustomerFile;
  readonly file: string;
}

/** `onboard start FILE`: shows the plan with its instant, asks, then starts the onboarding. */
export async function startCommand(
  invocation: Invocation,
  file: string,
  { yes = false }: { readonly yes?: boolean },
): Promise<ExitCode> {
  const customer = await readCustomerFile(file);
  const { by } = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'everything');
    if (await isRunning(deployment, customer.id))
      return await tellRunning(invocation, deployment, { customer, file });

    const shown = await shownPlan(invocation, deployment, customer);
    refusePast(shown);
    if (!yes && !(await wanted(invocation, shown))) throw new CommandFailure('Not started.');
    return await begin(invocation, deployment, { customer, file }, { by, shownPlanHash: shown.hash });
  });
}

async function shownPlan(invocation: Invocation, deployment: Deployment, customer: CustomerFile) {
  const shown = await withProgress(invocation.terminal, `Reading ${customer.name}`, (onWaiting) =>
    plan(deployment, customer, onWaiting),
  );
  if (!invocation.options.json) invocation.terminal.out(`${showPlan(shown, invocation.paint)}\n\n`);
  return shown;
}

function refusePast({ goLive }: Plan): void {
  if (!isPast(goLive, Date.now())) return;
  throw new CommandFailure(
    `The go-live ${showGoLive(goLive)} has passed. Nothing was started.\n` +
      'Correct contract.goLive in the customer file; the contract says when.',
  );
}

function wanted(invocation: Invocation, { customerName, goLive }: Plan): Promise<boolean> {
  const question = `Start onboarding ${customerName}, go-live ${showGoLive(goLive)}?`;
  return confirmed(invocation, question, 'Look at the plan (onboard plan), then start with --yes.');
}

async function begin(
  invocation: Invocation,
  deployment: Deployment,
  { customer, file }: OnFile,
  { by, shownPlanHash }: { readonly by: string; readonly shownPlanHash: string },
): Promise<ExitCode> {
  try {
    const order = {
      schema: 1,
      customer,
      fileHash: fileHash(customer),
      requestedBy: by,
      shownPlanHash,
    } as const;
    const started = await startOnboarding(deployment, order);
    print(invocation, { started: true, ...started, planHash: shownPlanHash }, () =>
      [
        `Started ${started.workflowId}. Nothing but R1 is written before the plan is approved.`,
        `What it does: onboard status ${customer.id} --watch`,
      ].join('\n'),
    );
    return exitCodes.done;
  } catch (error) {
    // Somebody else was faster.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    return await tellRunning(invocation, deployment, { customer, file });
  }
}

/** The same file again is no mistake; a changed one is taken up by another command, so its differences are told. */
async function tellRunning(
  invocation: Invocation,
  deployment: Deployment,
  { customer, file }: OnFile,
): Promise<ExitCode> {
  const order = await orderOf(deployment, customer.id);
  if (order.fileHash !== fileHash(customer)) {
    const differences = showFileDifferences(fileDifferences(order.customer, customer));
    throw new CommandFailure(
      `${customer.name} is being onboarded with another file. What differs (running → file):\n${differences}\n` +
        `To take it up: onboard amend ${file} --reason "…"`,
    );
  }
  const { state, closedAs } = await progress(deployment, customer.id);
  const profile = await readProfile(invocation.options.profile);
  const view = { paint: invocation.paint, closedAs, profile, nowMs: Date.now() };
  print(
    invocation,
    { started: false, state },
    () => `It is running already, with this file.\n\n${showStatus(state, view)}`,
  );
  return exitCodes.done;
}
