import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer';
import type { Answer } from '../../../workflows/messages.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { openBrowser } from '../../support/browser.ts';
import { dana, harbor } from '../states.ts';
import { decisionOf } from './decision-of.ts';
import { beforePicture, decisionStates, pat, sam, screenshot } from './decision-states.ts';
import { barriers, clumsiness, press, type Size, shown, sizes, tabOf } from './page-browser.ts';
import { openPages, type Pages, TOKEN } from './pages.ts';
import { Visitor } from './visitor.ts';

const PICTURES = path.resolve('var', 'test', 'pages');

let browser: Browser;
let pages: Pages;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  [browser, pages] = await Promise.all([openBrowser(), openPages()]);
  pages.desk.pictures.set(beforePicture.key, screenshot);
});
afterAll(async () => {
  await browser.close();
  await pages.app.close();
});
beforeEach(() => {
  pages.desk.answers.clear();
});

const address = (id: string) => `/onboardings/${harbor.id}/decisions/${id}`;

/** What was said to the onboarding, without who and why. */
function said(): Partial<Answer>[] {
  return [...pages.desk.answers.values()].map(({ said: { provenBy: _provenBy, ...answer } }) => answer);
}

async function open(kind: string, size: Size = 'desktop', person = 'dana.ops'): Promise<Page> {
  const { id, state } = decisionStates[kind] ?? { id: '', state: undefined };
  if (state !== undefined) pages.desk.put(state);
  const page = await tabOf(browser, pages, person, size);
  await page.goto(pages.url + address(id));
  return page;
}

/** The form of an option, by its heading. */
async function optionOf(page: Page, label: string) {
  const form = await page.$(`::-p-xpath(//form[h3[normalize-space()="${label}"]])`);
  if (form === null) throw new Error(`There is no option ${label}.`);
  return form;
}

async function choose(page: Page, label: string, reason?: string): Promise<void> {
  const form = await optionOf(page, label);
  for (const box of await form.$$('input[type=checkbox]')) await box.click();
  if (reason !== undefined) await (await form.$('textarea'))?.type(reason);
  const button = await form.$('button');
  await Promise.all([page.waitForNavigation(), button?.click()]);
}

describe.each(Object.keys(decisionStates))('the page of %s', (kind) => {
  let page: Page;
  beforeAll(async () => {
    page = await open(kind);
  });
  afterAll(() => page.browserContext().close());

  test('says what is asked, what to know, and every answer with its effect', async () => {
    const text = await shown(page);
    const { decision } = decisionOf(kind);
    const known = decision.facts.map(({ value }) => value);
    const answers = decision.options.flatMap(({ label, effect }) => [label, effect]);
    for (const words of [decision.title, decision.ask, ...known, ...answers]) expect(text).toContain(words);
  });

  test.each(['desktop', 'phone'] as const)('can be read and used by everybody, on a %s', async (size) => {
    await page.setViewport(sizes[size]);
    await page.screenshot({
      path: path.join(PICTURES, `${kind.replaceAll(' ', '-')}-${size}.png`),
      fullPage: true,
    });
    expect(await clumsiness(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });
});

test.each<[kind: string, label: string, reason: string | undefined, answer: object]>([
  [
    'a customer that is live already',
    'Only look',
    undefined,
    { decision: 'already-live', choice: 'audit-only' },
  ],
  ['a customer that is live already', 'Onboard anew', undefined, { choice: 'onboard-anew' }],
  ['a late go-live', 'Go live now', undefined, { decision: 'late-go-live', choice: 'go-now' }],
  ['access after a move', 'Withdraw', undefined, { decision: 'access-after-move', choice: 'withdraw' }],
  ['drift', 'Repair', undefined, { decision: 'drift', step: 'vip-users', choice: 'repair' }],
  ['drift', 'Accept', 'They said so.', { choice: 'accept', reason: 'They said so.' }],
  ['the end of a live customer', 'End it', undefined, { decision: 'end-after-live', choice: 'end' }],
  ['a parked step', 'Try again', undefined, { decision: 'open-step', step: 'vip-users', choice: 'retry' }],
  ['a parked step', 'Done by hand', undefined, { choice: 'done-by-hand' }],
  ['a parked step', 'Do without', 'Agreed.', { choice: 'waive', reason: 'Agreed.' }],
  ['a step with choices', 'The page “People”', undefined, { choice: 'retry', choose: 'set-2' }],
  ['trouble in the switch-over', 'Done by hand', undefined, { step: 'per-incident-intake' }],
])('%s: “%s” is answered with a click', async (kind, label, reason, answer) => {
  const page = await open(kind);
  await choose(page, label, reason);
  const { decision } = decisionOf(kind);
  expect(said()).toEqual([
    expect.objectContaining({ by: 'dana.ops', revision: decision.revision, ...answer }),
  ]);
  await page.browserContext().close();
});

test('a picture that is not there yet keeps its place: no answer moves under the finger', async () => {
  const places = async () => {
    const page = await open('a parked step', 'phone');
    await page.$$eval('img', async (images) => {
      for (const image of images) {
        image.loading = 'eager';
        await image.decode().catch(() => {});
      }
    });
    const places = await page.$$eval('button', (buttons) =>
      buttons.map((button) => button.getBoundingClientRect().top),
    );
    await page.browserContext().close();
    return places;
  };
  const there = await places();
  expect(there.length).toBeGreaterThan(2);
  pages.desk.pictures.delete(beforePicture.key);
  const before = await places().finally(() => pages.desk.pictures.set(beforePicture.key, screenshot));
  expect(before).toEqual(there);
});

test('an approval names what it accepts; without the tick nothing is sent', async () => {
  const page = await open('contract terms');
  const form = await optionOf(page, 'Approve');
  const button = await form.$('button');
  await button?.click();
  expect(await page.$eval('input[name=accept]', (box) => box.matches(':invalid'))).toBe(true);
  expect(said()).toEqual([]);
  await choose(page, 'Approve');
  expect(said()).toEqual([expect.objectContaining({ choice: 'approve', accepts: ['nights'] })]);
  expect(await shown(page)).toContain('dana.ops answered “approve”');
  await page.browserContext().close();
});

test('an approval that was withdrawn is asked for again, and the same answer to the same plan is another one', async () => {
  const { state } = decisionOf('contract terms');
  for (const revision of [1, 2]) {
    pages.desk.put({ ...state, revision });
    const page = await tabOf(browser, pages);
    await page.goto(pages.url + address('contract-terms'));
    await choose(page, 'Approve');
    await page.browserContext().close();
  }
  expect(said().map(({ choice }) => choice)).toEqual(['approve', 'approve']);
});

async function signedIn(): Promise<Visitor> {
  const visitor = new Visitor(pages.app);
  await visitor.get('/sign-in');
  await visitor.post('/sign-in/token', { person: pat, token: TOKEN });
  return visitor;
}

test('a page foretells the next reminder and who hears of it then, and goes on from what was sent', async () => {
  const { decision, state } = decisionOf('contract terms');
  const { plan } = state;
  if (plan === undefined) throw new Error('no plan');
  const visitor = await signedIn();
  const textWith = async (changes: Partial<OnboardingState>) => {
    pages.desk.put({ ...state, ...changes });
    return (await visitor.get(address(decision.id))).text;
  };
  expect(await textWith({})).toContain('next nudge Mon 2026-11-23 12:30, then to morgan');
  const about = { decision: decision.id, revision: decision.revision, level: 'remind', at: '' } as const;
  const nudges = [{ ...about, to: [dana], number: 1 }];
  expect(await textWith({ nudges })).toContain('next nudge Tue 2026-11-24 09:00, then to morgan');
  const contractTerms = { ...plan.rules.contractTerms, mayDecide: [], deputies: [] };
  const nobody = { ...plan, rules: { ...plan.rules, contractTerms } };
  expect(await textWith({ plan: nobody })).toContain('nobody may decide yet');
});

test('an answer is for the plan that was on the page: after a change of the plan it is not taken', async () => {
  const { decision, state } = decisionOf('contract terms');
  const { plan } = state;
  if (plan === undefined) throw new Error('no plan');
  const visitor = await signedIn();
  pages.desk.put(state);
  await visitor.get(address(decision.id));
  pages.desk.put({ ...state, plan: { ...plan, hash: 'a-newer-plan' } });
  const approval = { choice: 'approve', revision: decision.revision };
  const { status, text } = await visitor.post(address(decision.id), approval);
  expect([status, pages.desk.answers.size]).toEqual([409, 0]);
  expect(text).toContain('Something else is asked by now');
});

test('a parked step shows the instruction as text to copy, and what the machine saw', async () => {
  const page = await open('a parked step');
  expect(await page.$eval('pre.copy', (pre) => pre.textContent)).toBe(
    'Lift Off → Accounts → Harbor Dental → Contacts → VIPs\nField “VIP users”: add “Dana Whitfield”\nSave, then open the page again.',
  );
  const image = await page.$('::-p-aria([name="Screenshot: vip users before"][role="image"])');
  await image?.scrollIntoView();
  await page.waitForFunction('document.images[0].complete');
  expect(await image?.evaluate((element) => Reflect.get(element, 'naturalWidth'))).toBeGreaterThan(100);
  await page.browserContext().close();
});

test('a contract’s clause stands beside its value, and its link leads to the contract', async () => {
  const page = await open('contract terms');
  const { plan } = decisionStates['contract terms']?.state ?? {};
  const links = await page.$$eval('main a', (all) => all.map((link) => link.getAttribute('href')));
  expect(links).toContain(plan?.contractLink);
  const text = await shown(page);
  for (const { term, clause } of plan?.terms ?? [])
    expect(text.indexOf(clause, text.indexOf(term))).toBeGreaterThan(0);
  await page.browserContext().close();
});

test('asking back and the reply stand on the page, and the decision stays open', async () => {
  const page = await open('a parked step');
  const ask = await optionOf(page, 'Ask back');
  await (await ask.$('textarea'))?.type('Who is Dana Whitfield?');
  await press(page, 'Ask back');
  expect(said()).toEqual([
    expect.objectContaining({ decision: 'remark', about: 'vip-users', choice: 'ask-back' }),
  ]);
  expect(await shown(page)).toContain('Who is Dana Whitfield?');
  await page.browserContext().close();
  pages.desk.answers.clear();
  const requester = await tabOf(browser, pages, sam);
  await requester.goto(pages.url + address('vip-users'));
  await requester.type('::-p-aria([name="Your words"])', 'The office manager.');
  await press(requester, 'Reply');
  expect(said()).toEqual([expect.objectContaining({ choice: 'reply', reason: 'The office manager.' })]);
  expect(await shown(requester)).toMatch(/Who is Dana Whitfield\?.*sam replied.*The office manager\./s);
  await requester.browserContext().close();
});

test('from a decision the way leads to its onboarding, where the date is moved or all of it cancelled', async () => {
  const page = await open('a late go-live');
  await press(page, harbor.name, 'link');
  expect(await page.$$eval('summary', (all) => all.map((summary) => summary.textContent))).toEqual([
    'Release',
    'Move the go-live',
    'Cancel',
  ]);
  await page.browserContext().close();
});

test('somebody who may not decide reads the question and no answers', async () => {
  const page = await open('contract terms', 'desktop', 'morgan');
  expect(await shown(page)).toContain('Somebody else decides this: dana.ops, pat.');
  expect(await page.$$('form.option')).toEqual([]);
  await page.browserContext().close();
});

test('a proof that is too weak is said, with what helps', async () => {
  const { id, state } = decisionStates['a late go-live'] ?? { id: '', state: undefined };
  const { plan } = state ?? {};
  if (state === undefined || plan === undefined) throw new Error('no plan');
  const lateGoLive = { ...plan.rules.lateGoLive, minimumProof: 'oidc' as const };
  pages.desk.put({ ...state, plan: { ...plan, rules: { ...plan.rules, lateGoLive } } });
  const page = await tabOf(browser, pages, pat);
  await page.goto(pages.url + address(id));
  expect(await shown(page)).toContain(
    'This needs a proof of who you are of the kind “oidc”. You are here by “token”.',
  );
  expect(await shown(page)).toContain('have whoever runs this set web.oidc');
  expect(await page.$$('form.option')).toEqual([]);
  await page.browserContext().close();
});
