import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer';
import { mailedCode } from '../../../activities/links/mailed-code.ts';
import type { ProofKind } from '../../../domain/decisions.ts';
import { openBrowser } from '../../support/browser.ts';
import { harbor } from '../states.ts';
import { decisionOf } from './decision-of.ts';
import { beforePicture, now, pat, screenshot } from './decision-states.ts';
import { barriers, clumsiness, freshTab, press, shown } from './page-browser.ts';
import { openPages, type Pages, TOKEN } from './pages.ts';
import { Visitor } from './visitor.ts';

const { decision, state } = decisionOf('a parked step');
const about = { decision: decision.id, revision: decision.revision };
/** What nobody may learn from a link before they have shown that it is theirs. */
const secrets = [
  'Harbor',
  'harbor',
  'VIP users',
  'vip-users',
  'Dana',
  'dana',
  'Lift Off',
  '@',
  decision.revision,
];

let pages: Pages;
let link: string;
let visitor: Visitor;
beforeEach(async () => {
  pages = await openPages();
  pages.desk.put(state);
  pages.desk.pictures.set(beforePicture.key, screenshot);
  link = pages.link(about);
  visitor = new Visitor(pages.app);
});
afterEach(() => pages.app.close());

function codeOf(index: number): string {
  return mailedCode(pages.key, pages.desk.codes[index]?.challenge ?? '');
}

async function admitByCode(who = visitor): Promise<void> {
  await who.get(link);
  await who.post(`${link}/code`);
  await who.get(`${link}/code`);
  const entered = await who.post(`${link}/enter`, { code: codeOf(pages.desk.codes.length - 1) });
  expect([entered.status, entered.location]).toEqual([303, link]);
}

async function signIn(person: string): Promise<void> {
  await visitor.get('/sign-in');
  await visitor.post('/sign-in/token', { person, token: TOKEN });
}

/** Letters that come by chance say nothing. */
const withoutLink = ({ text }: { readonly text: string }) => text.replaceAll(link.slice('/d/'.length), '');

describe('before anybody has shown that the link is theirs', () => {
  test('neither its address nor its pages say what it is about', async () => {
    const texts = [await visitor.get(link), await visitor.get(`${link}/code`)].map(withoutLink);
    for (const secret of secrets) for (const text of texts) expect(text).not.toContain(secret);
    const decoded = Buffer.from(link.slice(3), 'base64url').toString('latin1');
    for (const secret of secrets.filter((word) => word.length > 3)) expect(decoded).not.toContain(secret);
  });

  test('fetching it, as mail scanners and previews do, uses nothing up and mails nothing', async () => {
    for (let times = 0; times < 5; times += 1) await visitor.get(link);
    expect([pages.desk.codes, pages.desk.answers.size]).toEqual([[], 0]);
    await admitByCode();
    expect((await visitor.get(link)).text).toContain('Dana Whitfield');
  });

  test('an answer is not taken, nor a picture shown', async () => {
    await visitor.get(link);
    const sent = await visitor.post(link, { choice: 'retry', revision: decision.revision });
    expect([sent.status, sent.location, pages.desk.answers.size]).toEqual([303, link, 0]);
    expect((await visitor.get(`${link}/pictures/${beforePicture.sha256}`)).status).toBe(404);
  });

  test('whether the decision is still open shows no difference', async () => {
    const text = async () => (await visitor.get(link)).text.replaceAll(/value="[^"]*"/g, '');
    const before = await text();
    pages.desk.states.clear();
    expect(await text()).toBe(before);
  });
});

describe('with the mailed code', () => {
  test('exactly that decision is shown and can be answered; the answer says how and until when', async () => {
    await admitByCode();
    const page = await visitor.get(link);
    expect(page.text).toContain(decision.ask.slice(0, 20));
    expect(page.text).not.toMatch(/href="\/(calendar|onboardings)/);
    await visitor.post(link, { choice: 'retry', revision: decision.revision });
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said).toMatchObject({
      ...{ by: 'dana.ops', choice: 'retry', revision: decision.revision },
      provenBy: 'mailed code: dana@lakeside-it.example.com',
      linkExpiresAt: '2026-11-30T15:00:00.000Z',
    });
  });

  test('the board, other decisions and other links stay closed', async () => {
    await admitByCode();
    const others = [
      '/',
      '/calendar',
      `/onboardings/${harbor.id}`,
      `/onboardings/${harbor.id}/decisions/vip-users`,
    ];
    for (const path of others) expect((await visitor.get(path)).status).toBe(303);
    const other = pages.link({ ...about, decision: 'approvers' });
    expect((await visitor.get(other)).text).toContain('A decision waits behind this link');
  });

  test('its pictures are shown', async () => {
    await admitByCode();
    const { status, headers } = await visitor.get(`${link}/pictures/${beforePicture.sha256}`);
    expect([status, headers['content-type']]).toEqual([200, 'image/png']);
  });

  test('it was mailed to the addressee by the desk, and to nobody else', async () => {
    await visitor.get(link);
    await visitor.post(`${link}/code`, { person: 'pat', to: 'thief@example.com' });
    expect(pages.desk.codes).toEqual([{ person: 'dana.ops', challenge: expect.any(String) }]);
  });

  test('it is good once', async () => {
    await admitByCode();
    const code = codeOf(0);
    visitor.cookies.delete('onboard_link');
    await visitor.get(`${link}/code`);
    expect((await visitor.post(`${link}/enter`, { code })).text).toContain('no longer good');
  });

  test('it is good for ten minutes', async () => {
    await visitor.get(link);
    await visitor.post(`${link}/code`);
    await visitor.get(`${link}/code`);
    pages.setting.clock = new Date(now.getTime() + 10 * 60_000);
    expect((await visitor.post(`${link}/enter`, { code: codeOf(0) })).text).toContain('no longer good');
  });

  test('it is good in the browser that asked for it alone', async () => {
    await visitor.get(link);
    await visitor.post(`${link}/code`);
    const thief = new Visitor(pages.app);
    await thief.get(`${link}/code`);
    expect((await thief.post(`${link}/enter`, { code: codeOf(0) })).status).toBe(403);
  });

  test('five wrong ones end it, the right one after them too', async () => {
    await visitor.get(link);
    await visitor.post(`${link}/code`);
    await visitor.get(`${link}/code`);
    const wrong = codeOf(0) === '000000' ? '000001' : '000000';
    expect((await visitor.post(`${link}/enter`, { code: wrong })).text).toContain('Tries left: 4.');
    for (let more = 0; more < 4; more += 1) await visitor.post(`${link}/enter`, { code: wrong });
    expect((await visitor.post(`${link}/enter`, { code: codeOf(0) })).text).toContain('no longer good');
  });

  test('no more than three are mailed in ten minutes', async () => {
    await visitor.get(link);
    for (let times = 0; times < 3; times += 1) expect((await visitor.post(`${link}/code`)).status).toBe(303);
    expect((await visitor.post(`${link}/code`)).text).toContain('Too many codes');
    expect(pages.desk.codes).toHaveLength(3);
  });

  test('when it cannot be mailed, that is said', async () => {
    pages.desk.refusal = 'The code could not be mailed. Try again later, or sign in.';
    await visitor.get(link);
    expect((await visitor.post(`${link}/code`)).text).toContain('could not be mailed');
  });

  test('one that could not be mailed does not count', async () => {
    await visitor.get(link);
    for (let times = 0; times < 3; times += 1) {
      pages.desk.refusal = 'The code could not be mailed. Try again later, or sign in.';
      await visitor.post(`${link}/code`);
    }
    expect((await visitor.post(`${link}/code`)).status).toBe(303);
  });

  /** From now on no mail is sent. */
  function withoutMail(): void {
    const { profile } = pages.setting;
    const systems = { ...profile.systems, email: { ...profile.systems.email, mode: 'off' as const } };
    pages.setting.profile = { ...profile, systems };
  }

  test('once mail is switched off, it opens nothing any more', async () => {
    await admitByCode();
    withoutMail();
    expect((await visitor.get(link)).text).toContain('A decision waits behind this link');
  });

  test('whoever has signed in by token as well answers by the code, which proves more', async () => {
    await signIn('dana.ops');
    await admitByCode();
    await visitor.get(link);
    await visitor.post(link, { choice: 'retry', revision: decision.revision });
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said).toMatchObject({ provenBy: 'mailed code: dana@lakeside-it.example.com' });
  });

  test('where mail is switched off, none is offered', async () => {
    withoutMail();
    expect((await visitor.get(link)).text).not.toContain('Mail me a code');
  });
});

describe('to a decision that a mailed code is not proof enough for', () => {
  const oidc = {
    issuer: 'https://id.example.com/',
    clientId: 'onboard',
    clientSecret: 'ONBOARD_OIDC_CLIENT_SECRET',
    trustEmails: false,
  };
  const toProvider = (path: string) => `href="/sign-in/oidc?to=${encodeURIComponent(path)}"`;

  /** From now on there is a provider to sign in with. */
  function withProvider(): void {
    const { profile } = pages.setting;
    pages.setting.profile = { ...profile, web: { ...profile.web, oidc } };
  }

  /** From now on an answer needs that proof, whatever the link says. */
  function wantFor(minimumProof: ProofKind): void {
    const { plan } = state;
    if (plan === undefined) throw new Error('no plan');
    const openStep = { ...plan.rules.openStep, minimumProof };
    pages.desk.put({ ...state, plan: { ...plan, rules: { ...plan.rules, openStep } } });
  }

  test('no code is offered or mailed; it says why, and leads to the sign-in that is enough and comes back', async () => {
    withProvider();
    link = pages.link({ ...about, proof: 'oidc' });
    const { text } = await visitor.get(link);
    expect(text).toContain('It needs a stronger proof of who you are than a mailed code.');
    expect(text).toContain(toProvider(link));
    expect(text).not.toContain('Mail me a code');
    for (const secret of secrets) expect(withoutLink({ text })).not.toContain(secret);
    await visitor.get(`${link}/code`);
    const refused = await visitor.post(`${link}/code`);
    expect([refused.status, pages.desk.codes]).toEqual([409, []]);
  });

  test('without a provider it says that nothing here is enough', async () => {
    link = pages.link({ ...about, proof: 'oidc' });
    const { text } = await visitor.get(link);
    expect(text).toContain('have whoever runs this set web.oidc');
    for (const way of ['Mail me a code', 'href="/sign-in']) expect(text).not.toContain(way);
  });

  test('nor does it offer to take somebody’s word, where that is all there is', async () => {
    const onlyHere = await openPages({ web: {} });
    const [claimed, proven] = await Promise.all(
      (['claimed', 'oidc'] as const).map((proof) =>
        new Visitor(onlyHere.app).get(onlyHere.link({ ...about, proof })),
      ),
    );
    await onlyHere.app.close();
    expect(claimed?.text).toContain('href="/sign-in?to=');
    expect(proven?.text).not.toContain('href="/sign-in');
  });

  test('where a code is enough, a sign-in by token, which is not, is not offered', async () => {
    link = pages.link({ ...about, proof: 'mailed code' });
    const { text } = await visitor.get(link);
    expect(text).toContain('Mail me a code');
    expect(text).not.toContain('href="/sign-in');
    withProvider();
    expect((await visitor.get(link)).text).toContain(toProvider(link));
  });

  test('who is signed in by less than a code is offered one', async () => {
    wantFor('mailed code');
    await signIn('dana.ops');
    const { text } = await visitor.get(link);
    expect(text).toContain('of the kind “mailed code”. You are here by “token”');
    expect(text).toContain('Mail me a code');
    expect((await visitor.get(`/onboardings/${harbor.id}/decisions/${decision.id}`)).text).toContain(
      'Open the link in your mail',
    );
    await admitByCode();
    expect((await visitor.get(link)).text).toContain('Try again');
  });

  test('a code that is not enough any more opens it, and the page leads on to the sign-in', async () => {
    withProvider();
    wantFor('oidc');
    await admitByCode();
    const { text } = await visitor.get(link);
    expect(text).toContain('of the kind “oidc”. You are here by “mailed code”');
    expect(text).toContain(toProvider(link));
  });
});

describe('with a sign-in', () => {
  test('as the person whom it was sent to, the decision is shown', async () => {
    await signIn('dana.ops');
    expect((await visitor.get(link)).text).toContain('Dana Whitfield');
  });

  test('as somebody else it shows nothing of the decision', async () => {
    await signIn('pat');
    const { status, text } = await visitor.get(link);
    expect([status, text.includes('this link was sent to somebody else')]).toEqual([403, true]);
    for (const secret of ['Harbor', 'vip', 'Dana']) expect(text.replaceAll(link, '')).not.toContain(secret);
  });
});

describe('a link that is no longer good', () => {
  test.each([0, 5, 20, 60, -1])('changed in place %s it is none of ours', async (place) => {
    const token = link.slice(3);
    const at = place < 0 ? token.length - 1 : place;
    const changed = `/d/${token.slice(0, at)}${token[at] === 'A' ? 'Q' : 'A'}${token.slice(at + 1)}`;
    expect((await visitor.get(changed)).text).toContain('This link is not one of ours, or was changed');
  });

  test('made with another key it is none of ours', async () => {
    const other = await openPages();
    expect((await visitor.get(other.link(about))).status).toBe(404);
    await other.app.close();
  });

  test('used up, it says who answered what', async () => {
    await admitByCode();
    await visitor.get(link);
    await visitor.post(link, { choice: 'waive', reason: 'Agreed by phone.', revision: decision.revision });
    const { status, text } = await visitor.get(link);
    expect(status).toBe(410);
    expect(text).toContain('dana.ops answered “waive” at 2026-11-23 10:00 UTC: Agreed by phone.');
  });

  test('for an older revision, it shows nothing of what is asked now', async () => {
    link = pages.link({ ...about, revision: 'an older one' });
    await admitByCode();
    const { status, text } = await visitor.get(link);
    expect([status, text.includes('A newer message holds a newer link')]).toEqual([410, true]);
    await visitor.post(link, { choice: 'retry', revision: decision.revision });
    expect(pages.desk.answers.size).toBe(0);
  });

  test('past its time it shows nothing, no code is mailed, and the answer carries the time for the onboarding to judge', async () => {
    link = pages.link({ ...about, expiresAt: '2026-11-23T15:01:00.000Z' });
    await admitByCode();
    await visitor.get(link);
    pages.setting.clock = new Date('2026-11-23T15:01:00.000Z');
    pages.desk.refusal = 'The link was good until then.';
    const refused = await visitor.post(link, { choice: 'retry', revision: decision.revision });
    expect([refused.status, refused.text.includes('The link was good until then.')]).toEqual([409, true]);
    const shownNow = await visitor.get(link);
    expect([shownNow.status, shownNow.text.includes('The time of this link is over.')]).toEqual([410, true]);
    for (const secret of ['Harbor', 'vip', 'Dana']) expect(shownNow.text).not.toContain(secret);
    expect((await visitor.get(`${link}/pictures/${beforePicture.sha256}`)).status).toBe(404);
    await visitor.post(`${link}/code`);
    expect(pages.desk.codes).toHaveLength(1);
  });

  test('for somebody who has left the profile it opens nothing', async () => {
    const { profile } = pages.setting;
    pages.setting.profile = { ...profile, people: profile.people.filter(({ id }) => id === pat) };
    await visitor.get(link);
    await visitor.post(`${link}/code`);
    await visitor.get(`${link}/code`);
    expect((await visitor.post(`${link}/enter`, { code: codeOf(0) })).status).toBe(403);
  });
});

describe('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('a forwarded link: the thief sees nothing, the addressee enters the code and answers', async () => {
    const thief = await freshTab(browser);
    await thief.goto(pages.url + link);
    await press(thief, 'Mail me a code');
    await thief.type('input[name=code]', '123456');
    await press(thief, 'Show the decision');
    expect(await shown(thief)).toMatch(/That is not the code\. Tries left: \d\./);
    const page = await freshTab(browser, 'phone');
    await page.goto(pages.url + link);
    expect([await barriers(page), await clumsiness(page)]).toEqual([[], []]);
    await press(page, 'Mail me a code');
    expect([await barriers(page), await clumsiness(page)]).toEqual([[], []]);
    await page.type('input[name=code]', codeOf(1));
    await press(page, 'Show the decision');
    expect([await barriers(page), await clumsiness(page)]).toEqual([[], []]);
    await press(page, 'Try again');
    expect(await shown(page)).toContain('dana.ops answered “retry”');
    expect([await barriers(page), await clumsiness(page)]).toEqual([[], []]);
    expect(pages.desk.answers.size).toBe(1);
  });
});
