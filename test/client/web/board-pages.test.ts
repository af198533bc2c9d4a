import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'puppeteer';
import { sameCauses } from '../../../client/web/board/same-cause.ts';
import { standingOnBoard } from '../../../client/web/board/standing.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { openBrowser } from '../../support/browser.ts';
import { dana, harbor, stateWith } from '../states.ts';
import { atCustomer, decisionStates, morgan, now, parkedVips, pat, sam } from './decision-states.ts';
import { barriers, clumsiness, press, shown, sizes, tabOf } from './page-browser.ts';
import { openPages, type Pages } from './pages.ts';

const parked = stateWith({ stage: 'preparing', openItems: [parkedVips] });
const other = atCustomer('northwind-legal', 'Northwind Legal (example)', parked);
const approved = {
  ...{ hash: parked.plan?.hash ?? '', by: dana, at: '2026-11-22T12:00:00.000Z' },
  ...{ goLive: '2026-12-14T12:00:00Z', wanted: {} },
};

describe('where an onboarding stands', () => {
  const at = (instant: string) => standingOnBoard(parked, new Date(instant));

  test.each([
    ['2026-11-23T15:00:00.000Z', 'calm', ''],
    ['2026-12-11T11:59:00.000Z', 'calm', ''],
    ['2026-12-11T12:00:00.000Z', 'soon', 'Due in 3 days'],
    ['2026-12-14T11:00:00.000Z', 'soon', 'Due in 60 minutes'],
    ['2026-12-14T12:00:00.000Z', 'overdue', 'Overdue for 1 minute'],
    ['2026-12-16T13:00:00.000Z', 'overdue', 'Overdue for 2 days'],
  ])('at %s it is %s: %s', (instant, kind, words) => {
    expect(at(instant).pressing).toEqual({ kind, words });
  });

  test('says what it waits for, since when, and on whom', () => {
    expect(at('2026-11-23T15:00:00.000Z')).toMatchObject({
      waitsFor: 'VIP users (R3, R5)',
      since: parkedVips.since,
      blocking: [dana, morgan, sam, pat],
    });
  });

  test('waits for nobody while it works or waits for its day', () => {
    const ready = standingOnBoard(stateWith({ stage: 'ready' }), now);
    expect([ready.blocking, ready.waitsFor]).toEqual([[], 'the go-live instant']);
  });

  test.each([
    ['2026-11-23T15:00:00.000Z', 'Access opens (R16)'],
    ['2026-12-10T15:00:00.000Z', 'Readiness'],
    ['2026-12-14T11:59:00.000Z', 'Go-live'],
    ['2026-12-14T12:01:00.000Z', 'Go-live'],
  ])('at %s the next date is: %s', (instant, what) => {
    expect(at(instant).next?.what).toBe(what);
  });

  test('counts what is settled of the plan', () => {
    const { settled, of } = at('2026-11-23T15:00:00.000Z').progress;
    expect([settled, of]).toEqual([1, parked.plan?.lines.length]);
  });
});

describe('the same cause', () => {
  test('brings the questions of several onboardings together, for whoever may answer', () => {
    const [cause, ...more] = sameCauses([parked, other], dana);
    expect(more).toEqual([]);
    expect(cause?.affected.map(({ customer }) => customer)).toEqual([harbor.id, other.customerId]);
    expect(cause?.choices.map(({ id }) => id)).toEqual(['retry', 'done-by-hand']);
  });

  test('is none where only one is asked, or the person may not answer', () => {
    expect(sameCauses([parked, stateWith()], dana)).toEqual([]);
    const { plan } = parked;
    if (plan === undefined) throw new Error('no plan');
    const openStep = { ...plan.rules.openStep, mayDecide: [pat], deputies: [] };
    const closed: OnboardingState = { ...other, plan: { ...plan, rules: { ...plan.rules, openStep } } };
    expect(sameCauses([parked, closed], dana)).toEqual([]);
  });
});

const PICTURES = path.resolve('var', 'test', 'pages');
let browser: Browser;
beforeAll(async () => {
  await mkdir(PICTURES, { recursive: true });
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Pages of four customers, two days before most of them are due. */
async function openFour(): Promise<Pages> {
  const pages = await openPages();
  const late = decisionStates['a late go-live']?.state ?? parked;
  pages.desk.put(
    ...[parked, other, atCustomer('atlas-bakery', 'Atlas Bakery (example)', late)],
    atCustomer('meadow-vets', 'Meadow Vets (example)', stateWith({ stage: 'ready', approved })),
  );
  pages.setting.clock = new Date('2026-12-12T15:00:00.000Z');
  return pages;
}

const ofHarbor = `/onboardings/${harbor.id}`;
const reschedule = `${ofHarbor}/reschedule?date=2027-01-11&time=07:00`;
describe.each([
  ...['/', '/calendar?month=2026-12', '/calendar?month=2027-03'],
  ...[ofHarbor, reschedule, '/nowhere'],
])('%s in a browser', (at) => {
  const name = at.replace(/\W+/g, '-').replace(/^-$/, 'board');
  let pages: Pages;
  let page: Page;
  beforeAll(async () => {
    pages = await openFour();
    page = await tabOf(browser, pages);
    await page.goto(pages.url + at);
  });
  afterAll(async () => {
    await page.browserContext().close();
    await pages.app.close();
  });

  test.each(['desktop', 'phone'] as const)('can be read and used by everybody, on a %s', async (size) => {
    await page.setViewport(sizes[size]);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      const file = `${name}-${size}${scheme === 'dark' ? '-dark' : ''}.png`;
      await page.screenshot({ path: path.join(PICTURES, file), fullPage: true });
      expect(await barriers(page)).toEqual([]);
    }
    expect(await clumsiness(page)).toEqual([]);
  });
});

describe('in a browser', () => {
  let pages: Pages;
  let page: Page;
  beforeEach(async () => {
    pages = await openFour();
    page = await tabOf(browser, pages);
  });
  afterEach(async () => {
    await page.browserContext().close();
    await pages.app.close();
  });

  test('the board says overdue and due in words, the pressing ones first', async () => {
    await page.goto(pages.url);
    const cards = await page.$$eval('ul.cards > li', (all) => all.map((card) => card.textContent ?? ''));
    expect(cards).toHaveLength(4);
    expect(cards.filter((card) => /Due in \d+ hours/.test(card))).toHaveLength(4);
    pages.setting.clock = new Date('2026-12-14T15:00:00.000Z');
    const later = await tabOf(browser, pages, pat);
    await later.goto(pages.url);
    const [first] = await later.$$eval('.badge', (all) => all.map((badge) => badge.textContent));
    expect(first).toBe('Overdue for 3 hours');
    await later.browserContext().close();
  });

  test('the filter leaves what was looked for', async () => {
    await page.goto(pages.url);
    await page.type('input[name=text]', 'north');
    await press(page, 'Show');
    expect(await shown(page)).toContain('1 of 4 shown');
    await page.goto(`${pages.url}/?only=people`);
    expect(await shown(page)).toContain('3 of 4 shown');
    await page.goto(`${pages.url}/?stage=ready`);
    expect(await shown(page)).toContain('1 of 4 shown');
  });

  test('one form answers all that have the same cause; what is not ticked stays', async () => {
    await page.goto(pages.url);
    const boxes = await page.$$('form.cause input[name=about]');
    expect(boxes).toHaveLength(3);
    await boxes[2]?.click();
    await press(page, 'Try all again');
    expect(await shown(page)).toContain('Northwind Legal (example): dana.ops answered: retry.');
    const answered = [...pages.desk.answers.values()].map(({ customer }) => customer);
    expect(answered).toEqual([harbor.id, other.customerId]);
  });

  test('the calendar shows go-lives by day, in local time', async () => {
    await page.goto(`${pages.url}/calendar?month=2026-12`);
    expect(await shown(page)).toMatch(/Monday,? 14 December.*07:00 America\/New_York 2026-12-14 12:00 UTC/);
    await press(page, 'Month after', 'link');
    expect(await shown(page)).toContain('January 2027');
    expect(await shown(page)).toContain('Nobody goes live in this month.');
  });

  test('the onboarding says what it waits for, on whom, the next nudge and what happens next', async () => {
    await page.goto(`${pages.url}/onboardings/${harbor.id}`);
    const text = await shown(page);
    for (const words of ['Waits for', 'On whom', 'What happens next', 'next nudge', 'Dana Reyes, Morgan Lee'])
      expect(text).toContain(words);
  });

  test('moving the date shows local time and UTC first, then asks for a reason', async () => {
    await page.goto(pages.url + reschedule);
    expect(await shown(page)).toContain(
      '2027-01-11 07:00 America/New_York (UTC-05:00) = 2027-01-11 12:00 UTC',
    );
    expect(pages.desk.wishes.size).toBe(0);
    await page.type('textarea', 'They asked for it.');
    await press(page, 'Move it');
    const [wish] = [...pages.desk.wishes.values()];
    expect(wish?.said).toMatchObject({
      ...{ kind: 'reschedule', by: dana, reason: 'They asked for it.' },
      goLive: { instant: '2027-01-11T12:00:00Z' },
    });
  });

  test.each([
    ['date=2026-12-01&time=07:00', 'has passed'],
    ['date=2026-12-13&time=07:00', 'before the contract'],
    ['date=2027-03-14&time=02:30', '2027-03-14'],
    ['date=soon&time=now', 'Give a date and a time'],
  ])('a date that cannot be is refused with the reason: %s', async (query, reason) => {
    await page.goto(`${pages.url}/onboardings/${harbor.id}/reschedule?${query}`);
    expect(await shown(page)).toMatch(/^\s*Not taken/);
    expect(await shown(page)).toContain(reason);
  });

  test('holding asks for a reason', async () => {
    await page.goto(`${pages.url}/onboardings/${harbor.id}`);
    await page.click('::-p-xpath(//summary[.="Hold"])');
    await page.type('details[open] textarea', 'The contract is being amended.');
    await press(page, 'Hold');
    expect([...pages.desk.wishes.values()].map(({ said }) => said)).toEqual([
      expect.objectContaining({ kind: 'hold', by: dana, reason: 'The contract is being amended.' }),
    ]);
  });

  test('an approval can be withdrawn with a reason until it is used', async () => {
    await page.goto(`${pages.url}/onboardings/meadow-vets`);
    await page.click('::-p-xpath(//summary[.="Withdraw the approval"])');
    await page.type('details[open] textarea', 'Wrong hours.');
    await press(page, 'Withdraw the approval');
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said).toMatchObject({
      choice: 'withdraw',
      planHash: approved.hash,
      reason: 'Wrong hours.',
    });
  });

  test('a withdrawal is of the approval that was on the page, not of one that came since', async () => {
    await page.goto(`${pages.url}/onboardings/meadow-vets`);
    const newer = { ...approved, hash: 'a-newer-plan' };
    pages.desk.put(atCustomer('meadow-vets', 'Meadow Vets', stateWith({ stage: 'ready', approved: newer })));
    await page.click('::-p-xpath(//summary[.="Withdraw the approval"])');
    await page.type('details[open] textarea', 'Wrong hours.');
    await press(page, 'Withdraw the approval');
    const [answer] = [...pages.desk.answers.values()];
    expect(answer?.said).toMatchObject({ planHash: approved.hash });
  });

  test('nobody is offered what they may not do', async () => {
    const tab = await tabOf(browser, pages, 'sam');
    await tab.goto(`${pages.url}/onboardings/${harbor.id}`);
    expect(await tab.$$eval('summary', (all) => all.map((summary) => summary.textContent))).toEqual(['Hold']);
    await tab.browserContext().close();
  });
});
