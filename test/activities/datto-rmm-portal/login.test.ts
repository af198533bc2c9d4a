import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createBrowserPool } from '../../../activities/browser/pool.ts';
import { defaultPortalMap } from '../../../activities/datto-rmm-portal/portal-map.ts';
import { dattoRmmPortalDefaults } from '../../../simulators/datto-rmm/portal/server.ts';
import { browserForTests } from '../../support/browser.ts';
import { problemOf } from '../datto-rmm/account.ts';
import { attendance } from '../lift-off/bench.ts';
import { type Bench, logins, startBench } from './bench.ts';

const { accountName } = dattoRmmPortalDefaults;

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ skin: 'b' });
});
beforeEach(() => bench.reset());
afterAll(() => bench.stop());

/** Only logs in. */
const open = async (options?: Parameters<Bench['open']>[0]) => (await bench.open(options)).close();
const codeOf = async (work: Promise<unknown>) => (await problemOf(work)).code;
const logged = () => bench.simulator.state().portal.logins;
const posts = (path: string) =>
  bench.simulator.journalLog.filter((entry) => entry.method === 'POST' && entry.path === path).length;

describe('the session', () => {
  test('two workers that begin at once log in once, to the account of that name', async () => {
    const second = createBrowserPool(browserForTests);
    await Promise.all([open(), open({ pool: second })]).finally(() => second.close());
    expect(logged()).toMatchObject([{ account: accountName }]);
  });

  test('is used again, and replaced once it has ended, without using a token twice', async () => {
    await open();
    await open();
    expect(logged()).toHaveLength(1);
    bench.simulator.expireSessions();
    await open();
    expect(logged()).toHaveLength(2);
    expect(posts('/token')).toBe(2);
  });

  test('that ends during a reading is forgotten', async () => {
    const visit = await bench.open();
    bench.simulator.expireSessions();
    expect(await codeOf(visit.read(['site-group']))).toBe('session-expired');
    await visit.close();
    expect((await bench.read()).values).toEqual({ 'site-group': false });
  });
});

describe('a login that is refused', () => {
  test('for its password is tried once, and says nothing secret', async () => {
    const credentials = { ...logins.administrator, password: 'not-the-password' };
    const said: string[] = [];
    const here = { ...attendance(), onBeat: (where: string) => said.push(where) };
    const error = await open({ settings: { credentials }, attendance: here }).catch(
      (caught: unknown) => caught,
    );
    expect(await codeOf(open({ settings: { credentials } }))).toBe('credentials-rejected');
    expect(posts('/password')).toBe(1);
    const all = `${said.join()} ${JSON.stringify(error)} ${error}`;
    expect(all).toContain('credentials-rejected');
    expect(all).not.toMatch(/not-the-password|JBSWY3DP/);
  });

  test('because it is locked is final', async () => {
    bench.simulator.edit('somebody', ({ portal }) => {
      for (const user of portal.users) user.locked = true;
    });
    expect(await codeOf(open())).toBe('locked-out');
    expect(posts('/password')).toBe(1);
  });

  test('for its token gets one more, with the next token', async () => {
    bench.simulator.faults.add({ kind: 'wrong-code', times: 1 });
    await open();
    expect(posts('/token')).toBe(2);
    expect(posts('/password')).toBe(1);
  });

  test.each([
    ['an account that it does not have', { accountName: 'Other MSP' }, 'not-found'],

    ['want of the dashboard', { credentials: logins.noDashboard }, 'permission-missing'],
  ])('for %s', async (_why, settings, code) => {
    expect(await codeOf(bench.open({ settings: { ...settings } }))).toBe(code);
  });

  test('for want of an account to pick', async () => {
    const { accountName: _none, ...settings } = bench.settingsOf();
    expect(await codeOf(bench.openWith(settings))).toBe('profile-invalid');
  });

  test('for the address of this machine says so', async () => {
    bench.simulator.faults.add({ kind: 'ip-denied' });
    const problem = await problemOf(open());
    expect(problem.code).toBe('permission-missing');
    expect(problem.message).toContain('restricted to certain IP addresses');
  });
});

test('a login page that does not answer is unavailable', async () => {
  bench.simulator.faults.add({ kind: 'status', path: '/login', options: { status: 503 } });
  expect(await codeOf(open())).toBe('unavailable');
});

test('a login page that is not as expected leaves a picture, whatever the visit is for', async () => {
  const map = { ...defaultPortalMap, login: { ...defaultPortalMap.login, logIn: ['Another word'] } };
  const settings = { map, pageTimeoutMs: 1_500 };
  for (const visit of [open, bench.map]) {
    const here = attendance();
    expect(await codeOf(visit({ settings, attendance: here }))).toBe('page-changed');
    expect([...here.pictures.keys()]).toEqual(['01-login-failed.png']);
  }
});
