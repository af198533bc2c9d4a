import type { CustomerFile } from '../../domain/customer-file.ts';
import { isPast, showGoLive } from '../../domain/go-live.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import { differencesTo, wantedIn } from '../../workflows/decisions/contract-terms.ts';
import { approvalWanted } from '../changing/approval.ts';
import { type Changeable, changeable } from '../changing/changeable.ts';
import { accessFollows, agreementOf, followsFor } from '../changing/what-follows.ts';
import { CommandFailure } from '../command-failure.ts';
import { fileHash, readCustomerFile } from '../customer-file.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type FieldDifference, fileDifferences, showFileDifferences } from '../file-difference.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { amend } from '../onboarding-client.ts';
import { whoDecides } from '../profile.ts';
import { withProgress } from '../progress-lines.ts';
import { plan as planFor } from '../reading-client.ts';
import { requireWorkers } from '../workers.ts';

/** What an amendment changes. */
interface Change {
  readonly inFile: readonly FieldDifference[];
  readonly inPlan: readonly string[];
  readonly follows: readonly string[];
}

/** `onboard amend FILE --reason TEXT`: shows what a changed file changes and what follows, asks, then takes it up. */
export async function amendCommand(
  invocation: Invocation,
  file: string,
  { reason, yes = false }: { readonly reason: string; readonly yes?: boolean },
): Promise<ExitCode> {
  const customer = await readCustomerFile(file);
  const person = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'everything');
    const known = await changeable(deployment, customer.id);
    if (known.order.fileHash === fileHash(customer)) {
      print(invocation, { amended: false }, () => 'The onboarding has this file already: nothing to change.');
      return exitCodes.done;
    }
    const plan = await withProgress(invocation.terminal, `Reading ${customer.name}`, (onWaiting) =>
      planFor(deployment, customer, onWaiting),
    );
    refusePast(plan);
    const change = changeOf(known, { customer, plan }, person.by);
    invocation.terminal.err(`${showChange(customer.name, change)}\n`);
    const question = `Amend the onboarding of ${customer.name}?`;
    if (!yes && !(await confirmed(invocation, question, 'Repeat it with --yes.')))
      throw new CommandFailure('Not amended.');
    const request = { ...person, reason, customer, fileHash: fileHash(customer) };
    const receipt = await amend(deployment, request);
    print(invocation, { amended: true, ...receipt, ...change, planHash: plan.hash }, () => receipt.sentence);
    return exitCodes.done;
  });
}

function refusePast({ goLive }: Plan): void {
  if (!isPast(goLive, Date.now())) return;
  throw new CommandFailure(
    `The go-live of this file, ${showGoLive(goLive)}, has passed. Nothing was amended.\n` +
      'Write the date that is meant now as contract.goLive.',
  );
}

function changeOf(
  { state, order, plan: current }: Changeable,
  { customer, plan }: { readonly customer: CustomerFile; readonly plan: Plan },
  by: PersonId,
): Change {
  // Where nobody has agreed to anything yet, the plan that waits is what it is compared with.
  const { hash, goLive } = current;
  const waiting = { hash, by, at: state.stageSince, goLive: goLive.instant, wanted: wantedIn(current) };
  return {
    inFile: fileDifferences(order.customer, customer),
    inPlan: differencesTo(plan, agreementOf(state) ?? waiting),
    follows: [
      approvalWanted(state, plan),
      ...followsFor(state, plan),
      ...(goLive.instant === plan.goLive.instant ? [] : accessFollows(state, plan, Date.now())),
    ],
  };
}

function showChange(customerName: string, { inFile, inPlan, follows }: Change): string {
  const lines = (texts: readonly string[]) => texts.map((text) => `  ${text}`);
  return [
    `What the file of ${customerName} says otherwise (running → file):`,
    showFileDifferences(inFile),
    'What the plan wants otherwise:',
    ...(inPlan.length === 0 ? ['  nothing'] : lines(inPlan)),
    'What follows:',
    ...lines(follows),
  ].join('\n');
}
