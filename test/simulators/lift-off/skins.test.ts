import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer';
import { type LiftOffSimulator, startLiftOffSimulator } from '../../../simulators/lift-off/server.ts';
import { PERIOD } from './credentials.ts';
import { launchBrowser, loggedIn, type Person } from './portal-browser.ts';

const REFER = 'Please refer this type of request back to MSP.';
const LUIS = 'Luis Ortega (luis.ortega@harbor-dental.example.com)';
const PER_INCIDENT = 'Allow Per-Incident/Block-Hour Tickets for this account';
const SKINS = [
  {
    skin: 'a' as const,
    save: 'Save',
    toggle: 'checkbox',
    time: 'combobox',
    opens: '07:30',
    closes: '20:30',
    search: 'combobox',
    suggestion: 'option',
    tab: 'link',
    list: 'list',
    accountSearch: 'searchbox',
  },
  {
    skin: 'b' as const,
    save: 'Save changes',
    toggle: 'switch',
    time: 'textbox',
    opens: '7:30 AM',
    closes: '8:30 PM',
    search: 'searchbox',
    suggestion: 'button',
    tab: 'tab',
    list: 'table',
    accountSearch: 'textbox',
  },
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(SKINS)('skin $skin', (words) => {
  let portal: LiftOffSimulator;
  let person: Person;

  beforeAll(async () => {
    portal = await startLiftOffSimulator({ skin: words.skin, totpPeriodSeconds: PERIOD });
    person = await loggedIn(browser, portal);
  });
  afterAll(async () => {
    await person.page.browserContext().close();
    await portal.stop();
  });
  beforeEach(() => portal.faults.clear());

  const account = () => portal.state().accounts.find(({ id }) => id === 'A-1001');
  const save = async () => {
    await person.by('button', words.save).click();
    await person.says('status', 'Saved');
  };

  test('an account is found by search and its tabs by name', async () => {
    await person.open('/accounts');
    await person.by(words.accountSearch, 'Search accounts').fill('harbor dental group (');
    await person.page.keyboard.press('Enter');
    await person.says('status', '1 account for "harbor dental group ("');
    await person.by('link', 'Harbor Dental Group (example)').click();
    await person.by(words.tab, 'Billing options').click();
    await person.by(words.toggle, PER_INCIDENT).wait();
    expect(person.page.url()).toBe(`${portal.url}/accounts/A-1001/billing`);
  });

  test('the list pages', async () => {
    await person.open('/accounts');
    await person.by('button', 'Next page').click();
    await person.page.waitForSelector('::-p-text(Page 2 of 13)', { timeout: 5000 });
    expect(await person.find('link', 'Acme')).toBeNull();
  });

  test('an account is added', async () => {
    await person.open('/accounts');
    await Promise.all([person.page.waitForNavigation(), person.by('link', 'Add account').click()]);
    await person.by('textbox', 'Account name').fill(`New Customer ${words.skin}`);
    await person.by('textbox', 'Autotask company number').fill('4711');
    await person.by('button', 'Add account').click();
    await person.says('status', 'Account added');
    expect(portal.state().accounts.at(-1)).toMatchObject({ autotaskCompanyId: 4711, perIncident: true });
  });

  test('General: industry and applications', async () => {
    await person.open('/accounts/A-1001/general');
    await person.by('button', words.save).click();
    await person.says('alert', 'Choose an industry.');
    await person.by('combobox', 'Industry').fill('Dental');
    await person.by('textbox', 'Add business application').fill('Dentrix');
    await person.by('button', 'Add application').click();
    await person.by('button', 'Remove Dentrix').wait();
    await save();
    expect(account()).toMatchObject({ industry: 'Dental', applications: ['Dentrix'] });
  });

  test('Hours: a week, read back, then around the clock', async () => {
    await person.open('/accounts/A-1001/hours');
    await person.by('combobox', 'Time zone').fill('America/New_York');
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
      await person.by(words.time, `${day} from`).fill(words.opens);
      await person.by(words.time, `${day} to`).fill(words.closes);
    }
    for (const day of ['Saturday', 'Sunday']) await person.by(words.toggle, `${day} closed`).click();
    await save();
    expect(account()?.hours.days.friday).toEqual({ closed: false, from: '07:30', to: '20:30' });
    expect(account()?.hours.days.sunday).toEqual({ closed: true, from: '', to: '' });
    await person.open('/accounts/A-1001/hours');
    expect(await person.value(words.time, 'Friday to')).toBe(words.closes);
    expect(await person.isOn(words.toggle, 'Saturday closed')).toBe(true);
    await person.by(words.toggle, 'Open 24/7').click();
    const monday = await person.find(words.time, 'Monday from');
    expect(await monday?.evaluate((field) => field.hasAttribute('disabled'))).toBe(true);
    await save();
    expect(account()?.hours.alwaysOpen).toBe(true);
  });

  test.each(['VIPs', 'Approvers'] as const)('%s: searched, chosen, stored, taken out', async (tab) => {
    const field = tab === 'VIPs' ? 'vips' : 'approvers';
    await person.open(`/accounts/A-1001/${field}`);
    const choose = async () => {
      await person.by(words.search, 'Search contacts').fill('luis');
      await person.by(words.suggestion, LUIS).click();
    };
    await choose();
    await person.by(words.list, tab).wait();
    expect(account()?.[field]).toEqual([]);
    await save();
    expect(account()?.[field]).toEqual(['C-29683510-2']);
    await choose();
    await person.says('alert', 'Luis Ortega is already in the list.');
    await person.by(words.search, 'Search contacts').fill('zzz');
    await person.says('status', 'No contacts found');
    await person.by('button', `Remove ${LUIS}`).click();
    await save();
    expect(account()?.[field]).toEqual([]);
  });

  test('Instructions: three texts', async () => {
    await person.open('/accounts/A-1001/instructions');
    const labels = [
      'New User Setup Instructions',
      'New Workstation Setup Instructions',
      'User Termination Instructions',
    ];
    for (const label of labels) await person.by('textbox', label).fill(REFER);
    await save();
    expect(account()?.instructions).toEqual({
      newUser: REFER,
      newWorkstation: REFER,
      userTermination: REFER,
    });
  });

  test('Billing options: a box saves at once, and flips back when the server did not mean it', async () => {
    await person.open('/accounts/A-1001/billing');
    expect(await person.find('button', words.save)).toBeNull();
    portal.faults.add({ kind: 'optimistic-revert', times: 1 });
    await person.by(words.toggle, PER_INCIDENT).click();
    await person.says('status', 'Saved');
    expect(await person.isOn(words.toggle, PER_INCIDENT)).toBe(false);
    await person.turns(words.toggle, PER_INCIDENT, true);
    expect(account()?.perIncident).toBe(true);
    await person.by(words.toggle, PER_INCIDENT).click();
    await person.says('status', 'Saved');
    expect(account()?.perIncident).toBe(false);
    await person.open('/accounts/A-1001/billing');
    expect(await person.isOn(words.toggle, PER_INCIDENT)).toBe(false);
  });
});
