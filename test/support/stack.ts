import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { setUpNamespace } from '../../connection/namespace.ts';
import { dataConverter } from '../../connection/temporal.ts';
import { type CleanUp, createCleanUp } from '../../harness/clean-up.ts';
import { movingClocks } from '../../harness/clock-interceptor.ts';
import {
  type ProfileChanges,
  profileOf,
  startWorld,
  type World,
  type WorldOptions,
} from '../../harness/simulated-world.ts';
import { findBrowser } from '../../setup/browser.ts';
import { createWorkers, type Workers, workerRoles } from '../../worker/compose.ts';
import { watchProfile } from '../../worker/profile-file.ts';
import { temporalForTests, workflowBundleForTests } from './temporal.ts';

/** What a stack is made of. */
export interface StackOptions {
  readonly profile?: ProfileChanges;
  readonly world?: WorldOptions;
  /** Worker processes' worth of workers; two by default, so that nothing is protected by memory alone. */
  readonly workers?: number;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A simulated world, workers on it, and a client: what an onboarding needs, in one process. */
export interface Stack {
  readonly world: World;
  readonly client: Client;
  readonly taskQueue: string;
  readonly folder: string;
  readonly profilePath: string;
  stop(): Promise<void>;
}

/** Starts everything in a namespace of its own; what was started is stopped again when something cannot be. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const cleanUp = createCleanUp();
  try {
    return await assemble(options, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function assemble(options: StackOptions, cleanUp: CleanUp): Promise<Stack> {
  const { address } = await temporalForTests();
  const namespace = `test-${randomUUID().slice(0, 8)}`;
  const taskQueue = 'onboarding';
  const folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-test-'));
  cleanUp.add(() => rm(folder, { recursive: true, force: true }));
  const world = await startWorld(options.world);
  cleanUp.add(() => world.stop());
  const profilePath = path.join(folder, 'onboarding.yaml');
  await writeFile(profilePath, profileOf(world, options.profile));
  const environment = { ...world.secrets, ...options.environment };
  const connection = await Connection.connect({ address });
  cleanUp.add(() => connection.close());
  const client = new Client({ connection, namespace, dataConverter: dataConverter(environment) });
  await setUpNamespace(client, { retentionDays: 1, timeZone: 'UTC', taskQueue, schedulesPaused: true });
  const parts = { world, connection, address, namespace, taskQueue, profilePath, folder, environment };
  for (let count = options.workers ?? 2; count > 0; count -= 1) await runWorkersOn(parts, cleanUp);
  return { world, client, taskQueue, folder, profilePath, stop: () => cleanUp.run() };
}

interface Parts {
  readonly world: World;
  readonly connection: Connection;
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly profilePath: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** One worker process' worth of workers, on a connection of their own, as another process would have. */
async function runWorkersOn(parts: Parts, cleanUp: CleanUp): Promise<void> {
  const native = await NativeConnection.connect({ address: parts.address });
  cleanUp.add(() => native.close());
  const workers = await createWorkersOn(parts, native);
  const running = workers.run();
  // What goes wrong is told when they are stopped.
  running.catch(() => undefined);
  cleanUp.add(async () => {
    workers.shutdown();
    await running;
  });
}

async function createWorkersOn(parts: Parts, native: NativeConnection): Promise<Workers> {
  const { autotask, liftOff, slack, smtp } = parts.world;
  const clocks = [autotask, liftOff, slack, smtp].map((simulator) => simulator.clock);
  return await createWorkers({
    connection: native,
    clientConnection: parts.connection,
    namespace: parts.namespace,
    taskQueue: parts.taskQueue,
    roles: workerRoles,
    profile: watchProfile(parts.profilePath, parts.environment, (line) => process.stderr.write(`${line}\n`)),
    home: parts.folder,
    environment: parts.environment,
    browser: await findBrowser({ progress: () => undefined }),
    workflowBundle: await workflowBundleForTests(),
    loopbackOnly: true,
    interceptors: [movingClocks(clocks)],
    options: { debugMode: true, shutdownGraceTime: 100, shutdownForceTime: 10_000 },
  });
}
