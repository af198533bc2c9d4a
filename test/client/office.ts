import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { mayPause } from '../../activities/deciders.ts';
import { readPauses, tellPause } from '../../activities/desk.ts';
import { composePlan, resolveInstant } from '../../activities/planning/compose-plan.ts';
import type {
  EnsureInput,
  EnsureResult,
  InspectInput,
  MessageSubject,
  OnboardingActivities,
  RestoreInput,
  StepResult,
  VisitResult,
} from '../../activities/types.ts';
import { unservedQueues } from '../../client/workers.ts';
import { setUpNamespace } from '../../connection/namespace.ts';
import { failureConverterPath } from '../../connection/temporal.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { problem } from '../../domain/problems.ts';
import { inspectActivity, visitActivity } from '../../domain/steps/activity-names.ts';
import { catalogue, recordNames, stepIds, stepsOf } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId, Values } from '../../domain/steps/step.ts';
import { typedErrors } from '../../worker/error-interceptor.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { apiQueue, portalQueue } from '../../workflows/messages.ts';
import { edited, harborDental, names } from '../domain/examples.ts';
import { noTickets } from '../support/no-tickets.ts';
import { temporalForTests, workflowBundleForTests } from '../support/temporal.ts';
import { waitFor } from '../support/wait.ts';
import { automatedProfile, untouched } from './states.ts';

const DAY_MS = 86_400_000;

/** The outside systems, as far as the command line needs any: values by customer, and steps that fail. */
export interface Outside {
  readonly values: Map<CustomerId, Values>;
  /** Steps that end in a problem that a person must solve. */
  readonly broken: Set<StepId>;
  /** Refuses readings of Autotask: its login is locked. */
  locked: boolean;
}

/** A namespace with workers that run the real workflows against canned systems. */
export interface Office {
  readonly outside: Outside;
  readonly client: Client;
  readonly taskQueue: string;
  /** Writes a customer file of its own; edits are as in `edited`. */
  customerFile(...edits: readonly (readonly [from: string, to: string])[]): Promise<CustomerOnFile>;
  /** Resolves as soon as the customer's people have been told of that. */
  told(customer: CustomerId | string, about: MessageSubject['kind'] | StepId): Promise<void>;
  close(): Promise<void>;
}

/** A customer file on disk. */
export interface CustomerOnFile {
  readonly id: string;
  readonly file: string;
}

/** Opens an office; the command line finds it through `TEMPORAL_*`, as an operator's does. */
export async function openOffice(profile = automatedProfile): Promise<Office> {
  const { address } = await temporalForTests();
  const namespace = `client-${randomUUID().slice(0, 8)}`;
  process.env['TEMPORAL_ADDRESS'] = address;
  process.env['TEMPORAL_NAMESPACE'] = namespace;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace, dataConverter: { failureConverterPath } });
  await setUpNamespace(client, {
    retentionDays: 1,
    timeZone: 'UTC',
    schedulesPaused: true,
  });
  const native = await NativeConnection.connect({ address });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-office-'));
  const outside: Outside = { values: new Map(), broken: new Set(), locked: false };
  const board = new NoticeBoard();
  const workers = await staff(native, namespace, outside, { board, profile });
  const running = workers.map(runWorker);
  await waitFor('the workers to ask for work', async () => {
    const unserved = await unservedQueues({ client, taskQueue: 'onboarding' }, 'everything');
    return unserved.length === 0;
  });
  return {
    outside,
    client,
    taskQueue: 'onboarding',
    customerFile: (...edits) => writeCustomer(folder, edits),
    told: (customer, about) => board.until(`${customer} ${about}`),
    close: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await native.close();
      await connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeCustomer(
  folder: string,
  edits: readonly (readonly [from: string, to: string])[],
): Promise<CustomerOnFile> {
  const id = `harbor-${randomUUID().slice(0, 6)}`;
  const file = path.join(folder, `${id}.yaml`);
  const inTwoWeeks = new Date(Date.now() + 14 * DAY_MS).toISOString().slice(0, 10);
  const own = edited(harborDental, ['id: harbor-dental', `id: ${id}`], ['2026-12-14', inTwoWeeks]);
  await writeFile(file, edited(own, ...edits));
  return { id, file };
}

/** Notices of what people have been told, each with somebody who may wait for it. */
class NoticeBoard {
  readonly #posted = new Set<string>();
  readonly #waiting: { readonly notice: string; readonly resolve: () => void }[] = [];

  until(notice: string): Promise<void> {
    if (this.#posted.has(notice)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ notice, resolve }));
  }

  post(notice: string): void {
    this.#posted.add(notice);
    for (const one of this.#waiting) if (one.notice === notice) one.resolve();
  }
}

interface House {
  readonly board: NoticeBoard;
  readonly profile: typeof automatedProfile;
}

async function staff(connection: NativeConnection, namespace: string, outside: Outside, house: House) {
  const common: WorkerOptions = {
    connection,
    namespace,
    taskQueue: 'onboarding',
    dataConverter: { failureConverterPath },
    debugMode: true,
    shutdownGraceTime: 100,
    interceptors: { activity: [() => ({ inbound: typedErrors() })] },
  };
  const workflowBundle = await workflowBundleForTests();
  return await Promise.all([
    Worker.create({ ...common, workflowBundle }),
    Worker.create({
      ...common,
      taskQueue: apiQueue('onboarding'),
      activities: { ...ownActivities(house), ...visits('autotask-company', outside) },
    }),
    Worker.create({
      ...common,
      taskQueue: portalQueue('onboarding'),
      activities: visits('lift-off-account', outside),
    }),
  ]);
}

function ownActivities({ board, profile }: House): OnboardingActivities {
  const loaded = { profile, secrets: {}, revision: 'r1' };
  return {
    composePlan: async ({ customer, inspections, now }) => composePlan(loaded, customer, inspections, now),
    resolveGoLive: async ({ customer }) => resolveInstant(profile, customer),
    openCustomerRecord: async () => ({ alreadyLive: false }),
    readPauses,
    whoMayPause: async () => mayPause(profile),
    tellPause: ({ system, pause }) => tellPause(system, pause),
    markCustomerLive: async () => undefined,
    closeCustomerRecord: async () => undefined,
    composeMessages: async ({ customer, subject }) => {
      board.post(`${customer.id} ${subject.kind}`);
      if ('step' in subject) board.post(`${customer.id} ${subject.step}`);
      return [];
    },
    writeClosingNote: async () => null,
    ...noTickets,
    listOnboardingTickets: async () => [],
    reportTicketNews: async () => 0,
    sendMessage: async () => ({ reference: 'none' }),
    sendCode: async () => undefined,
    findMessage: async () => null,
    listWaitingOnboardings: async () => [],
    reportOpenIntake: async () => undefined,
    composeReminders: async () => ({ due: [], digests: [], unreadable: [] }),
    reportNudges: async () => undefined,
    composeMorning: async () => ({ messages: [], goLives: 0, unreadable: [] }),
    sendHeartbeat: async () => 'off',
    listWatchedCustomers: async () => ({ watched: [], unreadable: [] }),
    compareWithAgreed: async () => [],
    reportDrift: async () => undefined,
  };
}

type Visit = InspectInput | EnsureInput | RestoreInput;

/** All activities of a record, under the names that workers register them with. */
function visits(
  record: RecordName,
  outside: Outside,
): { [name: string]: (input: never) => Promise<unknown> } {
  const [first, ...more] = stepsOf(record);
  const groups = stepIds.filter((id) => catalogue[id].record === record).map((id) => [id] as const);
  const all = first === undefined ? groups : [...groups, [first, ...more] as const];
  return Object.fromEntries([
    [inspectActivity(record), (input: InspectInput) => inspect(record, outside, input)],
    ...all.map((steps) => [visitActivity('ensure', steps), (input: EnsureInput) => ensure(outside, input)]),
    ...all.map((steps) => [
      visitActivity('restore', steps),
      (input: RestoreInput) => restore(outside, input),
    ]),
  ]);
}

function read({ values }: Outside, { customer }: Visit): Values {
  return values.get(customer.id) ?? untouched;
}

async function inspect(record: RecordName, outside: Outside, input: InspectInput) {
  if (outside.locked && record === recordNames[0]) {
    const { code, message, remedy } = problem('locked-out', { system: 'Autotask' });
    throw ApplicationFailure.nonRetryable(message, code, remedy);
  }
  const held = read(outside, input);
  const values = Object.fromEntries(input.steps.map((step) => [step, held[step]]));
  return { values, problems: {}, unreadable: [], signsOfLife: [], evidence: [] };
}

async function ensure(outside: Outside, input: EnsureInput): Promise<EnsureResult> {
  const results = input.steps.map((step) => [step, ensureStep(outside, input, step)] as const);
  return { results: Object.fromEntries(results), evidence: [], values: read(outside, input) };
}

function ensureStep<Id extends StepId>(outside: Outside, input: EnsureInput, id: Id): StepResult {
  const { wanted, satisfied, show } = catalogue[id];
  if (outside.broken.has(id)) {
    const page = { page: id, system: 'Lift Off', anchor: 'Save' };
    return { kind: 'problem', problem: problem('page-changed', page), instruction: `By hand: ${id}.` };
  }
  const value = wanted({ customer: input.customer, phase: input.phase, names, facts: {} });
  const before = read(outside, input)[id];
  if (value === undefined || before === undefined) return { kind: 'unchanged', after: 'as it was' };
  if (satisfied(before, value)) return { kind: 'unchanged', after: show(before) };
  outside.values.set(input.customer.id, { ...read(outside, input), [id]: value });
  return { kind: 'changed', before: show(before), after: show(value) };
}

async function restore(outside: Outside, input: RestoreInput): Promise<VisitResult> {
  const back = Object.fromEntries(input.steps.map((step) => [step, input.before[step]]));
  outside.values.set(input.customer.id, { ...read(outside, input), ...back });
  const results = input.steps.map((step) => [step, { kind: 'unchanged', after: 'as before' }] as const);
  return { results: Object.fromEntries(results), evidence: [] };
}
