import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { closeCustomerRecord, markCustomerLive } from '../../activities/customer-record/customer-record.ts';
import { createLeases } from '../../activities/lease.ts';
import { customerIdSchema } from '../../domain/ids.ts';
import { customerWorkflowId, workflowTypes } from '../../workflows/messages.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

// Whoever asks a workflow waits for a worker that serves workflows; when all workers end at once, there is none.

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

test.each([
  ['marks a customer as live', (told: Told) => markCustomerLive(told)],
  [
    'closes a customer’s record',
    (told: Told) =>
      closeCustomerRecord({ ...told, ended: 'live', evidenceHead: { length: 0, sha256: '0'.repeat(64) } }),
  ],
])('an activity that %s ends with its worker', async (_what, tell) => {
  const customerId = customerIdSchema.parse(`nobody-${randomUUID().slice(0, 8)}`);
  const handle = await office.client.workflow.start(workflowTypes.customer, {
    workflowId: customerWorkflowId(customerId),
    taskQueue: 'nobody',
    args: [customerId],
  });
  const environment = new MockActivityEnvironment({}, { client: office.client });
  const told = environment.run(tell, { customerId, runId: 'r', at: '2026-12-14T12:00:00.000Z', agreed: {} });
  environment.cancel('WORKER_SHUTDOWN');
  await expect(told).rejects.toThrow('WORKER_SHUTDOWN');
  await handle.terminate();
});

test('a turn is given back for so long only: whoever had it goes on', async () => {
  const queue = `lease-${randomUUID()}`;
  const endWorkers = await office.hire(queue, {});
  const withLease = createLeases(office.client, { taskQueue: queue, releaseMs: 300 });
  const work = async () => {
    await endWorkers();
    return 'done';
  };
  expect(await withLease(randomUUID(), work)).toBe('done');
});

type Told = Parameters<typeof markCustomerLive>[0];
