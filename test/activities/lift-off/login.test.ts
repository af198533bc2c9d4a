import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createBrowserPool } from '../../../activities/browser/pool.ts';
import { browserForTests } from '../../support/browser.ts';
import { attendance, type Bench, logins, startBench, type VisitOptions } from './bench.ts';

const dana = { name: 'Dana Whitfield', email: 'dana.whitfield@harbor-dental.example.com' };
const wrong = { ...logins.administrator, password: 'not-the-password' };

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

const impatient = { pageTimeoutMs: 1_500, pictureTimeoutMs: 500 };
const readBox = (options?: VisitOptions) =>
  bench.visit((visit) => visit.read(['per-incident-intake']), options);
const codeOf = (error: { problem: { code: string } }) => error.problem.code;
const problemOf = (work: Promise<unknown>) => work.then(() => 'none', codeOf);
const loginCount = () => bench.simulator.state().logins.length;
const posts = (path: string) =>
  bench.simulator.journalLog.filter((entry) => entry.method === 'POST' && entry.path === path).length;

describe('the session', () => {
  beforeEach(() => bench.reset());

  test('two workers that begin at once log in once', async () => {
    const second = createBrowserPool(browserForTests);
    const readings = await Promise.all([readBox(), readBox({ pool: second })]);
    await second.close();
    expect(readings).toMatchObject([
      { values: { 'per-incident-intake': true } },
      { values: { 'per-incident-intake': true } },
    ]);
    expect(loginCount()).toBe(1);
  });

  test('is used again by the next visit', async () => {
    await readBox();
    await readBox();
    expect(loginCount()).toBe(1);
  });

  test('that has ended between two visits is replaced, without using a code twice', async () => {
    await readBox();
    bench.simulator.expireSessions();
    await readBox();
    expect(loginCount()).toBe(2);
    expect(posts('/login/code')).toBe(2);
  });
});

describe('a session that ends in the middle', () => {
  // Signed in once for all of them: a session that has ended is replaced by what reads next.
  beforeAll(() => bench.reset());
  beforeEach(async () => {
    await bench.reset('keep-sessions');
    await readBox();
  });

  test.each([
    { kind: 'expired-session', path: '/accounts/a-1001/billing' },
    { kind: 'expired-session', path: '/api/accounts/a-1001/billing' },
    { kind: 'login-page-200', path: '/accounts/a-1001/billing' },
    { kind: 'login-page-200', path: '/api/accounts/a-1001/billing' },
  ])('of a reading ($kind, $path) is forgotten, and the next visit logs in', async (fault) => {
    const before = loginCount();
    bench.simulator.faults.add({ ...fault, method: 'GET', times: 1 });
    expect(await problemOf(readBox())).toBe('session-expired');
    expect((await readBox()).values).toEqual({ 'per-incident-intake': true });
    expect(loginCount()).toBe(before + 1);
  });

  test('of a search for contacts is reported as that, and nothing was stored', async () => {
    bench.simulator.faults.add({ kind: 'expired-session', path: '/api/accounts/a-1001/contacts', times: 1 });
    const writing = bench.visit((visit) => visit.write('vip-users', [dana]));
    expect(await problemOf(writing)).toBe('session-expired');
    expect(bench.changes()).toEqual([]);
  });

  test('of a save is reported, and nothing was stored', async () => {
    bench.simulator.faults.add({ kind: 'expired-session', method: 'PUT', times: 1 });
    const writing = bench.visit((visit) => visit.write('per-incident-intake', false));
    expect(await problemOf(writing)).toBe('session-expired');
    expect(bench.changes()).toEqual([]);
  });
});

describe('a login that is refused', () => {
  beforeEach(() => bench.reset());

  test('with the wrong password is tried exactly once, by all visits together', async () => {
    const settings = { credentials: wrong };
    const opening = [bench.open({ settings }), bench.open({ settings })];
    const codes = await Promise.all(opening.map(problemOf));
    expect(codes).toEqual(['credentials-rejected', 'credentials-rejected']);
    expect(posts('/login')).toBe(1);
    await readBox();
    expect(loginCount()).toBe(1);
  });

  test('says nothing secret', async () => {
    const said: string[] = [];
    const here = { ...attendance(), onBeat: (where: string) => said.push(where) };
    const error = await bench
      .open({ settings: { credentials: wrong }, attendance: here })
      .catch((caught: unknown) => caught);
    const all = `${said.join()} ${JSON.stringify(error)} ${error}`;
    expect(all).toContain('credentials-rejected');
    expect(all).not.toMatch(/not-the-password|JBSWY3DP/);
  });

  test('because it is locked is final', async () => {
    bench.simulator.edit('somebody', (state) => {
      for (const user of state.users) user.locked = true;
    });
    expect(await problemOf(bench.open())).toBe('locked-out');
    expect(posts('/login')).toBe(1);
  });

  test('for its code gets one more with the next code', async () => {
    bench.simulator.faults.add({ kind: 'wrong-code', times: 1 });
    await readBox();
    expect(posts('/login/code')).toBe(2);
    expect(posts('/login')).toBe(1);
  });

  test('for two codes in a row is final', async () => {
    bench.simulator.faults.add({ kind: 'wrong-code' });
    expect(await problemOf(bench.open())).toBe('credentials-rejected');
    expect(posts('/login/code')).toBe(2);
  });

  test('for want of a seed says what is missing', async () => {
    const credentials = { ...logins.administrator, totp: undefined };
    expect(await problemOf(bench.open({ settings: { credentials } }))).toBe('profile-invalid');
  });
});

describe('a login page that is not as expected', () => {
  beforeEach(() => bench.reset());

  test('is down for maintenance', async () => {
    bench.simulator.faults.add({ kind: 'maintenance-503' });
    expect(await problemOf(bench.open())).toBe('unavailable');
  });

  test('hangs', async () => {
    bench.simulator.faults.add({ kind: 'hang', path: '/login', method: 'POST', times: 1 });
    expect(await problemOf(bench.open({ settings: impatient }))).toBe('unavailable');
  });

  test('cannot be reached', async () => {
    const settings = { url: 'http://127.0.0.1:1' };
    expect(await problemOf(bench.open({ settings }))).toBe('unavailable');
  });

  test('has another label: a picture without the password is kept', async () => {
    bench.simulator.faults.add({ kind: 'page-changed', options: { label: 'Sign in', to: 'Enter' } });
    const here = attendance();
    const opening = bench.open({ settings: { pageTimeoutMs: 1_500 }, attendance: here });
    await expect(opening).rejects.toThrow(
      'The page “Login” of Lift Off has changed: button “Sign in” is missing.',
    );
    expect([...here.pictures.keys()]).toEqual(['01-login-failed.png']);
  });
});

describe('a password that is asked for on a page of its own', () => {
  let other: Bench;
  beforeAll(async () => {
    other = await startBench({ skin: 'c' });
  });
  beforeEach(() => other.reset());
  afterAll(() => other.stop());

  const passwordPage = (kind: string) => ({ kind, path: '/login/password', method: 'GET', times: 1 });

  test('and is wrong, is sent exactly once', async () => {
    expect(await problemOf(other.open({ settings: { credentials: wrong } }))).toBe('credentials-rejected');
    const sent = other.simulator.journalLog.filter(
      ({ method, path }) => method === 'POST' && path === '/login',
    );
    expect(sent).toHaveLength(1);
  });

  test('on a page that does not come', async () => {
    other.simulator.faults.add({ ...passwordPage('status'), options: { status: 500 } });
    expect(await problemOf(other.open())).toBe('unavailable');
    other.simulator.faults.add({ ...passwordPage('drop-before-commit'), options: { keepAlive: false } });
    expect(await problemOf(other.open())).toBe('unavailable');
    // So soon the simulator would take it for the browser's own repeat, whose answer is lost as well.
    await pause(500);
    other.simulator.faults.add(passwordPage('hang'));
    expect(await problemOf(other.open({ settings: impatient }))).toBe('unavailable');
  });

  test('under another name, is missed by its own', async () => {
    other.simulator.faults.add({ kind: 'page-changed', options: { label: 'Password', to: 'Secret' } });
    await expect(other.open({ settings: { pageTimeoutMs: 2_500 } })).rejects.toThrow(
      'The page “Login” of Lift Off has changed: textbox “Password” is missing.',
    );
  });

  test('in the middle of a reading, shows the end of the session by the page before it', async () => {
    const path = '/accounts/a-1001/billing';
    const visit = await other.open();
    other.simulator.faults.add({ kind: 'login-page-200', path, method: 'GET', times: 1 });
    expect(await problemOf(visit.read(['per-incident-intake']))).toBe('session-expired');
    await visit.close();
  });
});
