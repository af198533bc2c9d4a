import type { CustomerFile } from '../../domain/customer-file.ts';
import { showGoLive } from '../../domain/go-live.ts';
import { localDateSchema, localTimeSchema } from '../../domain/hours-schema.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import { refusalOfDate } from '../../domain/reschedule.ts';
import { approvalAfterMove } from '../changing/approval.ts';
import { type Changeable, changeable } from '../changing/changeable.ts';
import { accessFollows, followsFor } from '../changing/what-follows.ts';
import { CommandFailure } from '../command-failure.ts';
import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { reschedule } from '../onboarding-client.ts';
import { whoDecides } from '../profile.ts';
import { withProgress } from '../progress-lines.ts';
import { plan as planFor } from '../reading-client.ts';
import { requireWorkers } from '../workers.ts';

/** Where to: local date and time of the customer; without a time, the one that holds now. */
interface WantedMove {
  readonly date: string;
  readonly time?: string;
  readonly reason: string;
  readonly yes?: boolean;
}

/** `onboard reschedule NAME --date … --reason …`: shows both instants and what follows, asks, then moves the go-live. */
export async function rescheduleCommand(
  invocation: Invocation,
  name: string,
  { reason, yes = false, ...wanted }: WantedMove,
): Promise<ExitCode> {
  const id = customerNamed(name);
  refuseMistyped(wanted);
  const person = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'everything');
    const known = await changeable(deployment, id);
    const customer = moved(known.order.customer, wanted);
    const plan = await withProgress(invocation.terminal, `Reading ${customer.name}`, (onWaiting) =>
      planFor(deployment, customer, onWaiting),
    );
    refuseDate(known, customer, plan);
    const follows = followsOf(known, plan, person.by);
    invocation.terminal.err(`${showMoveOf(known.plan, plan, follows)}\n`);
    const question = `Move the go-live of ${customer.name} to ${showGoLive(plan.goLive)}?`;
    if (!yes && !(await confirmed(invocation, question, 'Repeat it with --yes.')))
      throw new CommandFailure('Not moved.');
    const receipt = await reschedule(deployment, known.state, { ...person, reason, goLive: plan.goLive });
    const { goLive: to } = plan;
    print(invocation, { ...receipt, from: known.plan.goLive, to, follows }, () => receipt.sentence);
    return exitCodes.done;
  });
}

function refuseMistyped({ date, time }: Pick<WantedMove, 'date' | 'time'>): void {
  if (!localDateSchema.safeParse(date).success)
    throw new CommandFailure(`--date ${date} is not a date that exists. Write it like 2027-02-15.`);
  if (time !== undefined && !localTimeSchema.safeParse(time).success)
    throw new CommandFailure(
      `--time ${time} is not a time of day. Write it on the 24-hour clock, such as 07:30.`,
    );
}

function moved(customer: CustomerFile, { date, time }: Pick<WantedMove, 'date' | 'time'>): CustomerFile {
  const goLive = { ...customer.contract.goLive, date, ...(time !== undefined && { time }) };
  return { ...customer, contract: { ...customer.contract, goLive } };
}

function refuseDate(
  { state, plan: current }: Changeable,
  customer: CustomerFile,
  { goLive, policy }: Plan,
): void {
  if (goLive.instant === current.goLive.instant)
    throw new CommandFailure(`${showGoLive(goLive)} is the go-live as it stands. Nothing was moved.`);
  const sentence = refusalOfDate({
    customer,
    goLive,
    now: new Date().toISOString(),
    contractDate: state.contractDate,
    leadMinutes: policy.leadMs / 60_000,
  });
  if (sentence !== undefined) throw new CommandFailure(`Nothing was moved. ${sentence}`);
}

function followsOf({ state }: Changeable, plan: Plan, by: PersonId): string[] {
  return [
    approvalAfterMove(state, plan, by),
    ...followsFor(state, plan),
    ...accessFollows(state, plan, Date.now()),
  ];
}

function showMoveOf(from: Plan, to: Plan, follows: readonly string[]): string {
  return [
    `Go-live of ${to.customerName}:`,
    `  from ${showGoLive(from.goLive)}`,
    `  to   ${showGoLive(to.goLive)}`,
    ...to.goLive.flags.map((flag) => `  ! ${flag}`),
    'What follows:',
    ...follows.map((text) => `  ${text}`),
  ].join('\n');
}
