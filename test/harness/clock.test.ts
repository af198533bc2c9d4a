import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time.js';
import { NativeConnection, Worker } from '@temporalio/worker';
import { fastForward, fastForwardUntil, virtualNow } from '../../harness/clock.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { bundleWorkflows, quietTemporal, temporalForTests } from '../support/temporal.ts';
import type { approval, chain, threeWeeks } from './clock-workflows.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NAMESPACE = 'clock-test';

let connection: Connection;
let native: NativeConnection;
let client: Client;
let worker: Worker;
let running: Promise<void>;
let failuresToCome = 0;
let workTakesMs = 0;
let worked = 0;

async function work(): Promise<void> {
  if (failuresToCome-- > 0) throw new Error('not yet');
  await new Promise((resolve) => setTimeout(resolve, workTakesMs));
  worked++;
}

/** Options of a workflow with an id of its own. */
function fresh<Args extends unknown[]>(...args: Args) {
  return { workflowId: `clock-${randomUUID()}`, taskQueue: 'clock', args };
}

beforeAll(async () => {
  quietTemporal();
  const { address } = await temporalForTests();
  connection = await Connection.connect({ address });
  await connection.workflowService
    .registerNamespace({ namespace: NAMESPACE, workflowExecutionRetentionPeriod: msNumberToTs(DAY_MS) })
    .catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 500));
  client = new Client({ connection, namespace: NAMESPACE });
  native = await NativeConnection.connect({ address });
  worker = await Worker.create({
    connection: native,
    namespace: NAMESPACE,
    taskQueue: 'clock',
    workflowBundle: await bundleWorkflows(path.join(import.meta.dirname, 'clock-workflows.ts')),
    activities: { work },
    debugMode: true,
  });
  running = runWorker(worker);
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await native.close();
  await connection.close();
});

describe('fastForward', () => {
  test('stops before a deadline so that a person can still decide', async () => {
    const handle = await client.workflow.start<typeof approval>('approval', fresh());
    const before = await virtualNow(client, handle.workflowId);

    const [arrived] = await fastForward(client, [handle.workflowId], 29 * DAY_MS);

    expect(arrived?.state).toBe('arrived');
    const passedMs = Number(arrived?.now) - before.getTime();
    expect(passedMs).toBeGreaterThanOrEqual(29 * DAY_MS);
    expect(passedMs).toBeLessThan(29 * DAY_MS + MINUTE_MS);
    await handle.signal('approve');
    expect(await handle.result()).toBe('approved');
  });

  test('does what is due by the end of the way, and reports a workflow that ends on it', async () => {
    const handle = await client.workflow.start<typeof approval>('approval', fresh());
    const [result] = await fastForward(client, [handle.workflowId], 31 * DAY_MS);
    expect(result?.state).toBe('closed');
    expect(await handle.result()).toBe('expired');
    const [again] = await fastForward(client, [handle.workflowId], DAY_MS);
    expect(again?.state).toBe('closed');
  });

  test('waits for running activities and skips the pauses between their attempts', async () => {
    failuresToCome = 2;
    workTakesMs = 300;
    const handle = await client.workflow.start<typeof threeWeeks>('threeWeeks', fresh());
    await fastForward(client, [handle.workflowId], 40 * DAY_MS);
    workTakesMs = 0;
    const [start, end] = (await handle.result()).map((at) => Date.parse(at));
    // Two pauses of a day each, then three weeks.
    expect(Number(end) - Number(start)).toBeGreaterThanOrEqual(23 * DAY_MS);
    expect(Number(end) - Number(start)).toBeLessThan(23 * DAY_MS + MINUTE_MS);
  });

  test('lets work that began before the end of the way finish', async () => {
    worked = 0;
    workTakesMs = 500;
    const handle = await client.workflow.start<typeof threeWeeks>('threeWeeks', fresh());
    await fastForward(client, [handle.workflowId], 1);
    expect(worked).toBe(1);
    workTakesMs = 0;
    await handle.terminate();
  });

  test('takes several workflows to the same instant, whatever their clocks show before', async () => {
    const ahead = await client.workflow.start<typeof approval>('approval', fresh());
    const behind = await client.workflow.start<typeof approval>('approval', fresh());
    const ids = [ahead.workflowId, behind.workflowId];
    await fastForward(client, [ahead.workflowId], 5 * DAY_MS);
    const from = await virtualNow(client, ahead.workflowId);

    const results = await fastForward(client, ids, 2 * DAY_MS, { stepMs: DAY_MS });

    for (const { now } of results) {
      expect(Math.abs(now.getTime() - from.getTime() - 2 * DAY_MS)).toBeLessThan(MINUTE_MS);
    }
    await Promise.all([ahead.terminate(), behind.terminate()]);
  });

  test('goes to an instant, across runs that continue as new', async () => {
    const handle = await client.workflow.start<typeof chain>('chain', fresh(5));
    const until = new Date(Date.now() + 45 * DAY_MS);
    const [open] = await fastForward(client, [handle.workflowId], { until });
    expect(open?.state).toBe('arrived');
    expect(Math.abs(Number(open?.now) - until.getTime())).toBeLessThan(MINUTE_MS);
    const [closed] = await fastForward(client, [handle.workflowId], 6 * DAY_MS);
    expect(closed?.state).toBe('closed');
  });

  test('says what a workflow waits for that does not arrive', async () => {
    const stuck = await client.workflow.start('threeWeeks', { ...fresh(), taskQueue: 'nobody' });
    await expect(fastForward(client, [stuck.workflowId], DAY_MS, { timeoutMs: 300 })).rejects.toThrow(
      /a workflow task is open .*is a worker running/,
    );
    await stuck.terminate();
    await expect(fastForward(client, ['no-such'], DAY_MS)).rejects.toThrow(/has none of that id/);
  });
});

describe('fastForwardUntil', () => {
  test('stops at the step in which it becomes true', async () => {
    const handle = await client.workflow.start<typeof threeWeeks>('threeWeeks', fresh());
    const start = Date.now();
    const isClosed = async () => (await handle.describe()).status.name === 'COMPLETED';
    const at = await fastForwardUntil(client, [handle.workflowId], isClosed, {
      stepMs: DAY_MS,
      limitMs: 40 * DAY_MS,
    });
    expect(at.getTime() - start).toBeGreaterThanOrEqual(21 * DAY_MS);
    expect(at.getTime() - start).toBeLessThan(23 * DAY_MS);
  });

  test('says so when the limit is reached and it is still not true', async () => {
    const handle = await client.workflow.start<typeof approval>('approval', fresh());
    const options = { stepMs: DAY_MS, limitMs: 3 * DAY_MS };
    await expect(fastForwardUntil(client, [handle.workflowId], () => false, options)).rejects.toThrow(
      /3.0 days have passed and it is not/,
    );
    await handle.terminate();
  });
});
