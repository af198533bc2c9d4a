import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Fault } from '../../../simulators/kit/types.ts';
import { type LiftOffSimulator, startLiftOffSimulator } from '../../../simulators/lift-off/server.ts';
import { HttpClient, valuesIn } from './http-client.ts';

const BILLING = '/api/accounts/A-1001/billing';
const PAGE = '/accounts/A-1001/billing';
let portal: LiftOffSimulator;
let client: HttpClient;

beforeEach(async () => {
  portal = await startLiftOffSimulator({ login: 'password', slow: { minMs: 0, maxMs: 0 }, control: true });
  client = new HttpClient(portal.url);
  await client.password();
});
afterEach(() => portal.stop());

function once(kind: string, options?: Fault['options']): void {
  portal.faults.add(options ? { kind, times: 1, options } : { kind, times: 1 });
}

function turnOff() {
  return client.save(BILLING, { perIncident: false });
}

function isOn(): boolean | undefined {
  return portal.state().accounts[0]?.perIncident;
}

test.each([
  ['save-500', 500, true],
  ['save-500-after-commit', 500, false],
  ['conflict-409', 409, true],
  ['optimistic-revert', 200, true],
])('%s answers %i and leaves the box at %s', async (kind, status, stored) => {
  once(kind);
  expect((await turnOff()).status).toBe(status);
  expect(isOn()).toBe(stored);
  expect(portal.journalLog.filter(({ fault }) => fault === kind)).toHaveLength(1);
  expect((await turnOff()).status).toBe(200);
  expect(isOn()).toBe(false);
});

test('industry-missing refuses a save of General', async () => {
  once('industry-missing');
  const answer = await client.save('/api/accounts/A-1001/general', { industry: 'Dental' });
  expect(answer.json['problems']).toEqual(['Choose an industry.']);
});

test('stale-read shows the old value as often as told, and only after a write', async () => {
  portal.faults.add({ kind: 'stale-read', times: 2 });
  await turnOff();
  const shown = async () => valuesIn(await client.get(BILLING))['perIncident'];
  expect([await shown(), await shown(), await shown()]).toEqual([true, true, false]);
});

test('per-incident-turned-on-by-somebody happens just before a read, under another name', async () => {
  await turnOff();
  once('per-incident-turned-on-by-somebody', { actor: 'mallory@example.com' });
  expect(valuesIn(await client.get(BILLING))['perIncident']).toBe(true);
  expect(portal.auditLog.at(-1)).toMatchObject({
    actor: 'mallory@example.com',
    field: 'perIncident',
    after: true,
  });
});

test('contact-not-synced hides, duplicate-vip doubles', async () => {
  const find = async () => {
    const { json } = await client.get('/api/accounts/A-1001/contacts?q=harbor');
    const contacts = json['contacts'];
    return Array.isArray(contacts) ? contacts.map(({ name }) => String(name)) : [];
  };
  once('contact-not-synced', { contact: 'Dana Whitfield' });
  expect(await find()).toEqual(['Luis Ortega', 'Priya Nair']);
  once('contact-not-synced');
  expect(await find()).toEqual([]);
  once('duplicate-vip', { contact: 'dana.whitfield@harbor-dental.example.com' });
  expect((await find()).filter((name) => name === 'Dana Whitfield')).toHaveLength(2);
});

test('login-page-200 strikes pages and scripts; the session stays', async () => {
  once('login-page-200');
  const page = await client.get(PAGE);
  once('login-page-200');
  const data = await client.get(BILLING);
  for (const { status, text } of [page, data]) {
    expect(status).toBe(200);
    expect(text).toContain('Sign in to Lift Off');
  }
  expect((await client.get(PAGE)).text).toContain('Harbor Dental Group');
});

test('maintenance-503 strikes everything but the control interface', async () => {
  portal.faults.add({ kind: 'maintenance-503' });
  for (const path of ['/login', PAGE, BILLING]) {
    const { status, text } = await client.get(path);
    expect(status).toBe(503);
    expect(text).toContain('Lift Off is down for maintenance');
  }
  expect((await client.send('DELETE', '/__control/faults')).status).toBe(200);
  expect((await client.get(PAGE)).status).toBe(200);
});

test('read-only-user takes the save buttons away', async () => {
  portal.faults.add({ kind: 'read-only-user' });
  expect((await client.get('/accounts/A-1001/hours')).text).not.toContain('data-save>');
  expect((await turnOff()).status).toBe(403);
});

test('page-changed renames a label in texts and attributes, and nothing that only contains it', async () => {
  portal.faults.add({ kind: 'page-changed', options: { label: 'Save', to: 'Store' } });
  const { text } = await client.get('/accounts/A-1001/hours');
  expect(text).toMatch(/>Store<\/button>/);
  portal.faults.clear();
  portal.faults.add({ kind: 'layout-variant', options: { label: 'Monday closed', to: 'Shut on Monday' } });
  expect((await client.get('/accounts/A-1001/hours')).text).toContain('aria-label="Shut on Monday"');
});

test('a lost answer is stored all the same, and its token is used up', async () => {
  portal.faults.add({ kind: 'drop-after-commit', method: 'PUT', times: 1, options: { keepAlive: false } });
  await expect(turnOff()).rejects.toThrow();
  expect(isOn()).toBe(false);
  portal.faults.add({ kind: 'drop-before-commit', method: 'PUT', times: 1 });
  await expect(client.save(BILLING, { perIncident: true })).rejects.toThrow();
  expect(isOn()).toBe(false);
});

test('another process edits, locks and expires through the control interface', async () => {
  const edit = (name: string, input: object) =>
    client.send('POST', `/__control/edit/${name}`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ actor: 'colleague', input }),
    });
  await edit('per-incident', { autotaskCompanyId: 29683510, on: false });
  await edit('onboarded-devices', { autotaskCompanyId: 29683510, count: 4 });
  await edit('add-contact', { autotaskCompanyId: 29683510, name: 'Kim New', email: 'kim@example.com' });
  expect((await client.get(PAGE)).text).toContain('Onboarded devices: 4');
  await edit('expire-sessions', {});
  expect((await client.get(PAGE)).status).toBe(302);
  await edit('lock-user', { email: 'automation@msp.example.com', locked: true });
  expect((await client.password()).text).toContain('locked');
  expect(portal.auditLog.map(({ field }) => field)).toEqual([
    'perIncident',
    'onboardedDevices',
    'contacts',
    'locked',
  ]);
});
