import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  type LiftOffSimulator,
  liftOffDefaults,
  startLiftOffSimulator,
} from '../../../simulators/lift-off/server.ts';
import { HttpClient, valuesIn } from './http-client.ts';

const API = '/api/accounts/A-1001';
const DANA = {
  id: 'C-29683510-1',
  name: 'Dana Whitfield',
  email: 'dana.whitfield@harbor-dental.example.com',
};
const WEEKEND = { 'saturday.closed': true, 'sunday.closed': true };
let portal: LiftOffSimulator;
let client: HttpClient;

beforeEach(async () => {
  portal = await startLiftOffSimulator({ login: 'password', slow: { minMs: 0, maxMs: 0 } });
  client = new HttpClient(portal.url);
  await client.password();
});
afterEach(() => portal.stop());

function weekdays(from: string, to: string): { [field: string]: string } {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  return Object.fromEntries(
    days.flatMap((day) => [
      [`${day}.from`, from],
      [`${day}.to`, to],
    ]),
  );
}

async function problems(tab: string, changes: { [field: string]: unknown }) {
  const answer = await client.save(`${API}/${tab}`, changes);
  return answer.status === 422 ? answer.json['problems'] : answer.status;
}

test('every tab stores what it is sent, and the audit says who changed what', async () => {
  await client.save(`${API}/billing`, { perIncident: false });
  await client.save(`${API}/general`, { industry: 'Dental', applications: ['Dentrix', 'QuickBooks'] });
  await client.save(`${API}/vips`, { contacts: [DANA] });
  await client.save(`${API}/approvers`, { contacts: [{ id: 'C-29683510-2' }, DANA] });
  await client.save(`${API}/instructions`, { newUser: 'Please refer this type of request back to MSP.' });
  await client.save(`${API}/hours`, {
    timeZone: 'America/New_York',
    ...weekdays('07:30', '20:30'),
    ...WEEKEND,
  });
  const actor = liftOffDefaults.administrator.email;
  expect(portal.auditLog).toMatchObject([
    { actor, entity: 'account', id: 'A-1001', field: 'perIncident', before: true, after: false },
    { field: 'industry', after: 'Dental' },
    { field: 'applications', after: ['Dentrix', 'QuickBooks'] },
    { field: 'vips', before: [], after: [DANA.email] },
    { field: 'approvers', after: ['luis.ortega@harbor-dental.example.com', DANA.email] },
    { field: 'instructions.newUser', before: '', after: 'Please refer this type of request back to MSP.' },
    {
      field: 'hours',
      after: { timeZone: 'America/New_York', days: { monday: { from: '07:30', to: '20:30' } } },
    },
  ]);
  expect(portal.auditLog).toHaveLength(7);
});

test('saving what is already there changes nothing', async () => {
  expect((await client.save(`${API}/billing`, {})).json).toMatchObject({ saved: true, message: 'Saved' });
  expect(portal.auditLog).toEqual([]);
});

test('hours are checked', async () => {
  const good = { timeZone: 'America/New_York', ...weekdays('07:30', '20:30'), ...WEEKEND };
  expect(await problems('hours', { ...good, timeZone: '' })).toEqual(['Choose a time zone.']);
  expect(await problems('hours', { ...good, timeZone: 'Mars/Base' })).toEqual([
    'Unknown time zone "Mars/Base".',
  ]);
  expect(await problems('hours', { ...good, 'monday.to': '07:30' })).toEqual([
    'Monday: the closing time must be after the opening time.',
  ]);
  expect(await problems('hours', { ...good, 'sunday.closed': false })).toEqual([
    'Sunday: enter from and to, or mark the day closed.',
  ]);
  expect(await problems('hours', { ...good, 'friday.to': '25:00' })).toEqual([
    'Friday: enter times like 07:30.',
  ]);
  expect(await problems('hours', { alwaysOpen: true, timeZone: 'UTC' })).toBe(200);
  expect(portal.state().accounts[0]?.hours).toMatchObject({ alwaysOpen: true, timeZone: 'UTC' });
});

test('the other tabs are checked too', async () => {
  expect(await problems('general', { industry: '' })).toEqual(['Choose an industry.']);
  expect(await problems('general', { industry: 'Piracy' })).toEqual(['Unknown industry "Piracy".']);
  expect(await problems('vips', { contacts: [DANA, DANA] })).toEqual([
    'Dana Whitfield is already in the list.',
  ]);
  expect(await problems('vips', { contacts: [{ id: 'C-1' }] })).toEqual(['Unknown contact.']);
  expect(await problems('instructions', { userTermination: 'x'.repeat(2001) })).toEqual([
    'User Termination Instructions: at most 2000 characters.',
  ]);
  expect(portal.auditLog).toEqual([]);
});

test('a write that began from other content is a conflict', async () => {
  const { json } = await client.get(`${API}/billing`);
  portal.edit('colleague@example.com', (state) => {
    const account = state.accounts[0];
    if (account) account.perIncidentOutsideWindow = true;
  });
  const answer = await client.save(`${API}/billing`, { perIncident: false }, String(json['base']));
  expect(answer.status).toBe(409);
  expect(portal.auditLog).toMatchObject([
    { actor: 'colleague@example.com', field: 'perIncidentOutsideWindow' },
  ]);
});

test('a token counts once, and each answer brings the next', async () => {
  await client.get('/accounts/A-1001/billing');
  const { json } = await client.get(`${API}/billing`);
  const first = client.token;
  const saved = await client.put(`${API}/billing`, { perIncident: false }, String(json['base']));
  expect(saved.status).toBe(200);
  expect(client.token).not.toBe(first);
  const next = await client.put(`${API}/billing`, { perIncident: true }, String(saved.json['base']));
  expect(next.status).toBe(200);
  client.token = first;
  expect((await client.put(`${API}/billing`, {}, 'x')).status).toBe(403);
});

test('times and dates have the format of the skin', async () => {
  const other = await startLiftOffSimulator({ login: 'password', skin: 'b' });
  client = new HttpClient(other.url);
  await client.password();
  const days = { ...weekdays('7:30 AM', '8:30 pm'), ...WEEKEND };
  expect(await problems('hours', { timeZone: 'UTC', ...days, 'monday.from': '07:30' })).toEqual([
    'Monday: enter times like 7:30 AM.',
  ]);
  expect(await problems('hours', { timeZone: 'UTC', ...days })).toBe(200);
  expect(other.state().accounts[0]?.hours.days.monday).toEqual({ closed: false, from: '07:30', to: '20:30' });
  expect(valuesIn(await client.get(`${API}/hours`))['monday.to']).toBe('8:30 PM');
  await other.stop();
});

test('a skin may show a day as one span', async () => {
  const other = await startLiftOffSimulator({ login: 'password', skin: 'c' });
  client = new HttpClient(other.url);
  await client.password();
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const spans = Object.fromEntries(days.map((day) => [`${day}.hours`, '7:30 AM - 8:30 pm']));
  const week = { timeZone: 'UTC', ...spans, ...WEEKEND };
  const asked = 'Monday: enter times like 7:30 AM – 8:30 PM.';
  expect(await problems('hours', { ...week, 'monday.hours': '7:30 – 8:30' })).toEqual([asked]);
  expect(await problems('hours', { ...week, 'monday.hours': '1 AM – 2 AM – 3 AM' })).toEqual([asked]);
  expect(await problems('hours', { ...week, 'monday.hours': '7:30 AM' })).toEqual([
    'Monday: enter from and to, or mark the day closed.',
  ]);
  expect(await problems('hours', week)).toBe(200);
  expect(valuesIn(await client.get(`${API}/hours`))).toMatchObject({
    'friday.hours': '7:30 AM – 8:30 PM',
    'sunday.hours': '',
  });
  await other.stop();
});
