import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { setUpNamespace } from '../connection/namespace.ts';
import { dataConverter } from '../connection/temporal.ts';
import { findBrowser } from '../setup/browser.ts';
import { startEmbeddedTemporal } from '../temporal-docker/embedded/start.ts';
import { bundleWorkflows } from '../worker/workflow-bundle.ts';
import { defaultTaskQueue } from '../workflows/messages.ts';
import { type CleanUp, createCleanUp } from './clean-up.ts';
import {
  type ProfileChanges,
  profileOf,
  startWorld,
  type World,
  type WorldOptions,
} from './simulated-world.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-processes.ts';
import type { WorkerTask } from './worker-task.ts';

/** How a stack of processes is started. */
export interface StackOptions {
  /** Run folder: profile, journal, audit log, evidence and logs lie in it. */
  readonly folder: string;
  /** An embedded server that runs already, such as the one of a test run; else one is started. */
  readonly temporalAddress?: string;
  readonly namespace?: string;
  /** Workflows that were bundled already. */
  readonly bundlePath?: string;
  readonly ui?: boolean;
  readonly workers: number;
  readonly profile?: ProfileChanges;
  readonly world?: WorldOptions;
  /** Variables for the workers on top of the simulators' secrets. */
  readonly environment?: { readonly [name: string]: string };
  readonly progress: (line: string) => void;
}

/** Simulators, a Temporal server and worker processes, started together. Never reaches anything but this machine. */
export interface Stack {
  readonly world: World;
  readonly client: Client;
  readonly address: string;
  /** Where the Temporal UI runs, as soon as it does. */
  readonly ui: Promise<string | undefined>;
  readonly taskQueue: string;
  readonly namespace: string;
  readonly folder: string;
  readonly workers: WorkerProcess[];
  /** One more worker process, in place of one that was killed, say. */
  addWorker(): Promise<WorkerProcess>;
  stop(): Promise<void>;
}

/** Starts everything; what was started is stopped again when something cannot be. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const cleanUp = createCleanUp();
  try {
    return await assemble(options, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function assemble(options: StackOptions, cleanUp: CleanUp): Promise<Stack> {
  const { folder, namespace = 'default' } = options;
  const { temporal, browser, world, bundlePath } = await foundations(options, cleanUp);
  const profilePath = path.join(folder, 'onboarding.yaml');
  await writeFile(profilePath, profileOf(world, options.profile));
  const connection = await Connection.connect({ address: temporal.address });
  cleanUp.add(() => connection.close());
  const client = new Client({
    connection,
    namespace,
    dataConverter: dataConverter({ ...options.environment }),
  });
  await setUpNamespace(client, { retentionDays: 30, timeZone: 'UTC', schedulesPaused: true });
  const task: WorkerTask = {
    address: temporal.address,
    namespace,
    taskQueue: defaultTaskQueue,
    profilePath,
    bundlePath,
    controlUrls: [...world.controlUrls],
  };
  const secrets = { ...world.secrets, ...options.environment, ONBOARD_BROWSER: browser.executablePath };
  const workers: WorkerProcess[] = [];
  let started = 0;
  const addWorker = async () => {
    started += 1;
    const worker = await startWorkerProcess(task, secrets, path.join(folder, `worker-${started}.log`));
    cleanUp.add(() => worker.stop());
    workers.push(worker);
    return worker;
  };
  await allStarted(Array.from({ length: options.workers }, addWorker));
  const stop = () => cleanUp.run();
  return {
    world,
    client,
    ...temporal,
    taskQueue: defaultTaskQueue,
    namespace,
    folder,
    workers,
    addWorker,
    stop,
  };
}

/** Everything that worker processes stand on, side by side: the slowest decides how long it takes. */
async function foundations(options: StackOptions, cleanUp: CleanUp) {
  await mkdir(options.folder, { recursive: true });
  const temporal = temporalFor(options, cleanUp);
  const browser = findBrowser({ progress: options.progress });
  const world = worldIn(options, cleanUp);
  const bundlePath = bundleInto(options);
  await allStarted([temporal, browser, world, bundlePath]);
  return {
    temporal: await temporal,
    browser: await browser,
    world: await world,
    bundlePath: await bundlePath,
  };
}

/** Waits for all also when one fails: what starts behind the back of the clean-up would go on running. */
async function allStarted(starting: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(starting);
  await Promise.all(starting);
}

async function temporalFor({ temporalAddress, ui, progress }: StackOptions, cleanUp: CleanUp) {
  if (temporalAddress !== undefined) return { address: temporalAddress, ui: Promise.resolve(undefined) };
  const server = await startEmbeddedTemporal({ ui: ui ?? false, progress });
  cleanUp.add(() => server.stop());
  return { address: server.address, ui: server.ui };
}

async function worldIn({ folder, world: options }: StackOptions, cleanUp: CleanUp) {
  const world = await startWorld({ ...options, recordFolder: folder, control: true });
  cleanUp.add(() => world.stop());
  return world;
}

async function bundleInto({ folder, bundlePath }: StackOptions): Promise<string> {
  if (bundlePath !== undefined) return bundlePath;
  const file = path.join(folder, 'workflows.js');
  await writeFile(file, (await bundleWorkflows()).code);
  return file;
}
