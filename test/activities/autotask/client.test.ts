import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { resolveAutotaskCompany } from '../../../activities/autotask/resolve-company.ts';
import type { AutotaskOptions } from '../../../simulators/autotask/options.ts';
import { startAutotaskSimulator } from '../../../simulators/autotask/server.ts';
import type { AutotaskState } from '../../../simulators/autotask/state.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { clientOf, companyId, customerOf, problemOf, tenant } from './tenant.ts';

let simulator: Simulator<AutotaskState>;
const harbor = companyId(174);

async function start(options: Partial<AutotaskOptions> = {}) {
  await simulator?.stop();
  simulator = await startAutotaskSimulator({ seed: tenant(), ...options });
}
beforeEach(() => start());
afterEach(() => simulator.stop());

function requests(path: string): number {
  return simulator.journalLog.filter((entry) => entry.path.toLowerCase().includes(path.toLowerCase())).length;
}

function storedHelpDesk(): string | null | undefined {
  return simulator.state().rows.Companies.find((row) => row.id === 174)?.udf['Help Desk'];
}

describe('reads', () => {
  test('a company, the MSP itself with id 0 included', async () => {
    const client = clientOf(simulator);
    expect(await client.company(companyId(0))).toMatchObject({ id: 0, name: 'Example MSP', isActive: true });
    expect((await client.company(companyId(183))).fields).toContainEqual({
      name: 'Help Desk',
      value: 'MCHD',
    });
  });

  test.each(['404', 'null-item'] as const)('a missing company: %s', async (missingItem) => {
    await start({ switches: { missingItem } });
    expect(await problemOf(clientOf(simulator).company(companyId(4711)))).toMatchObject({
      code: 'not-found',
      message: 'Autotask has no company with id 4711.',
    });
  });

  test('companies of exactly that name, though the vendor ignores capitals', async () => {
    const found = await clientOf(simulator).companiesNamed('Harbor Dental');
    expect(found.map(({ id }) => id)).toEqual([174]);
    expect(await clientOf(simulator).companiesNamed('Example MSP')).toMatchObject([{ id: 0 }]);
  });

  test('contacts, locations, fields and version', async () => {
    const client = clientOf(simulator);
    expect(await client.contacts(harbor)).toEqual([
      { id: 901, name: 'Ann Lee', email: 'ann@harbor.example', isActive: true },
      { id: 902, name: 'Old Bob', email: '', isActive: false },
    ]);
    expect(await client.activeLocations(harbor)).toEqual([{ id: 801, name: 'Pier 1' }]);
    expect((await client.companyFieldDefinitions()).map(({ name }) => name)).toEqual(['Help Desk', 'CRM ID']);
    expect(await client.probe()).toMatch(/^\d+\.\d+/);
  });

  test('more rows than a page holds, each once', async () => {
    simulator.edit('test', ({ rows }) => {
      for (let id = 10_000; id < 11_001; id += 1) {
        rows.Contacts.push({
          id,
          fields: { companyID: 183, firstName: 'C', lastName: String(id), isActive: 1 },
          udf: {},
        });
      }
    });
    const ids = (await clientOf(simulator, { timeoutMs: 5000 }).contacts(companyId(183))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1001);
    expect(ids).toHaveLength(1001);
    expect(requests('Contacts/query')).toBe(3);
  });
});

describe('the write', () => {
  test('sets one field and leaves the others, then clears it', async () => {
    const client = clientOf(simulator);
    await client.writeCompanyField(harbor, 'CRM ID', 'kept');
    await client.writeCompanyField(harbor, 'Help Desk', 'MCHD');
    expect((await client.company(harbor)).fields).toEqual([
      { name: 'Help Desk', value: 'MCHD' },
      { name: 'CRM ID', value: 'kept' },
    ]);
    await client.writeCompanyField(harbor, 'Help Desk', null);
    expect((await client.company(harbor)).fields).toContainEqual({ name: 'Help Desk', value: null });
  });

  test('an answer lost after the commit is told as such, and the next read shows the value', async () => {
    simulator.faults.add({ kind: 'commit-then-drop', times: 1 });
    const client = clientOf(simulator);
    expect(await problemOf(client.writeCompanyField(harbor, 'Help Desk', 'MCHD'))).toMatchObject({
      code: 'outcome-lost',
      class: 'retryable',
    });
    expect((await client.company(harbor)).fields).toContainEqual({ name: 'Help Desk', value: 'MCHD' });
    expect(simulator.journalLog.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });

  test.each(['drop-before-commit', 'drop-after-commit', 'truncate', 'hang', 'html-200'])(
    'without a whole answer (%s) its outcome is lost',
    async (kind) => {
      simulator.faults.add({ kind, method: 'PATCH', times: 1 });
      const problem = await problemOf(clientOf(simulator).writeCompanyField(harbor, 'Help Desk', 'MCHD'));
      expect(problem.code).toBe('outcome-lost');
      expect(storedHelpDesk()).toBe(kind === 'drop-after-commit' || kind === 'truncate' ? 'MCHD' : undefined);
    },
  );

  test.each([500, 404] as const)('a company that is gone: %i', async (patchMissing) => {
    await start({ switches: { patchMissing } });
    const problem = await problemOf(
      clientOf(simulator).writeCompanyField(companyId(4711), 'Help Desk', 'MCHD'),
    );
    expect(problem.code).toBe('not-found');
  });

  test('a value outside of the list is refused', async () => {
    const problem = await problemOf(clientOf(simulator).writeCompanyField(harbor, 'Help Desk', 'nonsense'));
    expect(problem.code).toBe('input-rejected');
  });

  test.each([500, 403] as const)('without the right to write: %i', async (forbidden) => {
    await start({ switches: { forbidden } });
    simulator.edit('admin', ({ denied }) => denied.update.push('Companies'));
    const problem = await problemOf(clientOf(simulator).writeCompanyField(harbor, 'Help Desk', 'MCHD'));
    expect(problem.code).toBe('permission-missing');
  });
});

describe('faults of a read', () => {
  test.each([
    ['500-transient', 'unavailable'],
    ['500-unexpected', 'unavailable'],
    ['404-html', 'our-request'],
    ['429-thread', 'rate-limited'],
    ['hourly-limit', 'rate-limited'],
    ['drop-before-commit', 'unavailable'],
    ['drop-after-commit', 'unavailable'],
    ['truncate', 'unavailable'],
    ['hang', 'unavailable'],
    ['html-200', 'unavailable'],
  ])('%s is %s, and is not repeated by the client', async (kind, code) => {
    simulator.faults.add({ kind, path: 'Companies/174' });
    expect((await problemOf(clientOf(simulator).company(harbor))).code).toBe(code);
    expect(requests('Companies/174')).toBe(1);
  });

  test.each([429, 503, 500] as const)('the hourly limit as a %i waits a minute', async (hourlyStatus) => {
    await start({ switches: { hourlyStatus } });
    simulator.faults.add({ kind: 'hourly-limit' });
    const problem = await problemOf(clientOf(simulator).company(harbor));
    expect(problem).toMatchObject({ code: 'rate-limited', retryAfterMs: 60_000 });
  });

  test('Retry-After is kept', async () => {
    simulator.faults.add({ kind: 'status', path: 'Companies', options: { status: 429, retryAfter: '7' } });
    expect((await problemOf(clientOf(simulator).company(harbor))).retryAfterMs).toBe(7000);
  });

  test('nobody listens', async () => {
    const client = clientOf({ url: 'http://127.0.0.1:9' });
    expect((await problemOf(client.company(harbor))).code).toBe('unavailable');
  });

  test('a zone that fails once is asked for again', async () => {
    simulator.faults.add({ kind: 'status', path: 'zoneInformation', times: 1, options: { status: 503 } });
    const client = clientOf(simulator);
    expect((await problemOf(client.company(harbor))).code).toBe('unavailable');
    expect((await client.company(harbor)).name).toBe('Harbor Dental');
  });
});

describe('credentials and zone', () => {
  test('a wrong secret is tried once: a second try could lock the login', async () => {
    const client = clientOf(simulator, { secret: 'wrong-but-secret' });
    const problem = await problemOf(client.company(harbor));
    expect(problem.code).toBe('credentials-rejected');
    expect(JSON.stringify(problem)).not.toContain('wrong-but-secret');
    expect(requests('Companies/174')).toBe(1);
    expect(requests('zoneInformation')).toBe(2);
  });

  test.each(['401', '500-text'] as const)('a wrong tracking id: %s', async (badCode) => {
    await start({ switches: { badCode } });
    const client = clientOf(simulator, { integrationCode: 'wrong' });
    expect((await problemOf(client.company(harbor))).code).toBe('credentials-rejected');
  });

  test('an unknown user has no zone', async () => {
    const client = clientOf(simulator, { username: 'nobody@example.com' });
    expect((await problemOf(client.company(harbor))).code).toBe('credentials-rejected');
  });

  test('the zone is looked up once, and again when the tenant has moved', async () => {
    const client = clientOf(simulator);
    await client.company(harbor);
    await client.company(harbor);
    expect(requests('zoneInformation')).toBe(1);
    simulator.faults.add({ kind: '401-then-new-zone', times: 1 });
    expect((await client.company(harbor)).name).toBe('Harbor Dental');
    await client.writeCompanyField(harbor, 'Help Desk', 'MCHD');
    expect(storedHelpDesk()).toBe('MCHD');
    expect(requests('zoneInformation')).toBe(2);
  });

  test('the whole address of zoneInformation will do as well', async () => {
    const zoneDiscoveryUrl = `${simulator.url}/ATServicesRest/V1.0/zoneInformation`;
    expect(await clientOf(simulator, { zoneDiscoveryUrl }).probe()).toBeTruthy();
  });

  test('a run for this machine refuses every other address, the zone’s too', async () => {
    const outside = clientOf({ url: 'https://webservices.autotask.net' });
    expect(await problemOf(outside.probe())).toMatchObject({ code: 'profile-invalid' });
    const body = { url: 'https://webservices15.autotask.net/ATServicesRest/' };
    simulator.faults.add({ kind: 'status', path: 'zoneInformation', options: { status: 200, body } });
    const problem = await problemOf(clientOf(simulator).probe());
    expect(problem.message).toContain('webservices15.autotask.net');
    expect(simulator.journalLog.some(({ path }) => path.includes('Version'))).toBe(false);
  });
});

test('twenty calls at once never meet the limit of threads', async () => {
  simulator.faults.add({ kind: 'latency', options: { ms: 30 } });
  const client = clientOf(simulator, { timeoutMs: 10_000 });
  await Promise.all(Array.from({ length: 20 }, () => client.company(harbor)));
  const statuses = new Set(simulator.journalLog.map(({ status }) => status));
  expect([...statuses]).toEqual([200]);
});

test('without that care they do', async () => {
  simulator.faults.add({ kind: 'latency', options: { ms: 30 } });
  const client = clientOf(simulator, { timeoutMs: 10_000, maxConcurrent: 20 });
  const calls = await Promise.allSettled(Array.from({ length: 20 }, () => client.company(harbor)));
  expect(calls.some(({ status }) => status === 'rejected')).toBe(true);
});

describe('finding the customer’s company', () => {
  const resolved = (id: number, name: string) =>
    resolveAutotaskCompany(clientOf(simulator), customerOf(id, name));

  test('by id, and agreed by name', async () => {
    expect(await resolved(174, 'Harbor Dental')).toEqual({
      companyId: 174,
      name: 'Harbor Dental',
      isActive: true,
    });
    expect(await resolved(0, 'Example MSP')).toMatchObject({ companyId: 0 });
  });

  test.each([
    [4711, 'Harbor Dental', 'not-found', ['4711']],
    [174, 'Harbour Dental', 'mismatch', ['Harbor Dental', 'Harbour Dental', '174']],
    [175, 'Harbor Dental', 'mismatch', ['HARBOR DENTAL']],
    [180, 'Twin Oaks', 'ambiguous', ['180, 181']],
    [182, 'Gone Fishing', 'mismatch', ['inactive']],
  ])('%i “%s” is %s', async (id, name, code, parts) => {
    const problem = await problemOf(resolved(id, name));
    expect(problem.code).toBe(code);
    for (const part of parts) expect(problem.message).toContain(part);
  });

  test('an inactive company of the same name is no second one', async () => {
    simulator.edit('admin', ({ rows }) => {
      const twin = rows.Companies.find((row) => row.id === 181);
      if (twin) twin.fields['isActive'] = false;
    });
    expect(await resolved(180, 'Twin Oaks')).toMatchObject({ companyId: 180 });
  });
});
