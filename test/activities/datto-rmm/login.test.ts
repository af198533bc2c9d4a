import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DattoRmmOptions } from '../../../simulators/datto-rmm/options.ts';
import { startDattoRmmSimulator } from '../../../simulators/datto-rmm/server.ts';
import type { DattoRmmState } from '../../../simulators/datto-rmm/state.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/datto-rmm/switches.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { clientOf, problemOf } from './account.ts';

let simulator: Simulator<DattoRmmState>;

async function start(options: Partial<DattoRmmOptions> = {}) {
  await simulator?.stop();
  simulator = await startDattoRmmSimulator(options);
}
beforeEach(() => start());
afterEach(() => simulator.stop());

const logins = () => simulator.journalLog.filter(({ path }) => path === '/auth/oauth/token').length;

describe('the token', () => {
  test('is fetched once for many calls at once, and kept', async () => {
    const client = clientOf(simulator);
    await Promise.all(Array.from({ length: 10 }, () => client.probe()));
    await client.probe();
    expect(logins()).toBe(1);
  });

  test('is replaced before its time is over', async () => {
    let nowMs = Date.now();
    const client = clientOf(simulator, { nowMs: () => nowMs });
    await client.probe();
    for (const [hours, count] of [
      [80, 1],
      [15, 2],
    ] as const) {
      nowMs += hours * 3_600_000;
      simulator.clock.advanceTo(new Date(nowMs));
      await client.probe();
      expect(logins()).toBe(count);
    }
    expect(simulator.journalLog.map(({ status }) => status)).not.toContain(401);
  });

  test('refused later: one renewal, for many calls at once too', async () => {
    const client = clientOf(simulator);
    await client.probe();
    simulator.faults.add({ kind: '401-revoked', times: 1 });
    await Promise.all(Array.from({ length: 4 }, () => client.probe()));
    expect(logins()).toBe(2);
  });

  test('refused again after the renewal: that is it', async () => {
    simulator.faults.add({ kind: 'status', path: '/v2/', options: { status: 401 } });
    expect((await problemOf(clientOf(simulator).probe())).code).toBe('credentials-rejected');
    expect(simulator.journalLog.filter(({ path }) => path.endsWith('account'))).toHaveLength(2);
    expect(logins()).toBe(2);
  });

  test('a write is repeated after a renewal, once', async () => {
    const client = clientOf(simulator);
    const [first] = await client.sites();
    if (!first) throw new Error('no sites');
    simulator.faults.add({ kind: '401-revoked', method: 'POST', path: '/v2/site', times: 1 });
    await client.setSplashtopAutoInstall(first.uid, !first.splashtopAutoInstall);
    expect(simulator.auditLog.filter(({ field }) => field === 'splashtopAutoInstall')).toHaveLength(1);
  });
});

describe('the login', () => {
  test.each([400, 401] as const)('wrong keys (%i) are tried once and never shown', async (badLogin) => {
    await start({ switches: { badLogin } });
    const problem = await problemOf(clientOf(simulator, { apiSecretKey: 'wrong-but-secret' }).probe());
    expect(problem.code).toBe('credentials-rejected');
    expect(JSON.stringify(problem)).not.toContain('wrong-but-secret');
    expect(logins()).toBe(1);
  });

  test('a line break behind the secret does not matter, an address with /api neither', async () => {
    const { apiSecretKey } = DEFAULT_CREDENTIALS;
    const over = { apiSecretKey: `${apiSecretKey}\n`, apiUrl: `${simulator.url}/api/` };
    expect(await clientOf(simulator, over).probe()).toBe('Example MSP');
  });

  test.each([
    [{ kind: 'status', options: { status: 404 } }, 'profile-invalid'],
    [{ kind: '429' }, 'rate-limited'],
    [{ kind: '504' }, 'unavailable'],
    [{ kind: 'html-body' }, 'unavailable'],
    [{ kind: 'truncate' }, 'unavailable'],
    [{ kind: 'hang' }, 'unavailable'],
    [{ kind: 'drop-before-commit' }, 'unavailable'],
  ])('%j is %s, for a write too', async (fault, code) => {
    simulator.faults.add({ ...fault, path: '/auth/' });
    const uid = simulator.state().sites[5]?.uid ?? '';
    expect((await problemOf(clientOf(simulator).setSplashtopAutoInstall(uid, true))).code).toBe(code);
  });

  test('one that failed is not remembered', async () => {
    simulator.faults.add({ kind: '504', path: '/auth/', times: 1 });
    const client = clientOf(simulator);
    expect((await problemOf(client.probe())).code).toBe('unavailable');
    expect(await client.probe()).toBe('Example MSP');
  });

  test('a run for this machine refuses every other address', async () => {
    const outside = clientOf({ url: 'https://merlot-api.centrastage.net' });
    expect((await problemOf(outside.probe())).code).toBe('profile-invalid');
  });

  test('an address that is not encrypted is refused at once', () => {
    expect(() => clientOf({ url: 'http://merlot-api.centrastage.net' })).toThrow('not encrypted');
  });
});
