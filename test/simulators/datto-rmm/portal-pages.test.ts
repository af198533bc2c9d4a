import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer';
import type { PortalOptions } from '../../../simulators/datto-rmm/portal/options.ts';
import { type DattoRmmPortal, startDattoRmmPortal } from '../../../simulators/datto-rmm/portal/server.ts';
import { openBrowser } from '../../support/browser.ts';
import { loggedIn, type Person, SKINS, type Skin, withSession } from './portal-browser.ts';
import { PERIOD } from './portal-client.ts';

const GROUP = 'MC Help Desk Customers';
const HARBOR = 'Harbor Dental Group (example)';
let browser: Browser;
let portal: DattoRmmPortal;
let person: Person;

async function startPortal({ skin }: Skin, more: PortalOptions = {}): Promise<void> {
  portal = await startDattoRmmPortal({
    portal: { skin, totpPeriodSeconds: PERIOD, slow: { minMs: 5, maxMs: 10 }, ...more },
  });
}

async function stop(): Promise<void> {
  await person.page.browserContext().close();
  await portal.stop();
}

const members = () => {
  const { sites, siteGroups } = portal.state();
  const uids = siteGroups.find(({ id }) => id === 51)?.siteUids ?? [];
  return sites.filter(({ uid }) => uids.includes(uid)).map(({ name }) => name);
};

async function addHarbor(): Promise<void> {
  await person.by('button', 'Add Site').click();
  await person.search('Search sites', 'harbor dental group (');
  await person.rowButton('Available sites', HARBOR).click();
  await person.says('status', '13 sites');
}

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(SKINS)('skin $skin', (words) => {
  beforeAll(async () => {
    await startPortal(words);
    person = await loggedIn(browser, portal, words);
  });
  afterAll(stop);
  beforeEach(() => portal.faults.clear());

  test('the menu leads to the groups, the filter to one of them, its row to the editor', async () => {
    await person.by(words.menu, 'Sites').click();
    await person.by(words.menuEntry, 'All Site Groups').click();
    await person.says('status', '40 site groups');
    await person.by('button', 'Filter Name').click();
    await person.search('Filter by Name', 'mc help');
    await person.says('status', '2 site groups for "mc help"');
    expect(await person.has(words.edit, 'Edit Site Group')).toBe(false);
    if (words.skin === 'a') await person.by('checkbox', `Select ${GROUP}`).click();
    else await person.by('gridcell', '12').click();
    await person.by(words.edit, 'Edit Site Group').click();
    await person.by('button', 'Add Site').wait();
    expect(person.page.url()).toBe(`${portal.portalUrl}/site-groups/51/edit`);
  });

  test('closing the pane stores nothing, nor does Cancel; OK does, and a second OK ends it', async () => {
    await person.open('/site-groups/51/edit');
    await addHarbor();
    await person.by('button', 'Close').click();
    await person.by('button', 'Save').click();
    await person.by('button', 'Cancel').click();
    expect(members()).not.toContain(HARBOR);
    await person.by('button', 'Save').click();
    await person.by('button', 'OK').click();
    await person.page.waitForSelector(`::-p-text(The site group "${GROUP}" was saved.)`, { timeout: 10_000 });
    expect(members()).toContain(HARBOR);
    expect(members()).toHaveLength(13);
    await Promise.all([person.page.waitForNavigation(), person.by('button', 'OK').click()]);
    expect(person.page.url()).toBe(`${portal.portalUrl}/site-groups`);
    await person.open('/site-groups/51');
    await person.search('Search sites', HARBOR);
    await person.by('link', HARBOR).wait();
  });

  test('a long table holds only what is in view, and the search finds the rest', async () => {
    await person.open('/sites');
    const rows = await person.page.$$('::-p-aria([role="row"])');
    expect(rows.length).toBeLessThan(25);
    expect(await person.has('link', HARBOR)).toBe(false);
    await person.search('Search sites', 'harbor dental group (ex');
    await person.by('link', HARBOR).click();
    await person.says('heading', HARBOR);
  });

  test('a site is mapped to its company, and the API says so', async () => {
    const [id] = portal
      .state()
      .sites.flatMap((one) => (one.name === 'Northwind Legal LLP (example)' ? one.id : []));
    const company = 'Northwind Legal LLP (example) (29683520)';
    await person.open(`/site/${id}/settings`);
    await person.by(words.toggle, 'Map the site to an existing Autotask company').click();
    if (words.skin === 'a') await person.by('combobox', 'Autotask company').fill('northwind');
    else {
      await person.by('button', 'Choose company').click();
      await person.search('Search companies', 'northwind');
    }
    await person.by(words.skin === 'a' ? 'option' : 'button', company).click();
    await person.says('status', `Mapped to ${company}`);
    await person.by('button', 'Save').click();
    await person.says('status', 'Site saved');
    expect(portal.state().sites.find((one) => one.id === id)?.autotaskCompany?.id).toBe('29683520');
  });

  test('save-500 is told on the page, and nothing is stored', async () => {
    const before = members();
    portal.faults.add({ kind: 'save-500', times: 1 });
    await person.open('/site-groups/51/edit');
    await person.by('button', 'Remove All').click();
    await person.by('button', 'Save').click();
    await person.by('button', 'OK').click();
    await person.says('alert', 'Something went wrong. Please try again.');
    expect(members()).toEqual(before);
  });
});

describe('in one skin', () => {
  const [words] = SKINS;
  if (!words) throw new Error('there is no skin');
  const start = async (more?: PortalOptions) => {
    await startPortal(words, more);
    person = await withSession(browser, portal, words);
  };
  afterEach(stop);

  test('toast: no question is asked', async () => {
    await start({ groupSave: 'toast' });
    await person.open('/site-groups/51/edit');
    await addHarbor();
    await person.by('button', 'Save').click();
    await person.says('status', 'Site group saved');
    expect(members()).toContain(HARBOR);
  });

  test('autosave: each change is stored by itself', async () => {
    await start({ groupSave: 'autosave' });
    await person.open('/site-groups/51/edit');
    await addHarbor();
    await person.says('status', 'Site group saved');
    expect(members()).toContain(HARBOR);
    expect(await person.has('button', 'Save')).toBe(false);
  });

  test('a logout in the middle of an edit leads to the login, and nothing is stored', async () => {
    await start();
    await person.open('/site-groups/51/edit');
    await addHarbor();
    portal.faults.add({ kind: 'idle-logout-mid-edit', method: 'PUT', times: 1 });
    await person.by('button', 'Save').click();
    await person.by('button', 'OK').click();
    await person.says('status', 'You were logged out after 30 minutes of inactivity.');
    expect(members()).toHaveLength(12);
  });

  test('an overlay takes the clicks, until it is answered', async () => {
    await start();
    portal.faults.add({ kind: 'overlay-intercepts-click', times: 1, options: { dialog: true } });
    await person.open('/site-groups/51/edit');
    await person.by('button', 'Add Site').click();
    expect(await person.has('complementary', 'Add Site')).toBe(false);
    await person.by('button', 'Got it').click();
    await person.by('button', 'Add Site').click();
    expect(await person.has('complementary', 'Add Site')).toBe(true);
  });

  test('rows that were seen are gone a moment later, and come back when searched for', async () => {
    await start();
    portal.faults.add({ kind: 'row-virtualised-away', times: 1 });
    await person.open('/site-groups');
    await person.by('link', 'Region 36').wait();
    expect(await person.has('link', GROUP)).toBe(false);
    await person.by('button', 'Filter Name').click();
    await person.search('Filter by Name', 'mc help');
    await person.by('link', GROUP).wait();
  });

  test('a word is renamed', async () => {
    await start();
    portal.faults.add({
      kind: 'layout-variant',
      times: 1,
      options: { label: 'Add Site', to: 'Assign Site' },
    });
    await person.open('/site-groups/51/edit');
    await person.by('button', 'Assign Site').wait();
    expect(await person.has('button', 'Add Site')).toBe(false);
  });

  test('a new group is created, once per name', async () => {
    await start();
    await person.open('/site-groups/new');
    await person.by('textbox', 'Name').fill('Dental');
    const create = async () => {
      await person.by('button', 'Create Site Group').click();
      await person.by('button', 'OK').click();
    };
    await create();
    await person.says('alert', 'A site group with this name already exists.');
    await person.by('textbox', 'Name').fill('Dental 2');
    await create();
    await person.page.waitForSelector('::-p-text(was saved.)', { timeout: 10_000 });
    expect(portal.state().siteGroups.at(-1)).toMatchObject({ name: 'Dental 2', siteUids: [] });
  });
});
