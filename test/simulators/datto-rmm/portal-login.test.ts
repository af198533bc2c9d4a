import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  type DattoRmmPortal,
  dattoRmmPortalDefaults,
  startDattoRmmPortal,
} from '../../../simulators/datto-rmm/portal/server.ts';
import { PERIOD, PortalClient, tokenNow } from './portal-client.ts';

const { email, password } = dattoRmmPortalDefaults.administrator;
let portal: DattoRmmPortal;
let client: PortalClient;

beforeEach(async () => {
  portal = await startDattoRmmPortal({
    portal: { totpPeriodSeconds: PERIOD, slow: { minMs: 0, maxMs: 0 } },
  });
  client = new PortalClient(portal);
});
afterEach(() => portal.stop());

const groups = async () => (await client.get('/portal-api/site-groups')).json['rows'];

test('a page leads to the other origin, and the login back to it', async () => {
  const login = await client.get('/site-groups/51');
  expect(new URL(login.url).origin).toBe(portal.authUrl);
  expect(portal.authUrl).not.toBe(portal.portalUrl);
  expect(new URL(login.url).searchParams.get('state')).toMatch(/.{30}/);
  const answer = await client.login('administrator', '/site-groups/51');
  expect(answer.url).toBe(`${portal.portalUrl}/site-groups/51`);
  expect(answer.text).toContain('<h1>MC Help Desk Customers</h1>');
  expect(portal.state().portal.logins).toMatchObject([{ email, account: 'Example MSP' }]);
});

test('a login that was not begun here, or leads elsewhere, ends', async () => {
  await client.get(`${portal.authUrl}/login`);
  await client.post('/login', { email, password });
  await client.post('/token', { token: tokenNow() });
  const answer = await client.post('/account', { account: 'Example MSP' });
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('Login failed')]);
  const foreign = `${portal.authUrl}/login?redirect_uri=https://elsewhere.example.com/&state=1`;
  expect((await client.get(foreign)).status).toBe(400);
  expect((await client.get('/login/callback?code=1&state=1')).status).toBe(400);
});

test('no step can be left out', async () => {
  await client.get('/sites');
  expect((await client.post('/token', { token: tokenNow() })).text).toContain('Log in to Datto RMM');
  await client.post('/login', { email, password });
  await client.post('/account', { account: 'Example MSP' });
  expect((await client.get('/sites')).url).toContain('/login?');
});

test('a token counts once, for every login of the user', async () => {
  const token = tokenNow();
  const enter = async () => {
    client = new PortalClient(portal);
    await client.get('/sites');
    await client.post('/login', { email, password });
    return client.post('/token', { token });
  };
  expect((await enter()).url).toContain('/account');
  expect((await enter()).text).toContain('This token has already been used.');
});

test('the fifth wrong try locks, and the right password does not help any more', async () => {
  await client.get('/sites');
  const wrong = () => client.post('/login', { email, password: 'x' });
  for (let at = 0; at < 4; at += 1) expect((await wrong()).text).toContain('is incorrect');
  expect((await wrong()).text).toContain('is locked');
  expect((await client.post('/login', { email, password })).text).toContain('is locked');
  expect(portal.auditLog).toMatchObject([{ entity: 'portal-user', field: 'locked', after: true }]);
});

test('the other account of the picker has a group of the same name, and is another', async () => {
  await client.login('administrator', '/', 'Example MSP (Sandbox)');
  expect(await groups()).toMatchObject([{ name: 'MC Help Desk Customers', sites: '1' }]);
});

test('Inactive User Logout follows the movable clock, and says why', async () => {
  await client.login();
  const minutes = (count: number) =>
    portal.clock.advanceTo(new Date(portal.clock.now().getTime() + count * 60_000));
  minutes(29);
  expect(await groups()).toHaveLength(40);
  minutes(31);
  expect((await client.get('/portal-api/site-groups')).status).toBe(401);
  expect((await client.get('/site-groups')).text).toContain('You were logged out after 30 minutes');
});

test('what the security level allows', async () => {
  const denied = await client.login('noDashboard', '/');
  expect([denied.status, denied.text]).toEqual([403, expect.stringContaining('<h1>Access denied</h1>')]);
  expect((await client.get('/site-groups')).status).toBe(200);

  client = new PortalClient(portal);
  expect((await client.login('technician')).text).not.toContain('Edit Site Group');
  expect((await client.get('/site-groups/51/edit')).status).toBe(403);
  const write = () =>
    client.send('PUT', '/portal-api/site-groups/51', { name: 'MC Help Desk Customers', siteUids: [] });
  expect((await write()).status).toBe(403);

  client = new PortalClient(portal);
  await client.login('twoLevels');
  expect((await write()).status).toBe(403);
  expect((await client.send('PUT', '/portal-api/level', { level: 'Sites only' })).status).toBe(403);
  await client.send('PUT', '/portal-api/level', { level: 'Administrator' });
  expect((await write()).status).toBe(200);
});

test('neither password nor token nor code gets into the journal', async () => {
  const token = tokenNow();
  await client.login();
  const lines = JSON.stringify(portal.journalLog);
  expect(lines).toContain('/login/callback');
  for (const secret of [password, `"${token}"`, client.cookies.get('rmm_session') ?? '-'])
    expect(lines).not.toContain(secret);
  expect(lines).not.toMatch(/"code":"[^*]/);
});
