import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  type LiftOffSimulator,
  liftOffDefaults,
  startLiftOffSimulator,
} from '../../../simulators/lift-off/server.ts';
import { codeNow, PERIOD } from './credentials.ts';
import { HttpClient } from './http-client.ts';

const HOURS = '/accounts/A-1001/hours';
let portal: LiftOffSimulator;
let client: HttpClient;

beforeEach(async () => {
  portal = await startLiftOffSimulator({ totpPeriodSeconds: PERIOD, slow: { minMs: 0, maxMs: 0 } });
  client = new HttpClient(portal.url);
});
afterEach(() => portal.stop());

test('password and code lead to the return address, and one login is counted', async () => {
  const answer = await client.login();
  expect([answer.status, answer.location]).toEqual([303, '/accounts']);
  expect(portal.state().logins).toMatchObject([{ user: liftOffDefaults.administrator.email }]);
  expect(portal.auditLog).toEqual([]);
});

test('without a session a page leads to the login with reason and return address', async () => {
  const answer = await client.get(HOURS);
  expect(answer.status).toBe(302);
  expect(answer.location).toBe('/login?reason=required&return=%2Faccounts%2FA-1001%2Fhours');
});

test('the password alone opens nothing', async () => {
  await client.password();
  expect((await client.get(HOURS)).status).toBe(302);
});

test('a return address outside of the portal is not followed', async () => {
  await client.password();
  const answer = await client.post('/login/code', { code: codeNow(), return: '//evil.example.com' });
  expect(answer.location).toBe('/');
});

test('a one-time code counts once, for every later login too', async () => {
  await client.password();
  const code = codeNow();
  await client.post('/login/code', { code });
  const second = new HttpClient(portal.url);
  await second.password();
  const answer = await second.post('/login/code', { code });
  expect(answer.text).toContain('This code has already been used. Wait for the next one.');
  expect(portal.state().logins).toHaveLength(1);
});

test('a wrong code is refused, and by a fault a right one', async () => {
  await client.password();
  const refused = 'This code is not right. Wait for the next one.';
  expect((await client.post('/login/code', { code: '000' })).text).toContain(refused);
  portal.faults.add({ kind: 'wrong-code', times: 1 });
  const code = codeNow();
  expect((await client.post('/login/code', { code })).text).toContain(refused);
  expect((await client.post('/login/code', { code })).status).toBe(303);
});

test('five wrong passwords lock the login, then the right one is refused too', async () => {
  for (let at = 1; at < 5; at += 1) {
    const answer = await client.password('administrator', 'wrong');
    expect(answer.text).toContain('Wrong e-mail address or password.');
  }
  expect((await client.password('administrator', 'wrong')).text).toContain('locked after 5 wrong passwords');
  expect((await client.password()).text).toContain('locked after 5 wrong passwords');
  expect(portal.auditLog).toMatchObject([{ entity: 'user', field: 'locked', after: true }]);
});

test('half an hour of the movable clock without a request ends the session', async () => {
  await client.login();
  const later = (minutes: number) =>
    portal.clock.advanceTo(new Date(portal.clock.now().getTime() + minutes * 60_000));
  later(29);
  expect((await client.get(HOURS)).status).toBe(200);
  later(31);
  const xhr = await client.get('/api/accounts/A-1001/hours');
  expect(xhr.status).toBe(200);
  expect(xhr.text).toContain('You were signed out after 30 minutes without activity.');
  expect((await client.get(HOURS)).location).toContain('/login?reason=idle&');
});

test('sessions end by the administration, by a fault once, at sign-out and at a reset', async () => {
  await client.login();
  portal.faults.add({ kind: 'expired-session', times: 1 });
  expect((await client.get(HOURS)).location).toContain('reason=idle');
  const ends = [
    () => portal.expireSessions(liftOffDefaults.readOnly.email),
    () => client.post('/logout', {}),
    () => portal.reset(),
  ];
  for (const end of ends) {
    portal.reset();
    await client.login('readOnly');
    expect((await client.get(HOURS)).status).toBe(200);
    await end();
    expect((await client.get(HOURS)).status).toBe(302);
  }
});

test('passwords and codes do not reach the journal', async () => {
  await client.login();
  await client.get(HOURS);
  const journal = JSON.stringify(portal.journalLog);
  expect(journal).toContain('/login/code');
  expect(journal).not.toContain(liftOffDefaults.administrator.password);
  expect(journal).not.toContain(client.cookie);
});

test('one step is enough where the portal has no second factor', async () => {
  const simple = await startLiftOffSimulator({ login: 'password' });
  const person = new HttpClient(simple.url);
  expect((await person.password()).location).toBe('/accounts');
  expect((await person.get(HOURS)).status).toBe(200);
  await simple.stop();
});
