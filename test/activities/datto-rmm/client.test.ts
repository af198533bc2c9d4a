import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DattoRmmOptions } from '../../../simulators/datto-rmm/options.ts';
import { startDattoRmmSimulator } from '../../../simulators/datto-rmm/server.ts';
import type { DattoRmmState } from '../../../simulators/datto-rmm/state.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { clientOf, harborName, problemOf, siteNamed } from './account.ts';

let simulator: Simulator<DattoRmmState>;

async function start(options: Partial<DattoRmmOptions> = {}) {
  await simulator?.stop();
  simulator = await startDattoRmmSimulator(options);
}
beforeEach(() => start());
afterEach(() => simulator.stop());

const requests = (path: string) => simulator.journalLog.filter((entry) => entry.path.includes(path)).length;
const harbor = () => siteNamed(simulator.state(), harborName);

describe('reads', () => {
  test('all sites of all pages, without those of the system', async () => {
    const sites = await clientOf(simulator).sites();
    expect(sites).toHaveLength(simulator.state().sites.length - 3);
    expect(sites.map(({ name }) => name)).not.toContain('Deleted Devices');
    expect(simulator.journalLog.map(({ query }) => query['page'])).toEqual([undefined, '0', '1']);
  });

  test.each(['foreign-next-page', 'lost-page-params'])(
    '%s leads nowhere: pages are counted',
    async (kind) => {
      simulator.faults.add({ kind });
      expect(await clientOf(simulator).sites()).toHaveLength(simulator.state().sites.length - 3);
    },
  );

  test('a list without totalCount, and instants as text', async () => {
    await start({ switches: { totalCount: 'missing', time: 'iso' } });
    const client = clientOf(simulator);
    expect(await client.sites()).toHaveLength(simulator.state().sites.length - 3);
    expect((await client.devices(harbor().uid))[0]?.lastSeen).toBe('2026-11-20T14:05:00.000Z');
  });

  test('a site, its devices, the account', async () => {
    const client = clientOf(simulator);
    expect(await client.site(harbor().uid)).toMatchObject({
      name: harborName,
      autotaskCompanyId: '29683510',
      splashtopAutoInstall: true,
    });
    const devices = await client.devices(harbor().uid);
    expect(devices.map(({ id, hostname, category }) => [id, hostname, category])).toEqual([
      [8001, 'HDG-FRONT-01', 'Desktop'],
      [8002, 'HDG-CHAIR-01', 'Desktop'],
      [8003, 'HDG-SRV-01', 'Server'],
      [8005, 'HDG-PRINT-01', 'Printer'],
    ]);
    expect(devices[0]?.lastSeen).toBe('2026-11-20T14:05:00.000Z');
    expect(await client.probe()).toBe('Example MSP');
  });

  test('an unknown site is told as such, in devices too', async () => {
    const uid = '00000000-0000-0000-0000-000000000000';
    const client = clientOf(simulator);
    const message = `Datto RMM has no site with uid ${uid}.`;
    expect(await problemOf(client.site(uid))).toMatchObject({ code: 'not-found', message });
    expect(await problemOf(client.devices(uid))).toMatchObject({ code: 'not-found', message });
    expect((await problemOf(client.site('deleted-devices'))).code).toBe('input-rejected');
  });
});

describe('the write', () => {
  test('changes one flag and wipes nothing', async () => {
    await clientOf(simulator).setSplashtopAutoInstall(harbor().uid, false);
    expect(simulator.auditLog.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['splashtopAutoInstall', true, false],
    ]);
    expect(harbor()).toMatchObject({ notes: 'Call the front desk first.', proxySettings: { port: 3128 } });
  });

  test('keeps what somebody wrote a moment before, every property of it', async () => {
    const others = { name: 'Renamed', description: 'D "1"\n2', notes: 'N', onDemand: true };
    simulator.edit('Sam Okafor', () => Object.assign(harbor(), others));
    const { uid } = siteNamed(simulator.state(), 'Renamed');
    await clientOf(simulator).setSplashtopAutoInstall(uid, false);
    expect(siteNamed(simulator.state(), 'Renamed')).toMatchObject({ ...others, splashtopAutoInstall: false });
  });

  test('texts that are null are sent as empty ones', async () => {
    const acme = siteNamed(simulator.state(), 'Acme');
    await clientOf(simulator).setSplashtopAutoInstall(acme.uid, !acme.splashtopAutoInstall);
    expect(simulator.journalLog.at(-1)).toMatchObject({
      status: 200,
      body: { name: 'Acme', description: '', notes: '', onDemand: false },
    });
  });

  test('what is so already is not written', async () => {
    await clientOf(simulator).setSplashtopAutoInstall(harbor().uid, true);
    expect(
      simulator.journalLog.filter(({ method, path }) => method === 'POST' && path.includes('/v2/')),
    ).toEqual([]);
  });

  test.each([
    ['409', 'conflict', true],
    ['429', 'rate-limited', true],
    ['504', 'outcome-lost', true],
    ['html-body', 'outcome-lost', true],
    ['hang', 'outcome-lost', true],
    ['drop-before-commit', 'outcome-lost', true],
    ['commit-then-reset', 'outcome-lost', false],
    ['truncate', 'outcome-lost', false],
  ])('%s is %s', async (kind, code, kept) => {
    simulator.faults.add({ kind, method: 'POST', path: '/v2/site', times: 1 });
    const client = clientOf(simulator);
    expect((await problemOf(client.setSplashtopAutoInstall(harbor().uid, false))).code).toBe(code);
    expect(harbor().splashtopAutoInstall).toBe(kept);
    expect(
      simulator.journalLog.filter(({ method, path }) => method === 'POST' && path.includes('/v2/')),
    ).toHaveLength(1);
  });

  test('reads right after it may be stale: they give what they are told', async () => {
    simulator.faults.add({ kind: 'stale-read', times: 1, options: { reads: 1 } });
    const client = clientOf(simulator);
    await client.setSplashtopAutoInstall(harbor().uid, false);
    const flag = async () => (await client.site(harbor().uid)).splashtopAutoInstall;
    expect([await flag(), await flag()]).toEqual([true, false]);
  });
});

describe('faults of a read', () => {
  test.each([
    ['504', 'unavailable', 60_000],
    ['409', 'conflict', undefined],
    ['429', 'rate-limited', 60_000],
    ['403-block', 'permission-missing', undefined],
    ['html-body', 'unavailable', undefined],
    ['truncate', 'unavailable', undefined],
    ['hang', 'unavailable', undefined],
    ['drop-before-commit', 'unavailable', undefined],
    ['drop-after-commit', 'unavailable', undefined],
  ])('%s is %s, and is not repeated by the client', async (kind, code, retryAfterMs) => {
    simulator.faults.add({ kind, path: '/v2/site' });
    const problem = await problemOf(clientOf(simulator).site(harbor().uid));
    expect([problem.code, problem.retryAfterMs]).toEqual([code, retryAfterMs]);
    expect(requests('/v2/site')).toBe(1);
  });

  test.each(['text', 'json', 'empty'] as const)('bodies of errors do not matter: %s', async (errorBody) => {
    await start({ switches: { errorBody } });
    const uid = '00000000-0000-0000-0000-000000000000';
    expect((await problemOf(clientOf(simulator).site(uid))).code).toBe('not-found');
  });

  test('nobody listens', async () => {
    const problem = await problemOf(clientOf({ url: 'http://127.0.0.1:9' }).probe());
    expect(problem.code).toBe('unavailable');
  });

  test('API access that is switched off needs a person, and is not asked again for five minutes', async () => {
    simulator.edit('admin', (state) => {
      state.apiAccess = false;
    });
    let nowMs = 0;
    const client = clientOf(simulator, { nowMs: () => nowMs });
    expect((await problemOf(client.probe())).code).toBe('permission-missing');
    nowMs = 1_000;
    expect(await problemOf(client.probe())).toMatchObject({ code: 'rate-limited', retryAfterMs: 299_000 });
    expect(requests('/v2/account')).toBe(1);
    nowMs = 300_000;
    expect((await problemOf(client.probe())).code).toBe('permission-missing');
  });
});
