import path from 'node:path';
import { Client, type Connection } from '@temporalio/client';
import {
  type ActivityInterceptorsFactory,
  type NativeConnection,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { onboardingActivities, recordActivities } from '../activities/activities.ts';
import { type BrowserPool, createBrowserPool } from '../activities/browser/pool.ts';
import { createDirectoryEvidenceStore } from '../activities/evidence/directory-store.ts';
import { createLeases } from '../activities/lease.ts';
import { dataConverter } from '../connection/temporal.ts';
import { apiQueue, portalQueue } from '../workflows/messages.ts';
import { typedErrors } from './error-interceptor.ts';
import type { ProfileFile } from './profile-file.ts';
import { runWorker } from './run-worker.ts';
import { closingNotes } from './systems/autotask.ts';
import { onboardingTickets } from './systems/onboarding-tickets.ts';
import { senders } from './systems/senders.ts';
import { visitsBy } from './systems/visits.ts';

/** What a worker process does: workflows, calls to APIs, or work in a browser. */
export type WorkerRole = 'workflows' | 'api' | 'portal';
export const workerRoles: readonly WorkerRole[] = ['workflows', 'api', 'portal'];

/** What workers are made of. */
export interface Composition {
  readonly connection: NativeConnection;
  readonly clientConnection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly roles: readonly WorkerRole[];
  readonly profile: ProfileFile;
  /** Folder that relative paths of the profile start from. */
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly browser: { readonly executablePath: string; readonly noSandbox: boolean };
  /** The workflows, bundled. */
  readonly workflowBundle: NonNullable<WorkerOptions['workflowBundle']>;
  /** Refuse every address that is not this machine. */
  readonly loopbackOnly: boolean;
  /** More interceptors, outside of ours: the harness moves simulated clocks with one. */
  readonly interceptors?: readonly ActivityInterceptorsFactory[];
  /** Worker options on top: tests make workers lighter. */
  readonly options?: Partial<WorkerOptions>;
}

/** Workers of one process that start and end together. */
export interface Workers {
  /** Runs until `shutdown` or a signal; closes the browser afterwards, whatever happened. */
  run(): Promise<void>;
  shutdown(): void;
}

/** The longest step that must not be cut when a worker is told to end: a portal visit between save and read-back. */
const GRACE_MS = 90_000;
/** After this a worker ends even if an activity hangs. */
const FORCE_MS = 100_000;

/** Makes the workers of this process for its roles, one per queue. */
export async function createWorkers(composition: Composition): Promise<Workers> {
  const pool = createPool(composition);
  const workers = await Promise.all(composition.roles.map((role) => createWorker(role, composition, pool)));
  return {
    run: async () => {
      try {
        await Promise.all(workers.map(runWorker));
      } finally {
        await pool.close();
      }
    },
    shutdown: () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    },
  };
}

function createPool({ profile, browser, loopbackOnly }: Composition): BrowserPool {
  const { maxJobs, maxMinutes } = profile.current().profile.browser;
  return createBrowserPool({ ...browser, maxJobs, maxMinutes, loopbackOnly });
}

function createWorker(role: WorkerRole, composition: Composition, pool: BrowserPool): Promise<Worker> {
  const { connection, namespace, environment, interceptors = [], options = {} } = composition;
  return Worker.create({
    connection,
    namespace,
    dataConverter: dataConverter(environment),
    shutdownGraceTime: GRACE_MS,
    shutdownForceTime: FORCE_MS,
    ...options,
    ...(role === 'workflows'
      ? { taskQueue: composition.taskQueue, workflowBundle: composition.workflowBundle }
      : {
          ...activityWorker(role, composition, pool),
          interceptors: { activity: [...interceptors, () => ({ inbound: typedErrors() })] },
        }),
  });
}

function activityWorker(role: 'api' | 'portal', composition: Composition, pool: BrowserPool) {
  const { taskQueue, profile, home, loopbackOnly, clientConnection, namespace, environment } = composition;
  const current = () => profile.current();
  const { rates, browser } = current().profile;
  const store = createDirectoryEvidenceStore(
    path.resolve(home, current().profile.storage.folder, 'evidence'),
  );
  const client = new Client({
    connection: clientConnection,
    namespace,
    dataConverter: dataConverter(environment),
  });
  const withLease = createLeases(client, { taskQueue });
  const systems = { profile: current, loopbackOnly, home, pool, withLease };
  const visits = visitsBy(role, systems).map(({ record, open }) =>
    recordActivities({ record, open, store, profile: current }),
  );
  if (role === 'api') {
    return {
      taskQueue: apiQueue(taskQueue),
      activities: Object.assign(
        onboardingActivities(current, senders(systems), closingNotes(systems), onboardingTickets(systems)),
        ...visits,
      ),
      maxTaskQueueActivitiesPerSecond: rates.apiPerSecond,
    };
  }
  return {
    taskQueue: portalQueue(taskQueue),
    activities: Object.assign({}, ...visits),
    maxConcurrentActivityTaskExecutions: browser.slots,
    maxTaskQueueActivitiesPerSecond: rates.portalPerSecond,
  };
}
