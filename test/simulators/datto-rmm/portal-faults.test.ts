import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type DattoRmmPortal, startDattoRmmPortal } from '../../../simulators/datto-rmm/portal/server.ts';
import type { Fault } from '../../../simulators/kit/types.ts';
import { PERIOD, PortalClient } from './portal-client.ts';

const GROUP = '/portal-api/site-groups/51';
const HARBOR = 'Harbor Dental Group (example)';
let portal: DattoRmmPortal;
let client: PortalClient;

beforeEach(async () => {
  portal = await startDattoRmmPortal({
    portal: { totpPeriodSeconds: PERIOD, slow: { minMs: 0, maxMs: 0 }, groupActivity: 'present' },
  });
  client = new PortalClient(portal);
  await client.login();
});
afterEach(() => portal.stop());

const once = (kind: string, more: Partial<Fault> = {}) => portal.faults.add({ kind, times: 1, ...more });
const uidOf = (name: string) => portal.state().sites.find((site) => site.name === name)?.uid ?? '';
const stored = () => portal.state().siteGroups.find(({ id }) => id === 51)?.siteUids ?? [];
const namesIn = (rows: unknown) => (Array.isArray(rows) ? rows.map(({ name }) => String(name)) : []);
const uidsIn = (rows: unknown) => (Array.isArray(rows) ? rows.map(({ uid }) => String(uid)) : []);
const groups = async () => (await client.get('/portal-api/site-groups?q=mc%20help')).json['rows'];
const opened = async () => uidsIn((await client.get(GROUP)).json['sites']);
const save = (siteUids: readonly string[]) =>
  client.send('PUT', GROUP, { name: 'MC Help Desk Customers', siteUids });

test('neither sample customer is in the group, and both have their site', () => {
  const northwind = 'Northwind Legal LLP (example)';
  expect([uidOf(HARBOR), uidOf(northwind)]).not.toContain('');
  expect(stored()).not.toContain(uidOf(HARBOR));
  expect(stored()).not.toContain(uidOf(northwind));
  expect(stored()).toHaveLength(12);
});

test.each([
  ['save-500', 500, 12],
  ['save-500-after-commit', 500, 13],
  ['idle-logout-mid-edit', 401, 12],
  ['ip-denied', 403, 12],
])('%s answers a save with %i and leaves %i sites', async (kind, status, count) => {
  const sites = await opened();
  once(kind);
  expect((await save([...sites, uidOf(HARBOR)])).status).toBe(status);
  expect(stored()).toHaveLength(count);
  expect(portal.journalLog.at(-1)).toMatchObject({ fault: kind, status });
});

test('a save is of the whole list, so what somebody else has saved meanwhile is lost', async () => {
  once('concurrent-edit', { method: 'GET', options: { site: 'Acme', actor: 'lee@msp.example.com' } });
  const sites = await opened();
  expect(stored()).toContain(uidOf('Acme'));
  expect((await save([...sites, uidOf(HARBOR)])).status).toBe(200);
  expect(stored()).not.toContain(uidOf('Acme'));
  expect(portal.auditLog.map(({ actor, field }) => [actor, field])).toEqual([
    ['lee@msp.example.com', 'siteUids'],
    ['automation@msp.example.com', 'siteUids'],
  ]);
  expect(portal.state().activities.at(-1)).toMatchObject({ category: 'site-group' });
});

test('already-member: it is there when the page looks', async () => {
  once('already-member');
  expect(await opened()).toContain(uidOf(HARBOR));
});

test('group-missing hides while it lasts, group-renamed is for good; the look-alike stays', async () => {
  once('group-missing');
  expect(namesIn(await groups())).toEqual(['MC Help Desk Customers (old)']);
  expect(namesIn(await groups())).toHaveLength(2);
  once('group-missing');
  expect((await client.get('/site-groups/51')).status).toBe(404);
  once('group-renamed');
  expect(namesIn(await groups())).toEqual(['MC Help Desk Customers (old)', 'MC Helpdesk Customers']);
  expect((await client.get('/site-groups/51')).text).toContain('<h1>MC Helpdesk Customers</h1>');
});

test('stale-count shows the number from before the save', async () => {
  await save([...(await opened()), uidOf(HARBOR)]);
  once('stale-count');
  expect(await groups()).toMatchObject([{ sites: '12' }, {}]);
  expect(await groups()).toMatchObject([{ sites: '13' }, {}]);
});

test('site-not-visible: neither All Sites nor the pane lists it', async () => {
  const pane = async () =>
    namesIn((await client.get('/portal-api/candidates?q=harbor dental g')).json['sites']);
  expect(await pane()).toContain(HARBOR);
  portal.faults.add({ kind: 'site-not-visible', options: { site: HARBOR } });
  expect(await pane()).not.toContain(HARBOR);
  const all = await client.get('/portal-api/sites?q=harbor dental g');
  expect(namesIn(all.json['rows'])).not.toContain(HARBOR);
});

test('the pane pages by ten', async () => {
  const page = async (number: number) => (await client.get(`/portal-api/candidates?page=${number}`)).json;
  const { pages, total } = await page(1);
  expect(pages).toBe(Math.ceil(Number(total) / 10));
  expect(uidsIn((await page(2))['sites'])).toHaveLength(10);
  expect((await page(999))['page']).toBe(pages);
});

test.each([
  [{ name: 'Dental' }, 'A site group with this name already exists.'],
  [{ name: ' ' }, 'Enter a name.'],
  [{ name: 'x'.repeat(51) }, 'The name can have at most 50 characters.'],
])('%j is refused', async (change, problem) => {
  const answer = await client.send('PUT', GROUP, { siteUids: [], ...change });
  expect([answer.status, answer.json['problems']]).toEqual([422, [problem]]);
  expect(portal.auditLog).toEqual([]);
});

test('a mapping is in the API at once, or after some reads', async () => {
  const site = portal.state().sites.find(({ name }) => name.startsWith('Northwind Legal LLP (example)'));
  const fields = { name: site?.name, description: '', notes: 'n' };
  const map = (companyId: string) =>
    client.send('PUT', `/portal-api/sites/${site?.id}`, { ...fields, companyId });
  expect((await map('1')).status).toBe(422);
  once('stale-read', { options: { reads: 2 } });
  expect((await map('29683520')).status).toBe(200);
  expect(portal.state().staleSites).toMatchObject([{ uid: site?.uid, left: 2 }]);
  expect(site?.autotaskCompany).toEqual({ id: '29683520', name: 'Northwind Legal LLP (example)' });
});

test('without the integration nothing can be mapped', async () => {
  const other = await startDattoRmmPortal({
    portal: { totpPeriodSeconds: PERIOD, autotaskIntegration: 'off' },
  });
  client = new PortalClient(other);
  const { id, name } = other.state().sites.find((site) => site.name.startsWith('Northwind Legal LLP')) ?? {};
  const page = await client.login('administrator', `/site/${id}/settings`);
  expect(page.text).not.toContain('Map the site');
  const fields = { name, description: '', notes: '', companyId: '29683520' };
  expect((await client.send('PUT', `/portal-api/sites/${id}`, fields)).status).toBe(200);
  expect(other.state().sites.find((site) => site.id === id)?.autotaskCompany).toBeNull();
  await other.stop();
});
