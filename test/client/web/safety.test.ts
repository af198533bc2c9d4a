import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer';
import { openBrowser } from '../../support/browser.ts';
import { harbor, stateWith } from '../states.ts';
import { decisionOf } from './decision-of.ts';
import { atCustomer, parkedVips, pat } from './decision-states.ts';
import { tabOf } from './page-browser.ts';
import { openPages, type Pages, TOKEN } from './pages.ts';
import { Visitor } from './visitor.ts';

const { decision, state } = decisionOf('a parked step');
const address = `/onboardings/${harbor.id}/decisions/vip-users`;
const retry = { choice: 'retry', revision: decision.revision };

let pages: Pages;
let visitor: Visitor;
beforeEach(async () => {
  pages = await openPages();
  pages.desk.put(state);
  visitor = await signedIn();
});
afterEach(() => pages.app.close());

async function signedIn(person = 'dana.ops'): Promise<Visitor> {
  const somebody = new Visitor(pages.app);
  await somebody.get('/sign-in');
  await somebody.post('/sign-in/token', { person, token: TOKEN });
  return somebody;
}

describe('a form', () => {
  const forms = [
    address,
    '/same-cause',
    '/sign-out',
    '/sign-in/token',
    '/sign-in/claim',
    ...['hold', 'release', 'cancel', 'reschedule', 'withdraw'].map(
      (kind) => `/onboardings/${harbor.id}/${kind}`,
    ),
    ...['', '/code', '/enter'].map((end) => `/d/token${end}`),
  ];

  test.each(forms)('at %s is not taken without its key', async (path) => {
    const { status, text } = await visitor.post(path, { ...retry, _csrf: '' });
    expect([status, text.includes('is not ours')]).toEqual([403, true]);
    expect([pages.desk.answers.size, pages.desk.wishes.size, pages.desk.codes]).toEqual([0, 0, []]);
  });

  test('every one that there is stands in this list', async () => {
    const posts = pages.app.printRoutes({ commonPrefix: false }).match(/POST/g) ?? [];
    expect(posts).toHaveLength(forms.length);
  });

  test('with somebody else’s key is not taken', async () => {
    const somebody = await signedIn('pat');
    const key = /name="_csrf" value="([^"]*)"/.exec((await somebody.get(address)).text)?.[1] ?? '';
    await visitor.get(address);
    expect((await visitor.post(address, { ...retry, _csrf: key })).status).toBe(403);
    expect(pages.desk.answers.size).toBe(0);
  });

  test('sent twice is one answer', async () => {
    await visitor.get(address);
    await visitor.post(address, retry);
    pages.desk.put(state);
    await visitor.post(address, retry);
    expect(pages.desk.answers.size).toBe(1);
  });

  test('of a wish, sent twice, is one wish; the next page’s is another', async () => {
    const hold = `/onboardings/${harbor.id}/hold`;
    const wish = { reason: 'Wait.', seen: '3' };
    await visitor.get(`/onboardings/${harbor.id}`);
    await visitor.post(hold, wish);
    await visitor.post(hold, wish);
    expect(pages.desk.wishes.size).toBe(1);
    await visitor.post(hold, { ...wish, seen: '4' });
    expect(pages.desk.wishes.size).toBe(2);
  });

  test('with another answer, or for another revision, is another one', async () => {
    await visitor.get(address);
    await visitor.post(address, retry);
    pages.desk.put(state);
    await visitor.post(address, { ...retry, choice: 'done-by-hand' });
    pages.desk.put({ ...state, openItems: [{ ...parkedVips, since: '2026-11-23T11:00:00.000Z' }] });
    await visitor.post(address, { ...retry, revision: '2026-11-23T11:00:00.000Z+0' });
    expect(pages.desk.answers.size).toBe(3);
  });

  test('that was shown before something else was asked is not taken', async () => {
    await visitor.get(address);
    pages.desk.put({ ...state, openItems: [{ ...parkedVips, since: '2026-11-23T11:00:00.000Z' }] });
    const { status, text } = await visitor.post(address, retry);
    expect([status, text.includes('Something else is asked by now')]).toEqual([409, true]);
  });

  test('with an answer that the decision has not is not taken', async () => {
    await visitor.get(address);
    expect((await visitor.post(address, { ...retry, choice: 'approve' })).status).toBe(409);
  });
});

test('what goes wrong with one of several answers is told beside the others', async () => {
  await visitor.get(address);
  const own = JSON.stringify([harbor.id, decision.id, decision.revision]);
  const about = ['not ours', JSON.stringify(['nobody-known', 'vip-users', 'r']), own];
  const { status, text } = await visitor.post('/same-cause', { choice: 'retry', about });
  expect(status).toBe(200);
  for (const words of ['One of them: something went wrong', 'nobody-known: not taken', 'answered: retry'])
    expect(text).toContain(words);
});

test('what the onboarding refuses is said in its own words', async () => {
  pages.desk.refusal = 'dana.ops may not decide this. Who may: pat.';
  await visitor.get(address);
  expect((await visitor.post(address, retry)).text).toContain('dana.ops may not decide this. Who may: pat.');
});

test.each([
  [new Error('password hunter2 at 10.0.0.7'), 500],
  [Object.assign(new Error('upstream'), { code: 14, details: 'dns 10.0.0.7', metadata: {} }), 503],
])('what is behind %p stands in the log and on no page', async (failure, status) => {
  pages.desk.failure = failure;
  const page = await visitor.get(address);
  expect(page.status).toBe(status);
  for (const word of ['hunter2', '10.0.0.7', 'upstream']) expect(page.text).not.toContain(word);
  expect(pages.log).toEqual([`GET /onboardings/:customer/decisions/:decision: ${failure.message}`]);
});

test('a customer called <script> is text on every page', async () => {
  const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
  pages.desk.put(
    stateWith({
      ...{ customerName: evil, stage: 'preparing' },
      openItems: [
        { ...parkedVips, title: evil, instruction: evil, problem: { ...parkedVips.problem, message: evil } },
      ],
      timeline: [{ at: '2026-11-22T09:00:00.000Z', text: evil }],
      hold: { by: pat, reason: evil, at: '2026-11-22T09:00:00.000Z' },
    }),
  );
  const paths = [
    '/',
    `/?text=${encodeURIComponent(evil)}`,
    '/calendar?month=2026-12',
    `/onboardings/${harbor.id}`,
    address,
  ];
  for (const path of paths) {
    const { text } = await visitor.get(path);
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/<script|<img src=x/);
  }
});

test('every page forbids scripts, frames and being kept, and tells no other site where it was', async () => {
  const link = pages.link({ decision: 'vip-users', revision: decision.revision });
  for (const path of ['/', '/sign-in', link, address, '/nowhere']) {
    const { headers } = await visitor.get(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  }
});

test('cookies are for this site’s pages alone, and for https where the address is', async () => {
  const cookies = async () => {
    const answer = await pages.app.inject({ method: 'GET', url: '/sign-in', headers: { host: '127.0.0.1' } });
    return answer.cookies;
  };
  expect(await cookies()).toEqual([expect.objectContaining({ httpOnly: true, sameSite: 'Lax' })]);
  const secure = await openPages({ web: { url: 'https://onboard.example.com', token: 'ONBOARD_WEB_TOKEN' } });
  const answer = await secure.app.inject({
    method: 'GET',
    url: '/d/none',
    headers: { host: 'onboard.example.com' },
  });
  expect(answer.cookies).toEqual([expect.objectContaining({ secure: true, httpOnly: true })]);
  expect(answer.headers['strict-transport-security']).toContain('max-age');
  await secure.app.close();
});

test.each([
  [{ host: 'evil.example.com' }],
  [{ host: 'evil.example.com', 'x-forwarded-host': 'localhost' }],
  [{ host: 'evil.example.com', 'x-forwarded-host': '127.0.0.1', 'x-forwarded-for': '127.0.0.1' }],
  [{ host: 'evil.example.com:80@localhost' }],
])('another name that leads here gets nothing: %j', async (headers) => {
  const { status, text } = await visitor.get(address, headers);
  expect([status, text.includes('Harbor')]).toEqual([421, false]);
});

test('a proxy in front may say what it likes of the name, as long as it passes ours on', async () => {
  const { status } = await visitor.get(address, { 'x-forwarded-host': 'evil.example.com' });
  expect(status).toBe(200);
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  /** A page of another site, until it is closed. */
  async function elsewhere(html: string) {
    const server = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end(html),
    );
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port }: Partial<AddressInfo> = Object(server.address());
    return { url: `http://localhost:${port}/`, close: () => server.close() };
  }

  test('another site’s form does not answer in the name of whoever is signed in', async () => {
    const site = await elsewhere(
      `<form method="post" action="${pages.url}${address}"><input name="choice" value="retry"><input name="revision" value="${decision.revision}"><button>Win</button></form>`,
    );
    const page = await tabOf(browser, pages);
    await page.goto(`${pages.url}/`);
    await page.goto(site.url);
    await Promise.all([page.waitForNavigation(), page.click('button')]);
    expect(await page.$eval('h1', (heading) => heading.textContent)).toBe('Not taken');
    expect(pages.desk.answers.size).toBe(0);
    site.close();
  });

  test('no other site shows our pages in a frame', async () => {
    const site = await elsewhere(`<iframe src="${pages.url}${address}"></iframe>`);
    const page = await tabOf(browser, pages);
    await page.goto(site.url, { waitUntil: 'networkidle0' });
    const frame = page.frames().find((one) => one !== page.mainFrame());
    expect(await frame?.evaluate('document.body.innerText')).not.toContain('VIP');
    site.close();
  });

  test('a script that gets into a page does not run', async () => {
    pages.desk.put(atCustomer('harbor-dental', '<script>document.title="mine"</script>', state));
    const page = await tabOf(browser, pages);
    await page.goto(pages.url + address);
    await page.evaluate(
      'document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = `mine`" }))',
    );
    expect(await page.title()).not.toBe('mine');
  });
});
