import { randomUUID } from 'node:crypto';
import {
  type Client,
  isGrpcDeadlineError,
  WithStartWorkflowOperation,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ProductError } from '../domain/problems.ts';
import { acquireLeaseUpdate, releaseLeaseUpdate, workflowTypes } from '../workflows/messages.ts';

/**
 * Runs the work while nobody else, in any worker process, holds the lease of that name.
 * Waits its turn; throws `ProductError` `busy` when the turn does not come in time.
 */
export type WithLease = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** How leases are kept. */
export interface LeaseOptions {
  /** The queue of the workers that serve workflows. */
  readonly taskQueue: string;
  /** How long a holder that died keeps the others waiting; two minutes by default. */
  readonly ttlMs?: number;
  /** How long to wait for one's turn; one minute by default. */
  readonly patienceMs?: number;
  /** How long to wait until a turn is given back; ten seconds by default. */
  readonly releaseMs?: number;
}

/** Leases kept by workflows with fixed ids, `lease-<name>`: no memory of one process guards anything. */
export function createLeases(client: Client, options: LeaseOptions): WithLease {
  const { taskQueue, ttlMs = 120_000, patienceMs = 60_000, releaseMs = 10_000 } = options;
  return async (name, work) => {
    const holder = randomUUID();
    const workflowId = `lease-${name.replace(/[^A-Za-z0-9.@-]/g, '-')}`;
    // Nobody may be left to answer: workers end at the same time.
    const release = () =>
      client.withDeadline(Date.now() + releaseMs, () =>
        client.workflow.getHandle(workflowId).executeUpdate(releaseLeaseUpdate, { args: [{ holder }] }),
      );
    try {
      await client.withDeadline(Date.now() + patienceMs, () =>
        acquire(client, workflowId, taskQueue, holder, ttlMs),
      );
    } catch (error) {
      // We may stand in the queue: leave it, so that our turn does not block the others.
      await release().catch(() => undefined);
      if (!isOutOfTime(error)) throw error;
      throw new ProductError('busy', { system: name, wanted: 'take our turn' }, { cause: error });
    }
    try {
      return await work();
    } finally {
      // A release that is lost costs the others the time to live, nothing else.
      await release().catch(() => undefined);
    }
  };
}

/** Our own deadline ends the call in one of two ways, whichever side notices first. */
function isOutOfTime(error: unknown): boolean {
  return isGrpcDeadlineError(error) || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError;
}

async function acquire(
  client: Client,
  workflowId: string,
  taskQueue: string,
  holder: string,
  ttlMs: number,
): Promise<void> {
  const start = new WithStartWorkflowOperation(workflowTypes.lease, {
    workflowId,
    taskQueue,
    args: [],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `Who may use ${workflowId.replace(/^lease-/, '')} now`,
  });
  await client.workflow.executeUpdateWithStart(acquireLeaseUpdate, {
    startWorkflowOperation: start,
    updateId: holder,
    args: [{ holder, ttlMs }],
  });
}
