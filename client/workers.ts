import { tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import { apiQueue, portalQueue } from '../workflows/messages.ts';
import { CommandFailure } from './command-failure.ts';
import type { Deployment } from './deployment.ts';

const { TaskQueueType } = proto.temporal.api.enums.v1;

/** A worker asks for work at least once a minute; the server still lists one for minutes after it ended. */
const SILENT_MS = 2 * 60_000;

/**
 * What a command needs workers for: workflow code alone (queries, decisions), our own activities too (the desk asks one who
 * may pause a system), or readings of outside systems as well.
 */
export type NeededWorkers = 'workflows' | 'own work' | 'everything';

/** Throws `CommandFailure` when nobody serves a queue that the command needs, and says how to start a worker. */
export async function requireWorkers(deployment: Deployment, needed: NeededWorkers): Promise<void> {
  const unserved = await unservedQueues(deployment, needed);
  if (unserved.length === 0) return;
  const { taskQueue, client } = deployment;
  throw new CommandFailure(
    `No worker serves ${unserved.join(', ')} in the namespace ${client.options.namespace}, so nothing would happen.\n` +
      `Start one: npm run worker. If yours serves another queue than ${taskQueue}, name it: --task-queue or ONBOARD_TASK_QUEUE.`,
  );
}

/** The queues that no worker has asked for work lately. */
export async function unservedQueues(
  { client, taskQueue }: Pick<Deployment, 'client' | 'taskQueue'>,
  needed: NeededWorkers,
): Promise<string[]> {
  const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = TaskQueueType;
  const workflows = { name: taskQueue, taskQueueType: TASK_QUEUE_TYPE_WORKFLOW };
  const own = { name: apiQueue(taskQueue), taskQueueType: TASK_QUEUE_TYPE_ACTIVITY };
  const portals = { name: portalQueue(taskQueue), taskQueueType: TASK_QUEUE_TYPE_ACTIVITY };
  const queues = {
    workflows: [workflows],
    'own work': [workflows, own],
    everything: [workflows, own, portals],
  }[needed];
  const served = await Promise.all(
    queues.map(async ({ name, taskQueueType }) => {
      const { pollers } = await client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name },
        taskQueueType,
      });
      return pollers.some(({ lastAccessTime }) => Date.now() - tsToMs(lastAccessTime) < SILENT_MS);
    }),
  );
  return queues.filter((_queue, index) => !served[index]).map(({ name }) => `the queue ${name}`);
}
