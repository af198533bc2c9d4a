import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer';
import { mailedCode } from '../../../activities/links/mailed-code.ts';
import { ABSOLUTE_MS, IDLE_MS } from '../../../client/web/session.ts';
import { returnTo } from '../../../client/web/sign-in/return-to.ts';
import type { Profile } from '../../../domain/profile.ts';
import { type OidcSimulator, startOidcSimulator } from '../../../simulators/oidc/server.ts';
import { openBrowser } from '../../support/browser.ts';
import { harbor } from '../states.ts';
import { decisionOf } from './decision-of.ts';
import { decisionStates, now } from './decision-states.ts';
import { barriers, clumsiness, freshTab, press, shown } from './page-browser.ts';
import { openPages, type Pages, TOKEN } from './pages.ts';
import { type Origin, Visitor } from './visitor.ts';

const decision = `/onboardings/${harbor.id}/decisions/vip-users`;

async function signedIn(pages: Pages, person = 'dana.ops'): Promise<Visitor> {
  const visitor = new Visitor(pages.app);
  await visitor.get('/sign-in');
  await visitor.post('/sign-in/token', { person, token: TOKEN });
  return visitor;
}

describe('with a token', () => {
  let pages: Pages;
  beforeEach(async () => {
    pages = await openPages();
    const { state } = decisionStates['a parked step'] ?? {};
    if (state !== undefined) pages.desk.put(state);
  });
  afterEach(() => pages.app.close());

  test('every page leads to the sign-in first and back after it', async () => {
    const visitor = new Visitor(pages.app);
    const { status, location } = await visitor.get(decision);
    expect([status, location]).toEqual([303, `/sign-in?to=${encodeURIComponent(decision)}`]);
    await visitor.get(location ?? '');
    const back = await visitor.post('/sign-in/token', { person: 'dana.ops', token: TOKEN, to: decision });
    expect([back.status, back.location]).toEqual([303, decision]);
    expect((await visitor.get(decision)).text).toContain('Dana Whitfield');
  });

  test('a wrong token admits nobody, and guessing is slow', async () => {
    const visitor = new Visitor(pages.app);
    await visitor.get('/sign-in');
    const guess = () => visitor.post('/sign-in/token', { person: 'dana.ops', token: 'swordfish' });
    expect((await guess()).text).toContain('That is not the token.');
    expect((await visitor.get('/')).status).toBe(303);
    for (let more = 0; more < 9; more += 1) await guess();
    expect((await guess()).status).toBe(429);
  });

  test('answers are recorded with that proof', async () => {
    const visitor = await signedIn(pages);
    await visitor.get(decision);
    const { decision: open } = decisionOf('a parked step');
    await visitor.post(decision, { choice: 'retry', revision: open.revision });
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said.provenBy).toBe('token: web');
  });

  test.each([
    ['half an hour after the last page', [IDLE_MS + 1]],
    ['ten hours after the sign-in, however busy', Array(25).fill(ABSOLUTE_MS / 24)],
  ])('a session ends %s', async (_when, waits) => {
    const visitor = await signedIn(pages);
    expect((await visitor.get('/')).status).toBe(200);
    let at = now.getTime();
    let last = 200;
    for (const wait of waits) {
      at += wait;
      pages.setting.clock = new Date(at);
      last = (await visitor.get('/')).status;
    }
    expect(last).toBe(303);
  });

  test('a session goes on while somebody is there', async () => {
    const visitor = await signedIn(pages);
    for (let minutes = 20; minutes < 120; minutes += 20) {
      pages.setting.clock = new Date(now.getTime() + minutes * 60_000);
      expect((await visitor.get('/')).status).toBe(200);
    }
  });

  test('who has left the profile is out at once', async () => {
    const visitor = await signedIn(pages);
    const { profile } = pages.setting;
    const people = profile.people.filter(({ id }) => id !== 'dana.ops');
    pages.setting.profile = { ...profile, people };
    expect((await visitor.get('/')).status).toBe(303);
  });

  test.each<[what: string, token: string, status: number]>([
    ['another token it is not good', 'a-new-token', 303],
    ['the same token it is', TOKEN, 200],
  ])('a session outlives its process: with %s', async (_what, token, status) => {
    const visitor = await signedIn(pages);
    const anew = await openPages({ key: pages.key, token });
    const later = new Visitor(anew.app);
    for (const [name, value] of visitor.cookies) later.cookies.set(name, value);
    const seen = await later.get('/');
    await anew.app.close();
    expect(seen.status).toBe(status);
  });

  test('a session ends when another way to sign in is set up', async () => {
    const visitor = await signedIn(pages);
    const { profile } = pages.setting;
    const oidc = {
      ...{ issuer: 'https://id.example.com/', clientId: 'onboard', trustEmails: false },
      clientSecret: 'ONBOARD_OIDC_CLIENT_SECRET',
    };
    pages.setting.profile = { ...profile, web: { ...profile.web, oidc } };
    expect((await visitor.get('/')).status).toBe(303);
  });

  test.each([
    ['provider', { issuer: 'https://other.example.com/' }],
    ['client', { clientId: 'another' }],
    ['trust in the provider’s addresses', { trustEmails: true }],
  ])('a session ends when the %s is another', async (_what, change) => {
    const { profile } = pages.setting;
    const oidc = {
      ...{ issuer: 'https://id.example.com/', clientId: 'onboard', trustEmails: false },
      clientSecret: 'ONBOARD_OIDC_CLIENT_SECRET',
    };
    pages.setting.profile = { ...profile, web: { ...profile.web, oidc } };
    const visitor = await signedIn(pages);
    expect((await visitor.get('/')).status).toBe(200);
    pages.setting.profile = { ...profile, web: { ...profile.web, oidc: { ...oidc, ...change } } };
    expect((await visitor.get('/')).status).toBe(303);
  });

  test('a session ends when its way to sign in is no longer offered', async () => {
    const visitor = await signedIn(pages);
    const { profile } = pages.setting;
    const { token: _token, ...web } = profile.web;
    pages.setting.profile = { ...profile, web };
    expect((await visitor.get('/')).status).toBe(303);
  });

  test('signing out ends it', async () => {
    const visitor = await signedIn(pages);
    await visitor.get('/');
    expect((await visitor.post('/sign-out')).text).toContain('You are signed out here.');
    expect((await visitor.get('/')).status).toBe(303);
  });

  test('a session that was changed is none', async () => {
    const visitor = await signedIn(pages);
    const cookie = visitor.cookies.get('onboard_session') ?? '';
    visitor.cookies.set(
      'onboard_session',
      `${cookie.slice(0, 20)}${cookie[20] === 'A' ? 'B' : 'A'}${cookie.slice(21)}`,
    );
    expect((await visitor.get('/')).status).toBe(303);
  });
});

test.each([
  ['/calendar?month=2026-12', '/calendar?month=2026-12'],
  ['https://evil.example.com/', '/'],
  ['//evil.example.com/', '/'],
  ['/\\evil.example.com', '/'],
  ['/\t/evil.example.com', '/'],
  ['/..//evil.example.com', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
  [undefined, '/'],
])('after sign-in, %p leads to %s', (wanted, path) => {
  const to = returnTo(wanted);
  expect(new URL(to, 'http://here.example').origin).toBe('http://here.example');
  expect(to).toBe(path);
});

describe('without anything to sign in with', () => {
  test('this machine’s people say who they are, recorded as claimed', async () => {
    const pages = await openPages({ web: {} });
    const { state } = decisionStates['a parked step'] ?? {};
    if (state !== undefined) pages.desk.put(state);
    const visitor = new Visitor(pages.app);
    expect((await visitor.get('/sign-in')).text).toContain('take your word for who you are');
    await visitor.post('/sign-in/claim', { person: 'pat' });
    const { decision: open } = decisionOf('a parked step');
    await visitor.get(decision);
    await visitor.post(decision, { choice: 'retry', revision: open.revision });
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said).toMatchObject({ by: 'pat', provenBy: 'claimed: web@desk-of-tests' });
    await pages.app.close();
  });

  test('nobody is taken at their word where others get here: by an address for others, or with a token', async () => {
    for (const web of [{ url: 'https://onboard.example.com' }, { token: 'ONBOARD_WEB_TOKEN' }]) {
      const pages = await openPages({ web });
      const visitor = new Visitor(pages.app);
      expect((await visitor.get('/sign-in')).text).not.toContain('take your word');
      // A page with a form, whatever the ways to sign in are.
      await visitor.get(pages.link({ decision: 'vip-users', revision: 'r' }));
      const claimed = await visitor.post('/sign-in/claim', { person: 'pat' });
      expect(claimed.text).toContain('Here one has to sign in.');
      expect((await visitor.get('/')).status).toBe(303);
      await pages.app.close();
    }
  });
});

describe('whose word is not taken', () => {
  let pages: Pages;
  beforeEach(async () => {
    pages = await openPages({ web: {} });
  });
  afterEach(() => pages.app.close());

  /** Says who they are, with the key of a page that shows no form to say so. */
  async function claim(visitor: Visitor): Promise<string> {
    expect((await visitor.get('/sign-in')).text).not.toContain('take your word');
    await visitor.get(pages.link({ decision: 'vip-users', revision: 'r' }));
    return (await visitor.post('/sign-in/claim', { person: 'pat' })).text;
  }

  test.each<Origin>([
    { headers: { 'x-forwarded-for': '203.0.113.7' } },
    { headers: { 'x-forwarded-proto': 'https' } },
    { headers: { forwarded: 'for=203.0.113.7' } },
    { headers: { via: '1.1 proxy' } },
    { remoteAddress: '203.0.113.7' },
    { remoteAddress: '::ffff:203.0.113.7' },
  ])('who comes by %j, nor is a session of this machine good there', async (from) => {
    expect(await claim(new Visitor(pages.app, from))).toContain('Here one has to sign in.');
    const [here, there] = [new Visitor(pages.app), new Visitor(pages.app, from)];
    await here.get('/sign-in');
    await here.post('/sign-in/claim', { person: 'pat' });
    expect((await here.get('/')).status).toBe(200);
    for (const [name, value] of here.cookies) there.cookies.set(name, value);
    expect((await there.get('/')).status).toBe(303);
  });

  test('anybody, where the process listens for other machines, whatever a later profile says', async () => {
    await pages.app.close();
    pages = await openPages({ bind: '0.0.0.0' });
    const { profile } = pages.setting;
    const { token: _token, ...web } = profile.web;
    pages.setting.profile = { ...profile, web };
    expect(await claim(new Visitor(pages.app))).toContain('Here one has to sign in.');
  });
});

describe('by OpenID Connect', () => {
  const client = { id: 'onboard', secret: 'a-client-secret' };
  const users = [
    { sub: 'u-1', email: 'Dana@Lakeside-IT.example.com', emailVerified: true },
    { sub: 'u-2', email: 'pat@lakeside-it.example.com' },
    { sub: 'u-3', email: 'sam@lakeside-it.example.com', emailVerified: false },
    { sub: 'u-4', email: 'stranger@example.com', emailVerified: true },
  ];
  let browser: Browser;
  let provider: OidcSimulator;
  let pages: Pages;
  let page: Page;
  let oidc: NonNullable<Profile['web']['oidc']>;
  beforeAll(async () => {
    [browser, provider] = await Promise.all([openBrowser(), startOidcSimulator({ client, users })]);
    oidc = {
      issuer: provider.issuer,
      clientId: client.id,
      clientSecret: 'ONBOARD_OIDC_CLIENT_SECRET',
      trustEmails: false,
    };
    pages = await openPages({ web: { oidc }, clientSecret: client.secret });
  });
  afterAll(async () => {
    await Promise.all([browser.close(), provider.stop(), pages.app.close()]);
  });
  beforeEach(async () => {
    provider.faults.clear();
    pages.desk.answers.clear();
    pages.desk.put(decisionOf('a parked step').state);
    page = await freshTab(browser);
    await page.goto(pages.url + decision);
  });
  afterEach(() => page.browserContext().close());

  async function signInAs(email: string): Promise<void> {
    await press(page, 'Sign in', 'link');
    await press(page, email);
  }

  test('the provider says who it is, and the way leads back to the page', async () => {
    expect([await barriers(page), await clumsiness(page)]).toEqual([[], []]);
    await signInAs('Dana@Lakeside-IT.example.com');
    expect(page.url()).toBe(pages.url + decision);
    await press(page, 'Try again');
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said).toMatchObject({ by: 'dana.ops', provenBy: `oidc: ${provider.issuer} u-1` });
  });

  test('a link that a mailed code is not enough for leads to it, and comes back to the same decision', async () => {
    const { decision: asked } = decisionOf('a parked step');
    const link = pages.link({ decision: asked.id, revision: asked.revision, proof: 'oidc' });
    await page.goto(pages.url + link);
    expect([await barriers(page), await clumsiness(page)]).toEqual([[], []]);
    await signInAs('Dana@Lakeside-IT.example.com');
    expect(page.url()).toBe(pages.url + link);
    await press(page, 'Try again');
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said).toMatchObject({ by: 'dana.ops', provenBy: `oidc: ${provider.issuer} u-1` });
  });

  test('whoever has entered a code for a link and signs in as well answers by the sign-in, which proves more', async () => {
    const { decision: asked } = decisionOf('a parked step');
    const link = pages.link({ decision: asked.id, revision: asked.revision });
    await page.goto(pages.url + link);
    await press(page, 'Mail me a code');
    await page.type('input[name=code]', mailedCode(pages.key, pages.desk.codes.at(-1)?.challenge ?? ''));
    await press(page, 'Show the decision');
    await page.goto(`${pages.url}/sign-in/oidc?to=${encodeURIComponent(link)}`);
    await press(page, 'Dana@Lakeside-IT.example.com');
    await press(page, 'Try again');
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said).toMatchObject({ by: 'dana.ops', provenBy: `oidc: ${provider.issuer} u-1` });
  });

  test('a provider that sends the address apart is believed', async () => {
    provider.faults.add('no-email');
    await signInAs('Dana@Lakeside-IT.example.com');
    expect(page.url()).toBe(pages.url + decision);
  });

  test('an address that is not called verified counts where the profile trusts the provider with addresses', async () => {
    const { profile } = pages.setting;
    pages.setting.profile = { ...profile, web: { ...profile.web, oidc: { ...oidc, trustEmails: true } } };
    await signInAs('pat@lakeside-it.example.com');
    expect(page.url()).toBe(pages.url + decision);
    await page.goto(`${pages.url}/sign-in/oidc?to=/`);
    await press(page, 'sam@lakeside-it.example.com');
    expect(await shown(page)).toContain('or that is not verified');
    pages.setting.profile = profile;
  });

  test('a provider that admits the people of any tenant is not gone to', async () => {
    const { profile } = pages.setting;
    const issuer = 'https://login.microsoftonline.com/common/v2.0';
    pages.setting.profile = { ...profile, web: { ...profile.web, oidc: { ...oidc, issuer } } };
    const metadata = {
      issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
      authorization_endpoint: `${issuer}/authorize`,
    };
    const fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(metadata));
    const { status, text } = await new Visitor(pages.app).get('/sign-in/oidc?to=/');
    expect(fetched).toHaveBeenCalledTimes(1);
    fetched.mockRestore();
    pages.setting.profile = profile;
    expect([status, text.includes('set web.oidc.issuer to that of your own tenant')]).toEqual([409, true]);
  });

  test.each(['pat@lakeside-it.example.com', 'sam@lakeside-it.example.com', 'stranger@example.com'])(
    '%s is nobody here',
    async (email) => {
      await signInAs(email);
      expect(await shown(page)).toContain(
        'with an address that nobody in the profile has, or that is not verified',
      );
      await page.goto(pages.url);
      expect(page.url()).toContain('/sign-in');
    },
  );

  test.each(['other-nonce', 'other-audience', 'other-key', 'expired'] as const)(
    'a token with %s admits nobody, and the log alone says what was wrong',
    async (fault) => {
      provider.faults.add(fault);
      const lines = pages.log.length;
      await signInAs('pat@lakeside-it.example.com');
      expect(await shown(page)).toContain('The sign-in was not completed.');
      expect(pages.log.slice(lines)).toEqual([expect.stringMatching(/^A sign-in was not completed: \w+/)]);
      await page.goto(pages.url);
      expect(page.url()).toContain('/sign-in');
    },
  );

  test('a code from another browser’s sign-in is not taken, nor is one with another state', async () => {
    await press(page, 'Sign in', 'link');
    const other = new Visitor(pages.app);
    const strange = await other.get('/sign-in/callback?code=stolen&state=any');
    expect(strange.text).toContain('This browser did not begin that sign-in');
    await other.get('/sign-in/oidc?to=/');
    const redeemed = provider.redeemed.length;
    expect((await other.get('/sign-in/callback?code=stolen&state=any')).text).toContain('was not completed');
    expect(provider.redeemed).toHaveLength(redeemed);
  });
});
