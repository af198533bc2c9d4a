import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileHash } from '../client/customer-file.ts';
import { decide, orderOf, progress, startOnboarding } from '../client/onboarding-client.ts';
import { plan as makePlan } from '../client/reading-client.ts';
import { renderReport } from '../client/report.ts';
import { coloured, plain } from '../client/show/paint.ts';
import { showPlan } from '../client/show/plan.ts';
import type { CustomerFile } from '../domain/customer-file.ts';
import { personIdSchema } from '../domain/ids.ts';
import { onboardingWorkflowId } from '../workflows/messages.ts';
import type { OnboardingState, Stage } from '../workflows/onboarding/state.ts';
import { fastForward } from './clock.ts';
import { sampleCustomer } from './sample-customer.ts';
import { type Stack, startStack } from './stack.ts';
import { createStory, type Story } from './story.ts';
import { faultsAfterGoLive } from './wanted-world.ts';

const root = path.resolve(import.meta.dirname, '..');
const approver = personIdSchema.parse('dana.ops');
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 120_000;
/** A little past the instant, so that everything due at it has been done. */
const AFTER_INSTANT_MS = 10 * 60_000;

const help = `npm start [-- --keep]

Takes an invented customer live on simulated systems, from the first look to the report: real Temporal server, real
browser, real HTTP, pretend vendors, two weeks in a minute. Touches nothing outside this machine.

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
  const stack = await startStack({ folder, ui: true, workers: 2, progress: progressLine });
  const stopping = stopOnSignal(stack);
  try {
    const faults = await takeSampleLive(stack);
    say('');
    say(`Evidence and report: ${path.relative(process.cwd(), folder) || folder}`);
    if (values.keep) await keepUp(stack);
    return faults.length === 0 ? 0 : 1;
  } finally {
    stopping.abort();
    await stack.stop();
  }
}

async function takeSampleLive(stack: Stack): Promise<string[]> {
  const customer = await sampleCustomer('harbor-dental', stack.folder, new Date(), 14);
  const story = createStory(path.join(stack.folder, 'timeline.txt'), customer.timeZone, say);
  tellWhere(stack);

  progressLine(`Reading what is there: onboard plan customers/${customer.id}.yaml`);
  const plan = await makePlan(stack, customer);
  say(showPlan(plan, process.stdout.isTTY ? coloured : plain));
  say('');

  progressLine(
    'Starting: onboard start. Per-incident is closed first (R1), then the plan waits for a person.',
  );
  await startOnboarding(stack, {
    schema: 1,
    customer,
    fileHash: fileHash(customer),
    requestedBy: 'npm start',
    shownPlanHash: plan.hash,
  });
  const waiting = await untilStage(stack, customer, 'waiting-for-approval', story);
  await approve(stack, waiting);
  await untilStage(stack, customer, 'ready', story);

  progressLine(`All is prepared. Going forward to ${plan.goLive.localDate}, two weeks in a moment.`);
  const until = new Date(Date.parse(plan.goLive.instant) + AFTER_INSTANT_MS);
  await fastForward(stack.client, [onboardingWorkflowId(customer.id)], { until }, { timeoutMs: PATIENCE_MS });
  const live = await untilStage(stack, customer, 'live', story);
  return await conclude(stack, customer, live);
}

async function approve(stack: Stack, state: OnboardingState): Promise<void> {
  const planHash = state.plan?.hash ?? '';
  progressLine(`${approver} reads the contract’s terms and approves plan ${planHash}.`);
  await decide(stack, state, {
    decision: 'contract-terms',
    choice: 'approve',
    planHash,
    by: approver,
    provenBy: 'claimed: sample run',
  });
}

async function conclude(stack: Stack, customer: CustomerFile, state: OnboardingState): Promise<string[]> {
  const report = path.join(stack.folder, `report-${customer.id}.html`);
  writeFileSync(report, renderReport(state, await orderOf(stack, customer.id)));
  const faults = faultsAfterGoLive(stack.world, customer, state.plan?.goLive.instant ?? '');
  for (const fault of faults) progressLine(`WRONG: ${fault}`);
  progressLine(
    faults.length === 0
      ? 'The simulators’ own state and audit logs are as wanted: the customer is live.'
      : 'The simulated systems are not as wanted.',
  );
  return faults;
}

/** Waits, in real time, telling the story meanwhile. Throws an `Error` that says where it stands instead. */
async function untilStage(
  stack: Stack,
  customer: CustomerFile,
  stage: Stage,
  story: Story,
): Promise<OnboardingState> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { state } = await progress(stack, customer.id);
    story.tell(state);
    if (state.stage === stage) return state;
    const parked = state.openItems.find((item) => item.attention);
    if (parked !== undefined) throw new Error(`${parked.title} needs a person: ${parked.problem.message}`);
    if (Date.now() > deadline) throw new Error(`Waited for “${stage}”, but it stands at “${state.stage}”.`);
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
