import { afterAll, beforeAll, expect, test } from '@jest/globals';
import proto from '@temporalio/proto';
import { apiQueue, portalQueue } from '../../workflows/messages.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { quietTemporal } from '../support/temporal.ts';
import { waitFor } from '../support/wait.ts';

const { RateLimitSource, TaskQueueType } = proto.temporal.api.enums.v1;

quietTemporal();
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ workers: 2, profile: { rates: { apiPerSecond: 17, portalPerSecond: 3 } } });
});
afterAll(() => stack?.stop());

/** What the server says that it hands out at most, as soon as workers have told it. */
async function rateOf(queue: string): Promise<number> {
  const { client } = stack;
  let rate = 0;
  await waitFor(`a rate of ${queue}`, async () => {
    const { effectiveRateLimit } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: queue },
      taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
      reportConfig: true,
    });
    rate = effectiveRateLimit?.requestsPerSecond ?? 0;
    return effectiveRateLimit?.rateLimitSource === RateLimitSource.RATE_LIMIT_SOURCE_WORKER;
  });
  return rate;
}

test('the server itself holds back what would go to APIs and to portals, for all workers together', async () => {
  expect(await rateOf(apiQueue(stack.taskQueue))).toBe(17);
  expect(await rateOf(portalQueue(stack.taskQueue))).toBe(3);
});
