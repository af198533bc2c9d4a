import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { missingInNamespace, setUpNamespace } from '../../connection/namespace.ts';
import { scheduleIds } from '../../connection/schedules.ts';
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
    'Schedule sweep-drift-daily: made, daily at 04:30 America/New_York.',
    'Schedule sweep-interlock-daily: made, daily at 05:30 America/New_York.',
    'Schedule sweep-morning-daily: made, daily at 06:00 America/New_York.',
    'Schedule sweep-reminders: made, every 30 minutes.',
    'Schedule sweep-tickets: made, every 15 minutes.',
  ]);
  expect(await missingInNamespace(client)).toEqual([]);

  expect(await setUpNamespace(client, { ...wish, retentionDays: 5 })).toEqual([
    `Namespace ${namespace}: there.`,
    'Search attributes: there.',
    'Schedule sweep-drift-daily: there, daily at 04:30 America/New_York.',
    'Schedule sweep-interlock-daily: there, daily at 05:30 America/New_York.',
    'Schedule sweep-morning-daily: there, daily at 06:00 America/New_York.',
    'Schedule sweep-reminders: there, every 30 minutes.',
    'Schedule sweep-tickets: there, every 15 minutes.',
  ]);
  const { config } = await client.workflowService.describeNamespace({ namespace });
  expect(tsToMs(config?.workflowExecutionRetentionTtl ?? undefined)).toBe(21 * DAY_MS);
});

test('each Schedule starts its sweep on the MSP’s own clock, on the given queue, one at a time', async () => {
  const client = clientOf(freshName());
  await setUpNamespace(client, { ...wish, morningAt: '05:45', taskQueue: 'elsewhere' });
  const described = await Promise.all(scheduleIds.map((id) => client.schedule.getHandle(id).describe()));
  const daily = (workflowType: string, hour: number, minute: number) => ({
    action: { workflowType, taskQueue: 'elsewhere' },
    spec: {
      timezone: 'America/New_York',
      calendars: [{ hour: [{ start: hour }], minute: [{ start: minute }] }],
    },
  });
  expect(described).toMatchObject([
    daily(workflowTypes.driftSweep, 4, 30),
    daily(workflowTypes.interlockSweep, 5, 30),
    daily(workflowTypes.morningSweep, 5, 45),
    { action: { workflowType: workflowTypes.reminderSweep }, spec: { intervals: [{ every: 1_800_000 }] } },
    { action: { workflowType: workflowTypes.ticketSweep }, spec: { intervals: [{ every: 900_000 }] } },
  ]);
  expect(new Set(described.map(({ policies }) => policies.overlap))).toEqual(new Set(['SKIP']));
  expect(described.map(({ state }) => state.paused)).toEqual([false, false, false, false, false]);
});

test('times follow the profile, and whoever has paused a Schedule keeps it paused', async () => {
  const client = clientOf(freshName());
  await setUpNamespace(client, wish);
  const morning = client.schedule.getHandle('sweep-morning-daily');
  await morning.pause('on holiday');
  const moved = await setUpNamespace(client, { ...wish, morningAt: '07:15', timeZone: 'America/Denver' });
  expect(moved).toContain('Schedule sweep-morning-daily: now daily at 07:15 America/Denver.');
  expect(moved).toContain('Schedule sweep-drift-daily: now daily at 04:30 America/Denver.');
  expect(moved).toContain('Schedule sweep-reminders: there, every 30 minutes.');
  const { spec, state, action } = await morning.describe();
  expect(spec).toMatchObject({
    timezone: 'America/Denver',
    calendars: [{ hour: [{ start: 7 }], minute: [{ start: 15 }] }],
  });
  expect(state).toMatchObject({ paused: true, note: 'on holiday' });
  expect(action).toMatchObject({ workflowType: workflowTypes.morningSweep });
});

test('what is missing is named, one by one', async () => {
  const client = clientOf(freshName());
  await setUpNamespace(client, wish);
  for (const id of ['sweep-morning-daily', 'sweep-reminders']) await client.schedule.getHandle(id).delete();
  expect(await missingInNamespace(client)).toEqual([
    'the Schedule sweep-morning-daily',
    'the Schedule sweep-reminders',
  ]);
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
