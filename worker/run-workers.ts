import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type ActivityInterceptorsFactory, NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { missingInNamespace } from '../connection/namespace.ts';
import { dataConverter, type TemporalConfig } from '../connection/temporal.ts';
import { findBrowser } from '../setup/browser.ts';
import { createWorkers, type WorkerRole } from './compose.ts';
import { watchProfile } from './profile-file.ts';
import { bundleWorkflows } from './workflow-bundle.ts';

/** How a worker process is run. */
export interface WorkerProcess {
  readonly temporal: TemporalConfig;
  readonly profilePath: string;
  readonly taskQueue: string;
  readonly roles: readonly WorkerRole[];
  readonly environment: NodeJS.ProcessEnv;
  /** One line for the operator. */
  readonly tell: (line: string) => void;
  /** Called when the workers have been made and are about to take up work. */
  readonly onReady?: () => void;
  /** Workflows that were bundled before; without it they are bundled now. */
  readonly bundlePath?: string;
  readonly loopbackOnly?: boolean;
  readonly interceptors?: readonly ActivityInterceptorsFactory[];
  readonly options?: Partial<WorkerOptions>;
}

/**
 * Runs the workers of this process until a signal ends them. Throws an `Error` whose message tells the operator what
 * to do: an invalid profile, an incomplete namespace, no browser.
 */
export async function runWorkers(process: WorkerProcess): Promise<void> {
  const { temporal, environment, tell } = process;
  const profile = watchProfile(process.profilePath, environment, tell);
  const namespace = temporal.namespace ?? 'default';
  const clientConnection = await Connection.connect(temporal.connectionOptions);
  const connection = await NativeConnection.connect(temporal.connectionOptions);
  try {
    await refuseIncomplete(
      new Client({ connection: clientConnection, namespace, dataConverter: dataConverter(environment) }),
    );
    const workers = await createWorkers({
      connection,
      clientConnection,
      namespace,
      taskQueue: process.taskQueue,
      roles: process.roles,
      profile,
      home: path.dirname(path.resolve(process.profilePath)),
      environment,
      browser: await browserFor(process, profile.current().profile.browser),
      workflowBundle: await bundleFor(process),
      loopbackOnly: process.loopbackOnly ?? false,
      interceptors: process.interceptors ?? [],
      options: process.options ?? {},
    });
    tell(`Working on “${process.taskQueue}” in namespace “${namespace}”: ${process.roles.join(', ')}.`);
    process.onReady?.();
    await workers.run();
  } finally {
    await connection.close();
    await clientConnection.close();
  }
}

async function refuseIncomplete(client: Client): Promise<void> {
  const missing = await missingInNamespace(client);
  if (missing.length === 0) return;
  throw new Error(`The Temporal namespace lacks ${missing.join(', ')}. Run once: npm run onboard -- setup`);
}

/** Only a portal worker needs a browser; the others never start one. */
async function browserFor(
  { roles, tell }: WorkerProcess,
  { executable, noSandbox }: { executable?: string | undefined; noSandbox: boolean },
): Promise<{ executablePath: string; noSandbox: boolean }> {
  if (!roles.includes('portal')) return { executablePath: '', noSandbox };
  const found = await findBrowser({
    ...(executable === undefined ? {} : { configuredPath: executable }),
    progress: tell,
  });
  return { ...found, noSandbox: noSandbox || found.noSandbox };
}

async function bundleFor({ bundlePath, roles }: WorkerProcess) {
  if (bundlePath !== undefined) return { codePath: bundlePath };
  return roles.includes('workflows') ? await bundleWorkflows() : { code: '' };
}
