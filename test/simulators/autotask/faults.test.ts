import { afterEach, describe, expect, test } from '@jest/globals';
import type { AutotaskOptions } from '../../../simulators/autotask/options.ts';
import { HARBOR_DENTAL } from '../../../simulators/autotask/seed-companies.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/autotask/switches.ts';
import type { Fault } from '../../../simulators/kit/types.ts';
import { type Bench, openBench } from './client.ts';

let bench: Bench;
const open = async (options: AutotaskOptions = {}) => {
  bench = await openBench(options);
};
afterEach(() => bench.simulator.stop());

const helpDesk = (value = 'Mission Control Help Desk') => ({
  id: HARBOR_DENTAL,
  userDefinedFields: [{ name: 'Help Desk', value }],
});
const one = [{ op: 'eq', field: 'id', value: HARBOR_DENTAL }];
const stored = () =>
  bench.simulator.state().rows.Companies.find((row) => row.id === HARBOR_DENTAL)?.udf['Help Desk'];
const shown = async () =>
  JSON.stringify((await bench.query('Companies', one)).items).includes('Mission Control');

describe('faults with a status', () => {
  const cases: [Fault, number, string][] = [
    [{ kind: '429-thread' }, 429, 'API thread threshold of 3 threads has been exceeded'],
    [{ kind: 'hourly-limit' }, 429, 'threshold of 10000 requests'],
    [{ kind: '500-transient' }, 500, 'deadlocked'],
    [{ kind: '500-unexpected' }, 500, 'errorId'],
    [{ kind: '404-html' }, 404, '<!DOCTYPE html>'],
  ];
  test.each(cases)('%j', async (fault, status, text) => {
    await open();
    bench.simulator.faults.add({ ...fault, times: 1 });
    const answer = await bench.query('Companies', one);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(text)]);
    expect(bench.simulator.journalLog.at(-1)?.fault).toBe(fault.kind);
    expect((await bench.query('Companies', one)).status).toBe(200);
  });
});

test('401-then-new-zone: the old address answers 401 until the zone is asked for again', async () => {
  await open();
  bench.simulator.faults.add({ kind: '401-then-new-zone', times: 1 });
  expect([
    (await bench.query('Companies', one)).status,
    (await bench.query('Companies', one)).status,
  ]).toEqual([401, 401]);
  const zone = await bench.call(
    'GET',
    `zoneInformation?user=${encodeURIComponent(DEFAULT_CREDENTIALS.userName)}`,
  );
  const url = String(zone.body['url']);
  expect(url).not.toBe(`${bench.simulator.url}/ATServicesRest/`);
  expect((await bench.call('GET', `${url}V1.0/Companies/0`)).status).toBe(200);
  expect(bench.simulator.journalLog.at(-1)?.path).toBe('/ATServicesRest/V1.0/Companies/0');
});

test('patch-ok-not-applied: 200, and nothing changed', async () => {
  await open();
  bench.simulator.faults.add({ kind: 'patch-ok-not-applied', times: 1 });
  const answer = await bench.call('PATCH', 'Companies', helpDesk());
  expect([answer.status, answer.body, stored()]).toEqual([200, { itemId: HARBOR_DENTAL }, undefined]);
  await bench.call('PATCH', 'Companies', helpDesk());
  expect(stored()).toBe('Mission Control Help Desk');
});

test('commit-then-drop: a query goes through, the next write is done and its answer lost', async () => {
  await open();
  bench.simulator.faults.add({ kind: 'commit-then-drop', times: 1 });
  expect((await bench.query('Companies', one)).status).toBe(200);
  await expect(bench.call('PATCH', 'Companies', helpDesk())).rejects.toThrow();
  expect(stored()).toBe('Mission Control Help Desk');
  expect(bench.simulator.journalLog.at(-1)).toMatchObject({ status: 0, fault: 'commit-then-drop' });
});

test('stale-read: reads right after a write show the row as it was', async () => {
  await open();
  bench.simulator.faults.add({ kind: 'stale-read', times: 1, options: { reads: 2 } });
  await bench.call('PATCH', 'Companies', helpDesk());
  expect(stored()).toBe('Mission Control Help Desk');
  expect([await shown(), await shown(), await shown()]).toEqual([false, false, true]);
});

test('stale-read: a new row is not there yet', async () => {
  await open();
  bench.simulator.faults.add({ kind: 'stale-read', times: 1 });
  await bench.call('POST', 'ChecklistLibraries/29690001/ChecklistItems', { itemName: 'x' });
  const filter = [{ op: 'eq', field: 'itemName', value: 'x' }];
  const counts = [];
  for (const _ of [1, 2])
    counts.push((await bench.query('ChecklistLibraryChecklistItems', filter)).items.length);
  expect(counts).toEqual([0, 1]);
});

test('concurrent-edit: somebody else writes right after us, under their own name', async () => {
  await open();
  const options = { field: 'Help Desk', udf: true, value: 'None', actor: 'Sam Okafor' };
  bench.simulator.faults.add({ kind: 'concurrent-edit', times: 1, options });
  await bench.call('PATCH', 'Companies', helpDesk());
  expect(stored()).toBe('None');
  expect(bench.simulator.auditLog.map((entry) => entry.actor)).toEqual([
    DEFAULT_CREDENTIALS.userName,
    'Sam Okafor',
  ]);
});

test('a control edit sets a field under the name of somebody else', async () => {
  await open({ control: true });
  const input = { entity: 'Companies', id: HARBOR_DENTAL, field: 'Help Desk', value: 'None', udf: true };
  const edit = `${bench.simulator.url}/__control/edit/set-field`;
  expect((await bench.call('POST', edit, { actor: 'Sam Okafor', input })).status).toBe(200);
  expect(stored()).toBe('None');
  expect(bench.simulator.auditLog[0]).toMatchObject({
    actor: 'Sam Okafor',
    field: 'udf:Help Desk',
    after: 'None',
  });
});

test('three requests at once per first segment: the fourth is refused, another segment is not', async () => {
  await open();
  bench.simulator.faults.add({ kind: 'latency', path: '/Companies', options: { ms: 150 } });
  const companies = Promise.all([1, 2, 3, 4].map(() => bench.call('GET', 'Companies/0')));
  const other = bench.call('GET', 'Tickets/29689001');
  expect((await companies).map((answer) => answer.status).sort()).toEqual([200, 200, 200, 429]);
  expect((await other).status).toBe(200);
  expect((await bench.call('GET', 'Companies/0')).status).toBe(200);
});

describe('the hourly limit', () => {
  test('suspends the tenant, until the simulated hour is over', async () => {
    await open({ hourlyThreshold: 4, hourlyDelays: false });
    const statuses: number[] = [];
    for (let at = 0; at < 5; at += 1) statuses.push((await bench.call('GET', 'Companies/0')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
    bench.simulator.clock.advanceTo(new Date(Date.now() + 3_700_000));
    expect((await bench.call('GET', 'Companies/0')).status).toBe(200);
  });
  test('slows down from half of it on', async () => {
    await open({ hourlyThreshold: 3 });
    await bench.call('GET', 'Companies/0');
    const began = performance.now();
    await bench.call('GET', 'Companies/0');
    expect(performance.now() - began).toBeGreaterThan(450);
  });
});

describe('switches', () => {
  const cases: [AutotaskOptions['switches'], () => Promise<unknown>, unknown][] = [
    [{ missingItem: 'null-item' }, async () => (await bench.call('GET', 'Companies/5')).body, { item: null }],
    [
      { badCode: '500-text' },
      async () => (await bench.call('GET', 'Version', undefined, { ApiIntegrationCode: 'x' })).body,
      { errors: ['IntegrationCode is invalid.'] },
    ],
    [
      { dateZone: 'none' },
      async () => Object((await bench.call('GET', 'Companies/0')).body['item']).createDate,
      '2024-03-04T15:00:00.0000000',
    ],
    [
      { apiVersion: 'V1.0' },
      async () => (await bench.call('GET', `${bench.simulator.url}/atservicesrest/versioninformation`)).body,
      { apiVersions: ['V1.0'] },
    ],
    [
      { userAccess: 'number' },
      async () =>
        Object((await bench.call('GET', 'Tickets/entityInformation')).body['info']).userAccessForQuery,
      1,
    ],
    [{ patchMissing: 404 }, async () => (await bench.call('PATCH', 'Companies', { id: 5 })).status, 404],
    [
      { categoryStatus: 'accept' },
      async () => {
        const ticket = {
          companyID: 0,
          title: 'T',
          priority: 1,
          status: 29_683_050,
          ticketCategory: 29_689_102,
        };
        return (await bench.call('POST', 'Tickets', ticket)).status;
      },
      200,
    ],
    [
      { hourlyStatus: 503 },
      async () => {
        bench.simulator.faults.add({ kind: 'hourly-limit' });
        return (await bench.call('GET', 'Version')).status;
      },
      503,
    ],
    [
      { checklistLimit: 100 },
      async () => {
        const path = 'Tickets/29689001/ChecklistItems';
        let status = 0;
        for (let at = 0; at < 41; at += 1)
          status = (await bench.call('POST', path, { itemName: 'x' })).status;
        return status;
      },
      200,
    ],
  ];
  test.each(cases)('%j', async (switches, ask, expected) => {
    await open({ switches: switches ?? {} });
    expect(await ask()).toEqual(expected);
  });

  test.each([500, 403] as const)('a missing permission is a %i', async (forbidden) => {
    await open({ switches: { forbidden } });
    bench.simulator.state().denied.query.push('Contracts');
    bench.simulator.state().denied.update.push('Companies');
    const query = await bench.query('Contracts', one);
    expect([query.status, query.text]).toEqual([
      forbidden,
      expect.stringContaining('permissions to query this entity type'),
    ]);
    expect((await bench.call('PATCH', 'Companies', helpDesk())).text).toContain('permissions to update');
    expect((await bench.call('GET', 'Contracts/entityInformation')).status).toBe(200);
  });
});
