import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { interlockSweepScheduleId, missingInNamespace, setUpNamespace } from '../../connection/namespace.ts';
import { createCleanUp } from '../../harness/clean-up.ts';
import { profileOf, startWorld } from '../../harness/simulated-world.ts';
import { runWorkers } from '../../worker/run-workers.ts';
import { workflowTypes } from '../../workflows/messages.ts';
import { searchAttributeKeys } from '../../workflows/search-attributes.ts';
import { quietTemporal, temporalForTests } from '../support/temporal.ts';

quietTemporal();
const DAY_MS = 86_400_000;
const wish = { retentionDays: 21, timeZone: 'America/New_York' };
const cleanUp = createCleanUp();
let address = '';
let connection: Connection;

beforeAll(async () => {
  address = (await temporalForTests()).address;
  connection = await Connection.connect({ address });
  cleanUp.add(() => connection.close());
});
afterAll(() => cleanUp.run());

const clientOf = (namespace: string) => new Client({ connection, namespace });
const freshName = () => `namespace-${randomUUID().slice(0, 8)}`;

test('a fresh namespace gets everything once; a second time all is there', async () => {
  const client = clientOf(freshName());
  const { namespace } = client.options;
  expect(await missingInNamespace(client)).toEqual([`the namespace “${namespace}” itself`]);

  expect(await setUpNamespace(client, wish)).toEqual([
    `Namespace ${namespace}: made, closed workflows are kept 21 days.`,
    `Search attributes: made ${searchAttributeKeys.map(({ name }) => name).join(', ')}.`,
    `Schedule ${interlockSweepScheduleId}: made, daily at 05:30 America/New_York.`,
  ]);
  expect(await missingInNamespace(client)).toEqual([]);

  expect(await setUpNamespace(client, { ...wish, retentionDays: 5 })).toEqual([
    `Namespace ${namespace}: there.`,
    'Search attributes: there.',
    `Schedule ${interlockSweepScheduleId}: there.`,
  ]);
  const { config } = await client.workflowService.describeNamespace({ namespace });
  expect(tsToMs(config?.workflowExecutionRetentionTtl ?? undefined)).toBe(21 * DAY_MS);
});

test('the Schedule sweeps the interlock each morning on the MSP’s own clock, on the given queue', async () => {
  const client = clientOf(freshName());
  await setUpNamespace(client, { ...wish, taskQueue: 'elsewhere' });
  const { spec, action, policies } = await client.schedule.getHandle(interlockSweepScheduleId).describe();
  expect(spec.timezone).toBe('America/New_York');
  expect(spec.calendars).toMatchObject([{ hour: [{ start: 5 }], minute: [{ start: 30 }] }]);
  expect(action).toMatchObject({ workflowType: workflowTypes.interlockSweep, taskQueue: 'elsewhere' });
  expect(policies.overlap).toBe('SKIP');
});

test('what is missing is named, one by one', async () => {
  const client = clientOf(freshName());
  await setUpNamespace(client, wish);
  await client.schedule.getHandle(interlockSweepScheduleId).delete();
  expect(await missingInNamespace(client)).toEqual([`the Schedule ${interlockSweepScheduleId}`]);
});

test('workers refuse an incomplete namespace and name the command that completes it', async () => {
  const world = await startWorld();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-namespace-'));
  const namespace = freshName();
  const profilePath = path.join(folder, 'onboarding.yaml');
  await writeFile(profilePath, profileOf(world));
  const workers = runWorkers({
    temporal: { connectionOptions: { address }, namespace },
    profilePath,
    taskQueue: 'onboarding',
    roles: ['api'],
    environment: { ...world.secrets },
    tell: () => undefined,
    loopbackOnly: true,
  });
  try {
    await expect(workers).rejects.toThrow(
      `The Temporal namespace lacks the namespace “${namespace}” itself. Run once: npm run onboard -- setup`,
    );
  } finally {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
