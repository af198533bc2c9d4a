import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DattoRmmOptions } from '../../../simulators/datto-rmm/options.ts';
import { type Bench, LOGIN_FORM, LOGIN_HEADERS, openBench } from './client.ts';

let bench: Bench;
const start = async (options: DattoRmmOptions = {}) => {
  await bench?.simulator.stop();
  bench = await openBench(options);
};
beforeEach(() => start());
afterEach(() => bench.simulator.stop());

const harborName = 'Harbor Dental Group (example)';
const names = (rows: unknown) => (Array.isArray(rows) ? rows.map((row) => row.name) : []);
const stored = (name: string) => bench.simulator.state().sites.find((site) => site.name === name);
const hours = (count: number) =>
  bench.simulator.clock.advanceTo(new Date(bench.simulator.clock.now().getTime() + count * 3_600_000));

describe('the token', () => {
  test.each([
    ['another password', { ...LOGIN_FORM, password: 'x' }, LOGIN_HEADERS, 400],
    ['a line break behind it', { ...LOGIN_FORM, password: `${LOGIN_FORM.password}\n` }, LOGIN_HEADERS, 400],
    ['another grant', { ...LOGIN_FORM, grant_type: 'client_credentials' }, LOGIN_HEADERS, 400],
    ['no Basic', LOGIN_FORM, {}, 401],
  ])('%s is refused', async (_what, form, headers, status) => {
    expect((await bench.logIn(form, headers)).status).toBe(status);
  });

  test('a wrong key may be a 401', async () => {
    await start({ switches: { badLogin: 401 } });
    const answer = await bench.logIn({ ...LOGIN_FORM, username: 'x' });
    expect([answer.status, answer.body['error']]).toEqual([401, 'invalid_grant']);
  });

  test('the endpoint is not below /api', async () => {
    expect((await bench.call('POST', '/api/auth/oauth/token', LOGIN_FORM)).status).toBe(404);
  });

  test('it ends after a hundred hours, and when all are revoked', async () => {
    hours(99);
    expect((await bench.call('GET', 'account')).status).toBe(200);
    bench.simulator.faults.add({ kind: '401-revoked', times: 1 });
    expect((await bench.call('GET', 'account')).status).toBe(401);
    await start();
    hours(101);
    expect((await bench.call('GET', 'account')).status).toBe(401);
  });

  test('status and api-docs need none, other documents do', async () => {
    for (const path of ['/api/v2/system/status', '/api/v3/api-docs'])
      expect((await bench.call('GET', path, undefined, 'none')).status).toBe(200);
    expect((await bench.call('GET', '/api/swagger.json', undefined, 'none')).status).toBe(401);
  });

  test('resetApiKeys kills the keys that call it', async () => {
    expect((await bench.call('POST', 'user/resetApiKeys')).status).toBe(200);
    expect((await bench.call('GET', 'account')).status).toBe(401);
    expect((await bench.logIn()).status).toBe(400);
  });
});

describe('lists', () => {
  test('pages from zero, at most 250 a page, absolute addresses', async () => {
    const first = await bench.call('GET', 'account/sites?max=1000&page=0');
    const second = await bench.call('GET', 'account/sites?page=1');
    const third = await bench.call('GET', 'account/sites?page=2');
    const total = bench.simulator.state().sites.length;
    expect(total).toBeGreaterThan(300);
    const next = `${bench.simulator.url}/api/v2/account/sites?max=250&page=1`;
    expect(first.body['pageDetails']).toEqual({
      count: 250,
      totalCount: total,
      prevPageUrl: null,
      nextPageUrl: next,
    });
    expect(second.body['pageDetails']).toMatchObject({ count: total - 250, nextPageUrl: null });
    expect(third.body['sites']).toEqual([]);
    expect(names(first.body['sites'])).toEqual(
      expect.arrayContaining(['Managed', 'OnDemand', 'Deleted Devices']),
    );
  });

  test.each([
    ['foreign-next-page', /^https:\/\/elsewhere\.example\.com\/.*siteName=Acme/],
    ['lost-page-params', /\/sites\?page=1$/],
  ])('%s', async (kind, address) => {
    bench.simulator.faults.add({ kind });
    const { body } = await bench.call('GET', 'account/sites?siteName=Acme&max=2');
    expect(body['pageDetails']).toMatchObject({ nextPageUrl: expect.stringMatching(address) });
  });

  test('totalCount may be missing', async () => {
    await start({ switches: { totalCount: 'missing' } });
    expect((await bench.call('GET', 'account/sites')).body['pageDetails']).not.toHaveProperty('totalCount');
  });

  test.each(['page=-1', 'page=x', 'max=0'])('%s is refused', async (query) => {
    expect((await bench.call('GET', `account/sites?${query}`)).status).toBe(400);
  });

  test('siteName finds parts, whatever the case, with SQL wildcards', async () => {
    const of = async (term: string) =>
      names((await bench.call('GET', `account/sites?siteName=${term}`)).body['sites']);
    expect(await of('acme')).toEqual(['Acme', 'Acme West', 'Acme (example)', 'Acme West Airport']);
    expect(await of('Harbor%25%25OLD')).toEqual(['Harbor Dental Group (example) - OLD']);
    expect(await of('Ac_e%20West%20Air')).toEqual(['Acme West Airport']);
  });

  test('devices of a site: deleted ones are left out, filterId wins', async () => {
    const uid = bench.siteUid(harborName);
    const of = async (query = '') =>
      Object(await bench.call('GET', `site/${uid}/devices${query}`)).body.devices.map(
        (device: { hostname: string }) => device.hostname,
      );
    expect(await of()).toEqual(['HDG-FRONT-01', 'HDG-CHAIR-01', 'HDG-SRV-01', 'HDG-PRINT-01']);
    expect(await of('?filterId=1')).toEqual(['HDG-SRV-01']);
    const all = await bench.call('GET', 'account/devices?hostname=FRONT&filterId=1&max=1');
    expect(JSON.stringify(all.body['devices'])).not.toContain('FRONT');
  });

  test.each(['ms', 'iso'] as const)('instants as %s', async (time) => {
    await start({ switches: { time } });
    const { body } = await bench.call('GET', `device/${bench.deviceUid('HDG-FRONT-01')}`);
    const iso = '2026-11-20T14:05:00.000Z';
    expect(body['lastSeen']).toBe(time === 'iso' ? iso : Date.parse(iso));
  });
});

describe('sites', () => {
  test('Harbor Dental is mapped, Northwind Legal is not; ids are texts', async () => {
    const harbor = await bench.call('GET', `site/${bench.siteUid(harborName)}`);
    const northwind = await bench.call('GET', `site/${bench.siteUid('Northwind Legal LLP (example)')}`);
    expect(harbor.body).toMatchObject({ autotaskCompanyId: '29683510', splashtopAutoInstall: true });
    expect(northwind.body).toMatchObject({ autotaskCompanyId: null, autotaskCompanyName: null });
  });

  test('an update wipes what it leaves out, and never the mapping', async () => {
    const uid = bench.siteUid(harborName);
    const answer = await bench.call('POST', `site/${uid}`, { name: harborName, autotaskCompanyId: '1' });
    expect(answer.body).toMatchObject({
      description: null,
      notes: null,
      splashtopAutoInstall: false,
      autotaskCompanyId: '29683510',
      proxySettings: { host: 'proxy.example.com' },
    });
    expect(bench.simulator.auditLog.map(({ field }) => field)).toEqual([
      'description',
      'notes',
      'splashtopAutoInstall',
    ]);
  });

  test.each([{}, { name: '' }, { name: 'x'.repeat(256) }, { name: 'X', notes: null }, 'text'])(
    'the update %j is refused',
    async (body) => {
      expect((await bench.call('POST', `site/${bench.siteUid(harborName)}`, body)).status).toBe(400);
      expect(stored(harborName)?.notes).toBe('Call the front desk first.');
    },
  );

  test('PUT creates, POST on the collection does not exist, nothing deletes', async () => {
    expect((await bench.call('PUT', 'site', { name: 'New one' })).body).toMatchObject({
      name: 'New one',
      autotaskCompanyId: null,
    });
    expect(stored('New one')?.description).toBeNull();
    expect((await bench.call('POST', 'site', { name: 'New one' })).status).toBe(405);
    expect((await bench.call('DELETE', `site/${bench.siteUid('New one')}`)).status).toBe(405);
  });

  test.each([
    ['site/deleted-devices', 400],
    ['site/00000000-0000-0000-0000-000000000000', 404],
    ['site-groups', 404],
    ['account/site-groups', 404],
    ['Account/sites', 404],
  ])('%s is a %i', async (path, status) => {
    expect((await bench.call('GET', path)).status).toBe(status);
  });

  test.each([
    ['text', 'Not Found'],
    ['json', '{"status":404,"message":"Not Found"}'],
    ['empty', ''],
  ] as const)('error bodies as %s', async (errorBody, text) => {
    await start({ switches: { errorBody } });
    expect((await bench.call('GET', 'nothing')).text).toBe(text);
  });

  test('variables: masked values stay hidden, writes answer nothing', async () => {
    const path = `site/${bench.siteUid(harborName)}`;
    const put = await bench.call('PUT', `${path}/variable`, { name: 'A', value: '1' });
    expect([put.status, put.text]).toEqual([200, '']);
    const { body } = await bench.call('GET', `${path}/variables`);
    expect(body['variables']).toMatchObject([
      { masked: true, value: null },
      { name: 'A', value: '1' },
    ]);
    const id = Object(body['variables'])[1].id;
    await bench.call('POST', `${path}/variable/${id}`, { value: '2' });
    expect(stored(harborName)?.variables.at(-1)?.value).toBe('2');
    await bench.call('DELETE', `${path}/variable/${id}`);
    expect(stored(harborName)?.variables).toHaveLength(1);
  });

  test('stale-read: reads after a write show the site as it was', async () => {
    bench.simulator.faults.add({ kind: 'stale-read', times: 1, options: { reads: 2 } });
    const uid = bench.siteUid(harborName);
    await bench.call('POST', `site/${uid}`, { name: harborName, notes: 'new' });
    const read = async () => (await bench.call('GET', `site/${uid}`)).body['notes'];
    expect([await read(), await read(), await read()]).toEqual([
      'Call the front desk first.',
      'Call the front desk first.',
      'new',
    ]);
  });
});
