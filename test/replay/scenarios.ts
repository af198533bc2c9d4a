import { setPaused } from '../../client/desk.ts';
import { plan as makePlan } from '../../client/reading-client.ts';
import type { StepId } from '../../domain/steps/step.ts';
import type { ProfileChanges } from '../../harness/simulated-world.ts';
import {
  continueAsNewSignal,
  customerWorkflowId,
  deskWorkflowId,
  driftSeenSignal,
  workflowTypes,
} from '../../workflows/messages.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { dana, Onboarding, pat, type Stack, sam, sampleCustomer } from '../support/onboarding.ts';

/** A workflow run whose history is kept; the latest run when none is named. */
export interface Recording {
  readonly name: string;
  readonly workflowId: string;
  readonly runId?: string;
}

/** One way in which workflows can go, on a stack of its own. */
export interface Scenario {
  readonly name: string;
  readonly profile: ProfileChanges;
  readonly play: (stack: Stack) => Promise<readonly Recording[]>;
}

const LONG_MS = 120_000;
const AFTER_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const byHand: ProfileChanges = { liftOff: { mode: 'by-hand' } };
const hoursByHand: ProfileChanges = { liftOff: { steps: { 'business-hours': 'by-hand' } } };

const withTicket: ProfileChanges = {
  ...byHand,
  autotask: { onboardingTicket: { mode: 'on', queue: 'Triage' } },
  policies: { aftercareDays: 7 },
};
const watched: ProfileChanges = {
  ...byHand,
  policies: { aftercareDays: 14, dayTasks: { testCall: true, testTicket: true, userNotice: true } },
};

/** Every shape that a released workflow may have in the field. */
export const scenarios: readonly Scenario[] = [
  { name: 'live through the portal', profile: {}, play: liveThroughPortal },
  { name: 'cancelled, everything taken back', profile: hoursByHand, play: cancelledWithUndo },
  { name: 'parked steps, resolved by people', profile: byHand, play: parkedAndResolved },
  { name: 'already live', profile: byHand, play: alreadyLive },
  { name: 'declined', profile: byHand, play: declined },
  { name: 'continued as new', profile: byHand, play: continuedAsNew },
  { name: 'changed on the way', profile: withTicket, play: changedOnTheWay },
  { name: 'put back, then live and ended', profile: withTicket, play: putBackThenEnded },
  { name: 'paused', profile: byHand, play: pausedSystem },
  { name: 'a code for a page', profile: { web: { url: 'http://127.0.0.1:8480/' } }, play: mailedCode },
  { name: 'watched after the go-live, and swept', profile: watched, play: watchedAndSwept },
];

async function liveThroughPortal(stack: Stack): Promise<Recording[]> {
  const customer = await sampleCustomer();
  await makePlan(stack, customer);
  const onboarding = await Onboarding.start(stack, customer);
  await onboarding.approve();
  await onboarding.untilStage('ready', LONG_MS);
  await sweep(stack);
  await pastInstant(onboarding);
  await onboarding.untilStage('live', LONG_MS);
  await onboarding.result();
  const plans = await idsOf(stack, workflowTypes.plan);
  const leases = await idsOf(stack, workflowTypes.lease);
  return [
    { name: 'live', workflowId: onboarding.workflowId },
    { name: 'customer-live', workflowId: customerWorkflowId(customer.id) },
    { name: 'sweep', workflowId: 'sweep-interlock' },
    ...plans.map((workflowId) => ({ name: 'plan', workflowId })),
    ...leases.slice(0, 1).map((workflowId) => ({ name: 'lease', workflowId })),
  ];
}

async function cancelledWithUndo(stack: Stack): Promise<Recording[]> {
  const onboarding = await Onboarding.start(stack, await sampleCustomer());
  await onboarding.approve();
  await waived(onboarding, 'business-hours');
  await onboarding.untilStage('ready', LONG_MS);
  await onboarding.cancel('The customer changed its mind.');
  await onboarding.untilStage('cancelled', LONG_MS);
  await onboarding.result();
  return [
    { name: 'cancelled', workflowId: onboarding.workflowId },
    { name: 'customer-cancelled', workflowId: customerWorkflowId(onboarding.customer.id) },
  ];
}

async function parkedAndResolved(stack: Stack): Promise<Recording[]> {
  const onboarding = await preparedByHand(stack);
  await pastInstant(onboarding);
  await doneByHand(onboarding, 'per-incident-intake');
  await onboarding.untilStage('live');
  await onboarding.result();
  return [{ name: 'parked', workflowId: onboarding.workflowId }];
}

async function alreadyLive(stack: Stack): Promise<Recording[]> {
  const customer = await sampleCustomer();
  stack.world.autotask.edit('somebody', (state) => {
    const { companyId } = customer.systems.autotask;
    const company = state.rows.Companies?.find((row) => row.id === companyId);
    if (company) company.udf['Help Desk'] = 'Mission Control Help Desk';
  });
  const onboarding = await Onboarding.start(stack, customer);
  await onboarding.untilStage('already-live');
  await onboarding.decide({ decision: 'already-live', choice: 'audit-only' });
  await onboarding.result();
  return [{ name: 'already-live', workflowId: onboarding.workflowId }];
}

/** Still open: a plan that was declined waits until somebody cancels. */
async function declined(stack: Stack): Promise<Recording[]> {
  const onboarding = await readByHand(stack);
  const { plan } = await onboarding.untilStage('waiting-for-approval');
  const planHash = plan?.hash ?? '';
  const reason = 'The hours are wrong.';
  await onboarding.decide({ decision: 'contract-terms', choice: 'decline', planHash, reason, by: dana });
  await onboarding.untilStage('declined');
  return [{ name: 'declined', workflowId: onboarding.workflowId }];
}

/** Still open: the second run waits for the instant. */
async function continuedAsNew(stack: Stack): Promise<Recording[]> {
  const onboarding = await preparedByHand(stack);
  const { runId } = await onboarding.handle.describe();
  await onboarding.handle.signal(continueAsNewSignal);
  await stack.client.workflow
    .getHandle(onboarding.workflowId, runId, { followRuns: false })
    .result()
    .catch(() => {});
  await onboarding.untilStage('ready');
  return [
    { name: 'continued-first-run', workflowId: onboarding.workflowId, runId },
    { name: 'continued-second-run', workflowId: onboarding.workflowId },
  ];
}

/** Asked back, held, released, moved, amended, withdrawn and approved again; still open: it waits for the instant. */
async function changedOnTheWay(stack: Stack): Promise<Recording[]> {
  const onboarding = await preparedByHand(stack);
  await onboarding.hold('The owner is away.');
  await onboarding.release();
  await onboarding.reschedule(3);
  await doneByHand(onboarding, 'hours-note');
  await onboarding.untilStage('ready');
  await onboarding.amend({ ...onboarding.customer, approvers: [] });
  await onboarding.untilStage('waiting-for-approval');
  await onboarding.decide({
    decision: 'remark',
    about: 'contract-terms',
    choice: 'ask-back',
    reason: 'Why nobody?',
  });
  await onboarding.approvePlan();
  await doneByHand(onboarding, 'hours-note');
  await doneByHand(onboarding, 'approvers');
  const { approved } = await onboarding.untilStage('ready');
  const withdrawn = {
    decision: 'contract-terms',
    choice: 'withdraw',
    planHash: approved?.hash ?? '',
  } as const;
  await onboarding.decide({ ...withdrawn, reason: 'The owner has doubts.' });
  await onboarding.approvePlan();
  await onboarding.untilStage('ready');
  // Until nothing is under way any more: what is cut off at a stop would not replay.
  await onboarding.forward(60_000);
  return [{ name: 'changed', workflowId: onboarding.workflowId }];
}

/** Nobody opens the tickets in time: put back, then live after all, cared for, and taken off again by two persons. */
async function putBackThenEnded(stack: Stack): Promise<Recording[]> {
  const onboarding = await preparedByHand(stack);
  const { plan } = await onboarding.state();
  await onboarding.forward({ until: new Date(Date.parse(plan?.policy.switchOverDeadline ?? '') + AFTER_MS) });
  await onboarding.untilStage('go-live-blocked');
  await onboarding.decide({ decision: 'late-go-live', choice: 'go-now' });
  await doneByHand(onboarding, 'per-incident-intake');
  await onboarding.untilStage('aftercare');
  await onboarding.handle.signal(driftSeenSignal, { seenAt: 'a sweep', steps: ['help-desk-field'] });
  stack.world.autotask.edit('somebody', ({ rows }) => {
    const item = rows.TicketChecklistItems?.find(({ fields }) =>
      String(fields['itemName']).endsWith('[vip-users]'),
    );
    if (item !== undefined) item.fields['isCompleted'] = false;
  });
  const now = (await onboarding.now()).toISOString();
  await untilFound(
    async () => Object.keys((await swept(stack, 'ticketSweep', now)).changed ?? {}).length === 1,
  );
  await onboarding.cancel('They leave us.');
  await onboarding.decide({ decision: 'end-after-live', choice: 'end', by: pat });
  await doneByHand(onboarding, 'per-incident-intake');
  await onboarding.result();
  return [
    { name: 'ended', workflowId: onboarding.workflowId },
    { name: 'customer-ended', workflowId: customerWorkflowId(onboarding.customer.id) },
    { name: workflowTypes.ticketSweep, workflowId: workflowTypes.ticketSweep },
  ];
}

/** A pause that an onboarding hears of, and one that it finds at its beginning. */
async function pausedSystem(stack: Stack): Promise<Recording[]> {
  const heard = await preparedByHand(stack);
  await setPaused(stack, {
    system: 'autotask',
    paused: true,
    by: dana,
    provenBy: 'claimed: test',
    reason: 'down',
  });
  await heard.until(({ paused }) => paused.autotask !== undefined, 'the pause');
  await setPaused(stack, {
    system: 'autotask',
    paused: false,
    by: dana,
    provenBy: 'claimed: test',
    reason: '',
  });
  await heard.until(({ paused }) => paused.autotask === undefined, 'the end of the pause');
  return [
    { name: 'paused', workflowId: heard.workflowId },
    { name: 'desk', workflowId: deskWorkflowId },
  ];
}

/** The web process lets a worker mail the code that it asks for. */
async function mailedCode({ client, taskQueue }: Stack): Promise<Recording[]> {
  const request = { person: dana, challenge: 'a challenge' };
  const workflowId = 'send-code-sample';
  await client.workflow.execute(workflowTypes.sendCode, { workflowId, taskQueue, args: [request] });
  return [{ name: workflowTypes.sendCode, workflowId }];
}

/** Still open: a live customer with a task of the day and a drift to decide on, and each sweep that found something. */
async function watchedAndSwept(stack: Stack): Promise<Recording[]> {
  const onboarding = await preparedByHand(stack);
  await pastInstant(onboarding);
  await doneByHand(onboarding, 'per-incident-intake');
  await onboarding.untilStage('aftercare');
  await doneByHand(onboarding, 'test-call');
  const { companyId } = onboarding.customer.systems.autotask;
  stack.world.autotask.edit('somebody', (state) => {
    const company = state.rows.Companies?.find((row) => row.id === companyId);
    if (company) company.udf['Help Desk'] = null;
  });
  const { plan } = await onboarding.state();
  const goLive = Date.parse(plan?.goLive.instant ?? '');
  const at = mondayAfter(goLive);
  await untilFound(async () => (await swept(stack, 'driftSweep', at)).drifted?.length === 1);
  await onboarding.until(({ drift }) => drift.length === 1, 'the drift');
  await untilFound(async () => ((await swept(stack, 'reminderSweep', at)).reminded ?? 0) > 0);
  await swept(stack, 'morningSweep', new Date(goLive).toISOString());
  return [
    { name: 'watched', workflowId: onboarding.workflowId },
    ...(['driftSweep', 'reminderSweep', 'morningSweep'] as const).map((sweep) => ({
      name: workflowTypes[sweep],
      workflowId: workflowTypes[sweep],
    })),
  ];
}

/** A Monday afternoon in New York, at work: so long after the instant that reminders are due. */
function mondayAfter(instantMs: number): string {
  const monday = new Date(instantMs + 3 * DAY_MS);
  monday.setUTCHours(21, 0, 0, 0);
  while (monday.getUTCDay() !== 1) monday.setTime(monday.getTime() + DAY_MS);
  return monday.toISOString();
}

interface Swept {
  readonly drifted?: readonly string[];
  readonly reminded?: number;
  readonly changed?: { readonly [workflowId: string]: number };
}

function swept(
  { client, taskQueue }: Stack,
  sweep: 'driftSweep' | 'reminderSweep' | 'morningSweep' | 'ticketSweep',
  at: string,
): Promise<Swept> {
  const type = workflowTypes[sweep];
  const args: [{ readonly at: string }] = [{ at }];
  return client.workflow.execute<(input: { readonly at: string }) => Promise<Swept>>(type, {
    workflowId: type,
    taskQueue,
    args,
  });
}

/** Lists are a little behind: the sweep is repeated until it finds what is there. */
async function untilFound(look: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONG_MS;
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error('A sweep has found nothing.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Approved and prepared: some steps by hand, one tried again first, one waived. */
async function preparedByHand(stack: Stack): Promise<Onboarding> {
  const onboarding = await readByHand(stack);
  await onboarding.approve();
  await untilOpen(onboarding, 'business-hours');
  await onboarding.decide({ decision: 'open-step', step: 'business-hours', choice: 'retry', by: sam });
  await waived(onboarding, 'vip-users');
  // The hours come last: the second try must have been taken up before they are answered again.
  for (const step of ['approvers', 'instructions', 'business-hours'] as const)
    await doneByHand(onboarding, step);
  await onboarding.untilStage('ready');
  return onboarding;
}

async function readByHand(stack: Stack): Promise<Onboarding> {
  const onboarding = await Onboarding.start(stack, await sampleCustomer());
  await doneByHand(onboarding, 'lift-off-account');
  await doneByHand(onboarding, 'per-incident-intake');
  return onboarding;
}

async function doneByHand(onboarding: Onboarding, step: StepId): Promise<void> {
  await untilOpen(onboarding, step);
  await onboarding.decide({ decision: 'open-step', step, choice: 'done-by-hand', by: sam });
}

async function waived(onboarding: Onboarding, step: StepId): Promise<void> {
  const reason = 'The customer tells us later.';
  await untilOpen(onboarding, step);
  await onboarding.decide({ decision: 'open-step', step, choice: 'waive', reason });
}

function untilOpen(onboarding: Onboarding, step: StepId): Promise<OnboardingState> {
  const isOpen = (state: OnboardingState) =>
    state.openItems.some((item) => item.step === step && item.attention);
  return onboarding.until(isOpen, `${step} as somebody’s task`);
}

async function pastInstant(onboarding: Onboarding): Promise<void> {
  const { plan } = await onboarding.state();
  await onboarding.forward({ until: new Date(Date.parse(plan?.goLive.instant ?? '') + AFTER_MS) });
}

async function sweep({ client, taskQueue }: Stack): Promise<void> {
  await client.workflow.execute(workflowTypes.interlockSweep, { workflowId: 'sweep-interlock', taskQueue });
}

async function idsOf({ client }: Stack, workflowType: string): Promise<string[]> {
  const ids = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = '${workflowType}'` }))
    ids.add(workflowId);
  return [...ids];
}
