import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  screenConnectDefaults as names,
  type ScreenConnectOptions,
  startScreenConnectSimulator,
} from '../../../simulators/screenconnect/server.ts';
import { Caller, codeOf, NONCE } from './caller.ts';
import { lookAt } from './host-data.ts';

const { administrator, viewer, locked } = names;
let caller: Caller;

async function start(options: ScreenConnectOptions = {}): Promise<void> {
  caller = new Caller(await startScreenConnectSimulator(options));
  await caller.open('/Login');
}
beforeEach(() => start());
afterEach(() => caller.simulator.stop());

async function restart(options: ScreenConnectOptions): Promise<void> {
  await caller.simulator.stop();
  await start(options);
}

const minutes = (count: number) =>
  caller.simulator.clock.advanceTo(new Date(caller.simulator.clock.now().getTime() + count * 60_000));
const firstStep = () => caller.tryLogin(administrator.userName, administrator.password);
const secondStep = (code: string, nonce = NONCE) =>
  caller.tryLogin(administrator.userName, administrator.password, code, nonce);

describe('TryLogin', () => {
  test('takes two steps with one nonce, and the journal holds nothing secret', async () => {
    const code = codeOf('administrator');
    expect([await firstStep(), await secondStep(code)]).toEqual([11, 1]);
    expect(caller.simulator.state().logins).toMatchObject([{ userName: administrator.userName }]);
    const journal = JSON.stringify(caller.simulator.journalLog);
    expect(journal).toContain('TryLogin');
    for (const secret of [administrator.password, `"${code}"`]) expect(journal).not.toContain(secret);
  });

  test.each([
    ['an unknown user', ['nobody', 'x'], 2],
    ['a wrong password', [viewer.userName, 'x'], 7],
    ['a locked user', [locked.userName, locked.password], 3],
    ['a user without one-time codes', ['VIEWER', viewer.password], 1],
    ['a nonce that is none', [administrator.userName, administrator.password, '', 'short'], 0],
  ] as const)('%s', async (_what, [userName, password, code, nonce], result) => {
    expect(await caller.tryLogin(userName, password, code, nonce)).toBe(result);
  });

  test('a code without a first step, or with another nonce than that had, never works', async () => {
    expect(await secondStep(codeOf('administrator'))).toBe(10);
    await firstStep();
    expect(await secondStep(codeOf('administrator'), 'Zbcdefgh12345678')).toBe(10);
    expect(await secondStep(codeOf('administrator'))).toBe(1);
  });

  test('a code counts in its own step and the one beside it, and only once', async () => {
    await firstStep();
    const next = codeOf('administrator', 1);
    expect(await secondStep(codeOf('administrator', -2))).toBe(10);
    expect(await secondStep(next)).toBe(1);
    await caller.open('/Login');
    await firstStep();
    expect(await secondStep(next)).toBe(10);
  });

  test('the fifth wrong password locks, and the right one does not unlock', async () => {
    const results: unknown[] = [];
    for (const password of ['1', '2', '3', '4', '5', viewer.password]) {
      results.push(await caller.tryLogin(viewer.userName, password));
    }
    expect(results).toEqual([7, 7, 7, 7, 3, 3]);
    expect(caller.simulator.auditLog).toMatchObject([
      { entity: 'user', id: viewer.userName, field: 'locked' },
    ]);
  });

  test('an expired password lets nobody in', async () => {
    caller.simulator.edit('colleague', ({ users }) => {
      for (const user of users) user.passwordExpired = true;
    });
    expect(await caller.tryLogin(viewer.userName, viewer.password)).toBe(12);
    expect((await caller.open('/Host')).status).toBe(302);
  });

  test('a trusted device needs no code for 30 days', async () => {
    await firstStep();
    const { userName, password } = administrator;
    expect(await caller.tryLogin(userName, password, codeOf('administrator'), NONCE, true)).toBe(1);
    const trust = caller.http.cookie;
    expect(trust).toContain('.TRUSTED');
    await caller.open('/Login');
    expect(await firstStep()).toBe(1);
    minutes(31 * 24 * 60);
    caller.http.cookie = trust;
    await caller.open('/Login');
    expect(await firstStep()).toBe(11);
  });
});

describe('the older form', () => {
  const post = (fields: { [field: string]: string }) =>
    caller.http.post('/Login?ReturnUrl=%2FAdministration%3FTab%3D1', fields);
  const viewState = (page: string) => /name="__VIEWSTATE" value="([^"]+)"/.exec(page)?.[1] ?? '';

  test('takes user name and password first, then the code by the view state', async () => {
    await restart({ layout: 'legacy-form' });
    const { text } = await caller.open('/Login');
    const first = await post({
      __VIEWSTATE: viewState(text),
      ctl00$Main$userNameBox: administrator.userName,
      ctl00$Main$passwordBox: administrator.password,
    });
    expect(first.text).toContain('Your user account requires an additional authentication step.');
    const second = await post({
      __VIEWSTATE: viewState(first.text),
      ctl00$Main$oneTimePasswordBox: codeOf('administrator'),
    });
    expect([second.status, second.location]).toEqual([303, '/Administration?Tab=1']);
    expect(JSON.stringify(caller.simulator.journalLog)).not.toContain(administrator.password);
  });

  test('tells what is wrong, and leads nowhere outside', async () => {
    await restart({ layout: 'legacy-form' });
    const refused = await post({ ctl00$Main$userNameBox: viewer.userName, ctl00$Main$passwordBox: 'x' });
    expect(refused.text).toContain('Invalid credentials. Please try again.');
    const { location } = await caller.http.post('/Login?ReturnUrl=%2F%2Fevil.example.com', {
      ctl00$Main$userNameBox: viewer.userName,
      ctl00$Main$passwordBox: viewer.password,
    });
    expect(location).toBe('/Host');
  });
});

describe('who is thrown out, and why', () => {
  const reasonAt = async (path: string) =>
    new URL((await caller.open(path)).location, caller.simulator.url).searchParams.get('Reason');

  test('nobody is signed in', async () => {
    expect(await reasonAt('/Host')).toBe('6');
    expect((await caller.open('/Administration?Tab=1')).location).toBe(
      '/Login?ReturnUrl=%2FAdministration%3FTab%3D1&Reason=6',
    );
  });

  test('polling keeps nobody signed in, activity does', async () => {
    await caller.login('viewer');
    minutes(40);
    await caller.call('PageService', 'NotifyActivity', []);
    minutes(40);
    expect((await lookAt(caller, [])).status).toBe(200);
    minutes(30);
    expect((await lookAt(caller, [])).status).toBe(403);
    expect(await reasonAt('/Host')).toBe('4');
  });

  test.each([
    ['ended by the server', '1', () => caller.simulator.expireSignIns(viewer.userName)],
    ['signed out', '6', () => caller.call('AuthenticationService', 'TryLogout', [])],
  ] as const)('%s', async (_what, reason, end) => {
    await caller.login('viewer');
    await end();
    expect((await lookAt(caller, [])).status).toBe(403);
    expect(await reasonAt('/Host')).toBe(reason);
  });

  test('without the permission to administer', async () => {
    await caller.login('viewer');
    expect(await reasonAt('/Administration')).toBe('5');
    expect((await caller.open('/Host')).text).not.toContain('>Admin<');
    const { status } = await caller.call('SecurityService', 'GetSecurityConfigurationInfo', []);
    expect(status).toBe(403);
  });

  test('a token that is missing or of another login is refused, whoever asks', async () => {
    expect(
      (await caller.call('AuthenticationService', 'TryLogin', [], { 'x-anti-forgery-token': '' })).status,
    ).toBe(403);
    const anonymous = caller.token;
    await caller.login('viewer');
    for (const token of ['', 'stale', anonymous]) {
      const { status } = await caller.call('PageService', 'NotifyActivity', [], {
        'x-anti-forgery-token': token,
      });
      expect(status).toBe(403);
    }
  });

  test('a call that does not ask for a status is led to the login', async () => {
    const headers = { 'x-unauthorized-status-code': '' };
    const { status, location } = await caller.call('PageService', 'NotifyActivity', [], headers);
    expect([status, location]).toEqual([302, '/Login?ReturnUrl=%2FHost&Reason=6']);
  });
});

test.each([
  [['x', 'Better-Password-1', 'Better-Password-1'], 14],
  [[viewer.password, 'Better-Password-1', 'Better-Password-2'], 5],
  [[viewer.password, 'short', 'short'], 4],
  [[viewer.password, 'Better-Password-1', 'Better-Password-1'], 1],
])('changing the password with %j gives %i', async (args, result) => {
  await caller.login('viewer');
  expect((await caller.open('/ChangePassword')).text).toContain('Verify New Password');
  expect((await caller.call('AuthenticationService', 'ChangePassword', args)).value).toBe(result);
  expect(JSON.stringify(caller.simulator.journalLog)).not.toContain('Better-Password');
});
