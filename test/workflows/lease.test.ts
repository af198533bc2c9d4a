import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { createLeases } from '../../activities/lease.ts';
import { acquireLeaseUpdate, workflowTypes } from '../../workflows/messages.ts';
import { until } from '../support/fake-onboarding.ts';
import { type Office, openOfficeForTests, taskQueue } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

test('gives turns, one at a time', async () => {
  const withLease = createLeases(office.client, { taskQueue });
  const name = randomUUID();
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside -= 1;
    return 'done';
  };
  const turns = await Promise.all(Array.from({ length: 5 }, () => withLease(name, work)));
  expect(turns).toEqual(Array.from({ length: 5 }, () => 'done'));
  expect(most).toBe(1);
});

test('a holder that died keeps the others no longer than its time to live', async () => {
  const name = randomUUID();
  const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.lease, {
    workflowId: `lease-${name}`,
    taskQueue,
    args: [],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  await office.client.workflow.executeUpdateWithStart(acquireLeaseUpdate, {
    startWorkflowOperation,
    args: [{ holder: 'a worker that died', ttlMs: 300 }],
  });
  const withLease = createLeases(office.client, { taskQueue, patienceMs: 10_000 });
  expect(await withLease(name, async () => 'my turn')).toBe('my turn');
});

test('who gives up leaves the queue: the next one gets its turn', async () => {
  const name = randomUUID();
  const patient = createLeases(office.client, { taskQueue });
  const hasty = createLeases(office.client, { taskQueue, patienceMs: 400 });
  let leave = () => {};
  const held = new Promise<void>((resolve) => {
    leave = resolve;
  });
  let isHeld = false;
  const holder = patient(name, async () => {
    isHeld = true;
    await held;
  });
  await until(
    () => isHeld,
    () => 'the holder',
  );
  await expect(hasty(name, async () => 'never')).rejects.toMatchObject({ problem: { code: 'busy' } });
  const next = patient(name, async () => 'after all');
  leave();
  await holder;
  expect(await next).toBe('after all');
});

test('work that fails gives the lease back', async () => {
  const name = randomUUID();
  const withLease = createLeases(office.client, { taskQueue, patienceMs: 10_000 });
  await expect(withLease(name, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await withLease(name, async () => 'next')).toBe('next');
  const handle = office.client.workflow.getHandle(`lease-${name}`);
  await until(
    async () => (await handle.describe()).status.name === 'COMPLETED',
    () => 'the lease to end',
  );
});
