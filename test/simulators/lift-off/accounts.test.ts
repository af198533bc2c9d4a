import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  type LiftOffSimulator,
  liftOffDefaults,
  startLiftOffSimulator,
} from '../../../simulators/lift-off/server.ts';
import { HttpClient } from './http-client.ts';

const NORTHWIND = { name: 'Northwind Legal LLP (example)', companyNumber: '29683520' };
let portal: LiftOffSimulator;
let client: HttpClient;

beforeEach(async () => {
  portal = await startLiftOffSimulator({ login: 'password', slow: { minMs: 0, maxMs: 0 } });
  client = new HttpClient(portal.url);
  await client.password();
});
afterEach(() => portal.stop());

async function add(form: { name: string; companyNumber: string }) {
  await client.get('/accounts/new');
  return client.post('/accounts/new', { ...form, csrf_token: client.token });
}

async function names(query: string): Promise<string[]> {
  const { json } = await client.get(`/api/accounts?q=${encodeURIComponent(query)}`);
  const accounts = json['accounts'];
  return Array.isArray(accounts) ? accounts.map(({ name }) => String(name)) : [];
}

test('the seed needs paging and holds look-alikes', async () => {
  const { json } = await client.get('/api/accounts?page=2');
  expect(json).toMatchObject({ total: 316, page: 2, pages: 13 });
  expect(await names('ACME')).toEqual(['Acme', 'ACME', 'Acme  (old)', 'Acme West']);
  expect(await names("O'Neil & Sons (NY)")).toEqual(["O'Neil & Sons (NY)"]);
  expect(await names('zürich')).toEqual(['Café Zürich']);
  expect(await names('harbor dental group (')).toEqual([liftOffDefaults.harborDental.name]);
  expect(await names('northwind legal')).toEqual([]);
});

test('the sample customer is as promised: per-incident on, nothing else filled in', () => {
  expect(portal.state().accounts.find(({ id }) => id === 'A-1001')).toMatchObject({
    autotaskCompanyId: 29683510,
    onboardedDevices: 0,
    perIncident: true,
    perIncidentOutsideWindow: false,
    vips: [],
    approvers: [],
    hours: { alwaysOpen: false, timeZone: '' },
    instructions: { newUser: '', newWorkstation: '', userTermination: '' },
  });
});

test('a page shows names without letting them become markup', async () => {
  const account = portal.state().accounts.find(({ name }) => name === '"Quoted" <Company>');
  const { text } = await client.get(`/accounts/${account?.id}/general`);
  expect(text).toContain('<h1>&quot;Quoted&quot; &lt;Company&gt;</h1>');
  expect(text).toContain(`Autotask company ID: ${account?.autotaskCompanyId}`);
});

test('a new account starts with per-incident on, and its contacts come later', async () => {
  const answer = await add(NORTHWIND);
  expect(answer.status).toBe(303);
  const id = answer.location.split('/')[2];
  expect(portal.auditLog).toMatchObject([
    {
      actor: liftOffDefaults.administrator.email,
      entity: 'account',
      id,
      field: 'created',
      after: { perIncident: true },
    },
  ]);
  const contacts = async () => (await client.get(`/api/accounts/${id}/contacts?q=grace`)).json['contacts'];
  expect(await contacts()).toEqual([]);
  portal.clock.advanceTo(new Date(portal.clock.now().getTime() + 16 * 60_000));
  expect(await contacts()).toMatchObject([{ email: 'grace.kim@northwind-legal.example.com' }]);
});

test('an exact duplicate and nonsense are refused, a look-alike is not', async () => {
  const answer = await add({ name: 'Acme', companyNumber: '12' });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('An account named &quot;Acme&quot; already exists.');
  const empty = await add({ name: ' ', companyNumber: 'x' });
  expect(empty.text).toContain('Enter the account name.');
  expect(empty.text).toContain('The Autotask company number must be a whole number.');
  expect((await add({ name: 'aCME', companyNumber: '29600000' })).status).toBe(303);
});

test('a repeated post adds nothing: its token is used up', async () => {
  await client.get('/accounts/new');
  const form = { ...NORTHWIND, csrf_token: client.token };
  await client.post('/accounts/new', form);
  const again = await client.post('/accounts/new', { ...form, name: 'Northwind Legal' });
  expect(again.status).toBe(403);
  expect(again.text).toContain('This page is out of date. Reload it and try again.');
  expect(portal.auditLog).toHaveLength(1);
});

test('adding fails before or after the account is there', async () => {
  portal.faults.add({ kind: 'save-500', times: 1 });
  expect((await add(NORTHWIND)).status).toBe(500);
  expect(await names('Northwind Legal')).toEqual([]);
  portal.faults.add({ kind: 'save-500-after-commit', times: 1 });
  expect((await add(NORTHWIND)).status).toBe(500);
  expect(await names('Northwind Legal')).toEqual([NORTHWIND.name]);
});

test('new accounts start with per-incident off where the portal is set so', async () => {
  const other = await startLiftOffSimulator({ login: 'password', newAccountPerIncident: 'off' });
  client = new HttpClient(other.url);
  await client.password();
  await add(NORTHWIND);
  expect(other.state().accounts.at(-1)?.perIncident).toBe(false);
  await other.stop();
});

test('a read-only login sees no way to add or save, and is refused by the server', async () => {
  client = new HttpClient(portal.url);
  await client.password('readOnly');
  expect((await client.get('/accounts')).text).not.toContain('Add account');
  expect((await client.get('/accounts/A-1001/hours')).text).not.toContain('data-save>');
  expect((await add(NORTHWIND)).status).toBe(403);
  const answer = await client.save('/api/accounts/A-1001/billing', { perIncident: false });
  expect(answer.json['problems']).toEqual(['You do not have permission to change this account.']);
  expect(portal.auditLog).toEqual([]);
});

test('unknown addresses are not found', async () => {
  expect((await client.get('/accounts/A-9/hours')).status).toBe(404);
  expect((await client.get('/accounts/A-1001/devices')).status).toBe(404);
  expect((await client.get('/nothing')).status).toBe(404);
});
