import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDirectoryEvidenceStore } from '../activities/evidence/directory-store.ts';
import { fileHash } from '../client/customer-file.ts';
import { decide, orderOf, progress, startOnboarding } from '../client/onboarding-client.ts';
import { evidenceOf, renderReport } from '../client/report.ts';
import { coloured, plain } from '../client/show/paint.ts';
import { showPlan } from '../client/show/plan.ts';
import type { CustomerFile } from '../domain/customer-file.ts';
import { personIdSchema } from '../domain/ids.ts';
import type { Plan } from '../domain/plan.ts';
import { wayTo } from '../domain/steps/catalogue.ts';
import type { StepId } from '../domain/steps/step.ts';
import { onboardingWorkflowId } from '../workflows/messages.ts';
import type { OnboardingState, Stage } from '../workflows/onboarding/state.ts';
import { fastForward } from './clock.ts';
import { sampleCustomer } from './sample-customer.ts';
import { enterVipsByHand, moveGoLive, refuseVips } from './sample-episodes.ts';
import { type Stack, startStack } from './stack.ts';
import { createStory, type Story } from './story.ts';
import { faultsAfterGoLive, faultsBesides, ticketFaults } from './wanted-world.ts';

const root = path.resolve(import.meta.dirname, '..');
const approver = personIdSchema.parse('dana.ops');
const signed = { by: approver, provenBy: 'claimed: sample run' };
/** A per-incident customer and a time-based one. */
const sampleIds = ['harbor-dental', 'northwind-legal'];
const LOOK_EVERY_MS = 500;
const PATIENCE_MS = 120_000;
/** By then Mission Control knows the contacts of a new account. */
const SYNC_MS = 2 * 60 * 60_000;
const JUST_AFTER_MS = 60_000;
/** So long after the go-live settings are watched for drift. */
const AFTERCARE_DAYS = 7;
const AFTERCARE_MS = AFTERCARE_DAYS * 24 * 60 * 60_000;
/** A little past the instant, so that everything due at it has been done. */
const AFTER_INSTANT_MS = 10 * 60_000;

const help = `npm start [-- --keep]

Takes two invented customers live on simulated systems, a per-incident and a time-based one, from the first look to the
report: real Temporal server, real browser, real HTTP, pretend vendors, two weeks in a minute. Touches nothing outside
this machine.

  --keep    stay up afterwards, so that the Temporal UI and the simulators can be explored
`;

const startedAt = Date.now();
const say = (line: string) => process.stdout.write(`${line}\n`);
const progressLine = (line: string) =>
  say(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${line}`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { keep: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    say(help);
    return 0;
  }
  const folder = newRunFolder();
  progressLine('Getting ready: Temporal server, browser, simulators, workers.');
  const stack = await startStack({
    folder,
    ui: true,
    workers: 2,
    // The contacts of a new account are there at once: waiting for them would take the story nowhere.
    world: { liftOff: { contactSyncMinutes: 0 } },
    profile: { others: 'automatic', policies: { aftercareDays: AFTERCARE_DAYS } },
    progress: progressLine,
  });
  const stopping = stopOnSignal(stack);
  try {
    const faults = await takeSamplesLive(stack);
    say('');
    say(`Evidence and report: ${path.relative(process.cwd(), folder) || folder}`);
    if (values.keep) await keepUp(stack);
    return faults.length === 0 ? 0 : 1;
  } finally {
    stopping.abort();
    await stack.stop();
  }
}

/** One customer of the run, and its story. */
interface Sample {
  readonly customer: CustomerFile;
  readonly story: Story;
  /** What gets in its way after the approval. */
  readonly episode: (stack: Stack, sample: Sample) => Promise<void>;
}

async function takeSamplesLive(stack: Stack): Promise<string[]> {
  tellWhere(stack);
  const samples = await Promise.all(sampleIds.map((id) => sampleOf(stack, id)));
  for (const { customer } of samples) await start(stack, customer);
  await Promise.all(samples.map((sample) => agree(stack, sample)));
  await Promise.all(samples.map((sample) => sample.episode(stack, sample)));

  const accessOpens = latest((await plans(stack, samples)).map(({ policy }) => policy.accessOpensAt));
  progressLine(`Going forward to ${accessOpens}: access opens some business days before go-live (R16).`);
  await forward(stack, samples, new Date().toISOString(), SYNC_MS);
  await forward(stack, samples, accessOpens, JUST_AFTER_MS);
  await Promise.all(samples.map(({ customer, story }) => untilStage(stack, customer, 'ready', story)));

  progressLine('All is prepared. Going forward to the go-live mornings.');
  for (const sample of inOrder(samples, await plans(stack, samples)))
    await goLiveMorning(stack, samples, sample);
  const goLive = latest((await plans(stack, samples)).map((plan) => plan.goLive.instant));
  progressLine(`Going forward ${AFTERCARE_DAYS} days: drift is looked for, then all is handed over.`);
  await forward(stack, samples, goLive, AFTERCARE_MS + AFTER_INSTANT_MS);
  const faults = await Promise.all(samples.map((sample) => conclude(stack, sample)));
  return faults.flat();
}

async function plans(stack: Stack, samples: readonly Sample[]): Promise<Plan[]> {
  const states = await Promise.all(samples.map(({ customer }) => progress(stack, customer.id)));
  return states.flatMap(({ state }) => state.plan ?? []);
}

/** The samples by their go-live instants: the earlier first. */
function inOrder(samples: readonly Sample[], agreed: readonly Plan[]): Sample[] {
  const instantOf = ({ customer }: Sample) =>
    agreed.find(({ customerId }) => customerId === customer.id)?.goLive.instant ?? '';
  return samples.toSorted((one, other) => (instantOf(one) < instantOf(other) ? -1 : 1));
}

async function goLiveMorning(
  stack: Stack,
  samples: readonly Sample[],
  { customer, story }: Sample,
): Promise<void> {
  const { state } = await progress(stack, customer.id);
  const { goLive, policy } = state.plan ?? {};
  if (goLive === undefined || policy === undefined) throw new Error(`There is no plan for ${customer.id}.`);
  await forward(stack, samples, goLive.instant, JUST_AFTER_MS - policy.leadMs);
  await forward(stack, samples, goLive.instant, AFTER_INSTANT_MS);
  await untilStage(stack, customer, 'aftercare', story);
}

/** The portal refuses our login: the step waits for a person, who does it by hand; then it is looked at. */
async function vipsByHand(stack: Stack, { customer, story }: Sample): Promise<void> {
  const step = 'vip-users';
  await untilAsked(stack, customer, step, story);
  progressLine('Lift Off does not let our login change the VIPs: the step is parked, all else goes on.');
  enterVipsByHand(stack, customer, approver);
  progressLine(`${approver} enters the VIPs by hand: onboard resolve ${customer.id} ${step} --done`);
  const { state } = await progress(stack, customer.id);
  await decide(stack, state, { decision: 'open-step', step, choice: 'done-by-hand', ...signed });
  await untilTrue(stack, customer, ({ outcomes }) => outcomes[step]?.preparation !== undefined, step, story);
}

/** The customer asks for another day; whoever may approve moves it, and what depends on the date follows. */
async function anotherDay(stack: Stack, sample: Sample): Promise<void> {
  const { customer } = sample;
  const { state } = await progress(stack, customer.id);
  progressLine(`The customer asks for another day: onboard reschedule ${customer.id} --date …`);
  await moveGoLive(stack, customer, state, { days: 1, reason: 'the customer asked for it', ...signed });
  await answerNotes(stack, sample);
}

async function sampleOf(stack: Stack, id: string): Promise<Sample> {
  // The second is moved by a day on the way: both go live on one morning.
  const days = id === 'harbor-dental' ? 15 : 14;
  const customer = await sampleCustomer(id, stack.folder, new Date(), days);
  return {
    customer,
    episode: id === 'harbor-dental' ? vipsByHand : anotherDay,
    story: createStory(
      path.join(stack.folder, 'timeline.txt'),
      customer.timeZone,
      say,
      `${customer.id.padEnd(16)} `,
    ),
  };
}

async function start(stack: Stack, customer: CustomerFile): Promise<void> {
  progressLine(`onboard start customers/${customer.id}.yaml: per-incident is closed first (R1).`);
  const order = { schema: 1, customer, fileHash: fileHash(customer), requestedBy: 'npm start' } as const;
  await startOnboarding(stack, order);
}

/** The contract's terms are approved; then somebody hears from Mission Control that they have what was sent to them. */
async function agree(stack: Stack, sample: Sample): Promise<void> {
  const { customer, story } = sample;
  const state = await untilStage(stack, customer, 'waiting-for-approval', story);
  if (state.plan === undefined) throw new Error(`There is no plan for ${customer.id}.`);
  say(`\n${showPlan(state.plan, process.stdout.isTTY ? coloured : plain)}\n`);
  const planHash = state.plan.hash;
  progressLine(`${approver} reads the contract’s terms and approves plan ${planHash}.`);
  if (sample.episode === vipsByHand) refuseVips(stack);
  await decide(stack, state, { decision: 'contract-terms', choice: 'approve', planHash, ...signed });
  await answerNotes(stack, sample);
}

/** Somebody has Mission Control's word for each note that waits for one. */
async function answerNotes(stack: Stack, { customer, story }: Sample): Promise<void> {
  const { state: sent } = await progress(stack, customer.id);
  const notes = (sent.plan?.lines ?? []).map(({ step }) => step).filter((step) => wayTo(step) === 'message');
  for (const step of notes) {
    const asked = await untilAsked(stack, customer, step, story);
    const command = `onboard resolve ${customer.id} ${step} --done`;
    progressLine(`Mission Control answers; ${approver} says so: ${command}`);
    await decide(stack, asked, { decision: 'open-step', step, choice: 'done-by-hand', ...signed });
  }
}

/**
 * Takes all of them through time together. The simulators' clock is that of whoever is ahead, and logins expire by it:
 * so nobody goes on before all have done what is due.
 */
async function forward(
  { client }: Stack,
  samples: readonly Sample[],
  to: string,
  beyondMs: number,
): Promise<void> {
  const ids = samples.map(({ customer }) => onboardingWorkflowId(customer.id));
  const until = new Date(Date.parse(to) + beyondMs);
  await fastForward(client, ids, { until }, { timeoutMs: PATIENCE_MS });
}

function latest(instants: readonly string[]): string {
  return instants.toSorted().at(-1) ?? new Date().toISOString();
}

async function conclude(stack: Stack, { customer, story }: Sample): Promise<string[]> {
  const state = await untilStage(stack, customer, 'live', story);
  const report = path.join(stack.folder, `report-${customer.id}.html`);
  const store = createDirectoryEvidenceStore(path.join(stack.folder, 'evidence'));
  const evidence = await evidenceOf(state, (key) => store.get(key));
  writeFileSync(report, renderReport(state, await orderOf(stack, customer.id), evidence));
  const goLive = state.plan?.goLive.instant ?? '';
  const faults = [
    ...faultsAfterGoLive(stack.world, customer, goLive),
    ...faultsBesides(stack.world, customer, goLive),
    ...ticketFaults(stack.world, customer),
  ];
  for (const fault of faults) progressLine(`WRONG for ${customer.id}: ${fault}`);
  if (faults.length === 0)
    progressLine(`${customer.id}: the simulators’ own state and audit logs are as wanted.`);
  return faults;
}

/** Waits until the step asks a person, telling the story meanwhile. */
async function untilAsked(
  stack: Stack,
  customer: CustomerFile,
  step: StepId,
  story: Story,
): Promise<OnboardingState> {
  const asks = (state: OnboardingState) =>
    state.openItems.some((item) => item.step === step && item.attention);
  return await untilTrue(stack, customer, asks, `a question about ${step}`, story);
}

/** Waits until the onboarding has come so far. Throws when something asks a person that nobody here would answer. */
function untilStage(
  stack: Stack,
  customer: CustomerFile,
  stage: Stage,
  story: Story,
): Promise<OnboardingState> {
  const there = (state: OnboardingState) => {
    const parked = state.openItems.find((item) => item.attention && wayTo(item.step) !== 'message');
    if (parked !== undefined) throw new Error(`${parked.title} needs a person: ${parked.problem.message}`);
    return state.stage === stage;
  };
  return untilTrue(stack, customer, there, `“${stage}”`, story);
}

/** Waits, in real time, telling the story meanwhile. Throws an `Error` that says where it stands instead. */
async function untilTrue(
  stack: Stack,
  customer: CustomerFile,
  isTrue: (state: OnboardingState) => boolean,
  what: string,
  story: Story,
): Promise<OnboardingState> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { state } = await progress(stack, customer.id);
    story.tell(state);
    if (isTrue(state)) return state;
    if (Date.now() > deadline)
      throw new Error(`${customer.id}: waited for ${what}, but it stands at “${state.stage}”.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function newRunFolder(): string {
  const runs = path.join(root, 'var', 'runs');
  const folder = path.join(runs, new Date(startedAt).toISOString().replaceAll(':', '-').slice(0, 19));
  mkdirSync(folder, { recursive: true });
  const last = path.join(root, 'var', 'last-run');
  rmSync(last, { force: true, recursive: true });
  // A junction needs no special right on Windows; elsewhere the kind is ignored.
  symlinkSync(folder, last, 'junction');
  return folder;
}

function tellWhere({ ui, namespace, world }: Stack): void {
  const { liftOff, slack, smtp } = world;
  progressLine(`Simulators: Lift Off ${liftOff.url} · Slack ${slack.url} · mailbox ${smtp.mailboxUrl}`);
  // The first time it is still being built; nothing waits for it.
  void ui.then(
    (address) => address && progressLine(`Temporal UI: ${address}/namespaces/${namespace}/workflows`),
  );
}

async function keepUp(stack: Stack): Promise<void> {
  say('');
  await stack.ui;
  tellWhere(stack);
  say('Try the command on it, in another terminal:');
  say(
    `  ${assigned('TEMPORAL_ADDRESS', stack.address)} npm run onboard -- --profile ${profileOf(stack)} status harbor-dental`,
  );
  say('Staying up; Ctrl-C ends everything.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** How a variable is set for one command in the shell that is usual here. */
function assigned(name: string, value: string): string {
  return process.platform === 'win32' ? `set "${name}=${value}" &&` : `${name}=${value}`;
}

function profileOf(stack: Stack): string {
  return path.relative(process.cwd(), path.join(stack.folder, 'onboarding.yaml'));
}

/** Ctrl-C in the middle, or a closed terminal, leaves nothing running either. */
function stopOnSignal(stack: Stack): AbortController {
  const over = new AbortController();
  const { signal } = over;
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => once(process, name, { signal }));
  const interrupted = async () => {
    say('Interrupted: stopping everything.');
    await stack.stop().finally(() => process.exit(130));
  };
  // Rejects when the run is over and nobody interrupted it.
  Promise.race(signals).then(interrupted, () => undefined);
  return over;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
