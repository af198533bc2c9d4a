import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NativeConnection, Worker } from '@temporalio/worker';
import { customerIdSchema } from '../../domain/ids.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { onboardingWorkflowId, workflowTypes } from '../../workflows/messages.ts';
import { bundleWorkflows, quietTemporal, temporalForTests } from '../support/temporal.ts';
import { waitFor } from '../support/wait.ts';
import { call } from './fake-terminal.ts';
import { type CustomerOnFile, type Office, openOffice } from './office.ts';
import { startedAndWaiting } from './started.ts';

quietTemporal();
const silent = onboardingWorkflowId(customerIdSchema.parse('silent-dental'));
let office: Office;
let customer: CustomerOnFile;
let letGo: () => Promise<void>;

/** Starts an onboarding that does not answer; resolves to what ends its worker. */
async function startSilent({ client }: Office): Promise<() => Promise<void>> {
  const taskQueue = 'silent';
  const workflowsPath = fileURLToPath(new URL('silent-onboarding.ts', import.meta.url));
  const connection = await NativeConnection.connect(await temporalForTests());
  const { namespace } = client.options;
  const workflowBundle = await bundleWorkflows(workflowsPath);
  const worker = await Worker.create({ connection, namespace, taskQueue, workflowBundle });
  const running = runWorker(worker);
  await client.workflow.start(workflowTypes.onboarding, { workflowId: silent, taskQueue });
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}

/** One customer with a step that is parked, and beside it an onboarding that does not answer. */
beforeAll(async () => {
  office = await openOffice();
  office.outside.broken.add('vip-users');
  const waiting = await startedAndWaiting(office);
  customer = waiting;
  await call(['approve', waiting.id, '--plan', waiting.hash]);
  await office.told(waiting.id, 'vip-users');
  letGo = await startSilent(office);
  await waitFor('the list to show both', async () => {
    const { out } = await call(['list']);
    return out.includes(waiting.id) && out.includes(silent);
  });
});
afterAll(async () => {
  await letGo?.();
  await office?.close();
});

const noAnswer = expect.stringContaining(`${silent} did not answer: `);

test('decide shows what could be read, names what did not answer, and fails', async () => {
  const { exitCode, out, err } = await call(['decide']);
  expect({ exitCode, err }).toEqual({ exitCode: 1, err: noAnswer });
  expect(out).toContain(`onboard decide ${customer.id} vip-users`);
  const { decisions, unread } = JSON.parse((await call(['decide', '--json'])).out);
  expect(unread).toEqual([noAnswer]);
  expect(decisions).toContainEqual(expect.objectContaining({ customer: customer.id, id: 'vip-users' }));
  expect((await call(['decide', customer.id])).exitCode).toBe(0);
});

test('paused does so, too', async () => {
  await call(['pause', 'splashtop', '--reason', 'Outage', '--yes']);
  const { exitCode, out } = await call(['paused']);
  expect(exitCode).toBe(1);
  expect(out).toContain('Splashtop: paused by dana.ops');
  expect(JSON.parse((await call(['paused', '--json'])).out)).toEqual({
    paused: [expect.objectContaining({ system: 'splashtop' })],
    unread: [noAnswer],
  });
});

test('a cause is not settled while one did not answer: the others are answered, and it fails', async () => {
  const cause = ['decide', '--cause', 'lift-off/page-changed', '--answer', 'done-by-hand', '--yes'];
  const { exitCode, out } = await call([...cause, '--json']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(out)).toEqual({
    answered: [expect.objectContaining({ customer: customer.id, taken: true })],
    unread: [noAnswer],
  });
});

test.each([
  ['--reply', ['--reply', 'Yes']],
  ['--ask-back', ['--ask-back', 'Which?']],
  ['--accept', ['--accept', 'silence']],
  ['--revision', ['--revision', 'abc']],
])('a cause has no %s: it is refused, not dropped', async (name, option) => {
  const cause = ['decide', '--cause', 'lift-off/page-changed', '--answer', 'retry', '--yes'];
  const { exitCode, out, err } = await call([...cause, ...option]);
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  expect(err).toContain(`--cause answers many decisions, ${name} is about one`);
});
