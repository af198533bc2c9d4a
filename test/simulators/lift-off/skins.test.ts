import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer';
import { type LiftOffSimulator, startLiftOffSimulator } from '../../../simulators/lift-off/server.ts';
import { openBrowser } from '../../support/browser.ts';
import { PERIOD } from './credentials.ts';
import { loggedIn, type Person } from './portal-browser.ts';

const REFER = 'Please refer this type of request back to MSP.';
const LUIS = 'Luis Ortega (luis.ortega@harbor-dental.example.com)';
const PER_INCIDENT = 'Allow Per-Incident/Block-Hour Tickets for this account';
const SKINS = [
  {
    skin: 'a' as const,
    save: 'Save',
    toggle: 'checkbox',
    closed: 'checkbox',
    time: 'combobox',
    times: (day: string) => ({ [`${day} from`]: '07:30', [`${day} to`]: '20:30' }),
    listOpens: false,
    search: 'combobox',
    suggestion: 'option',
    dialog: false,
    tab: 'link',
    list: 'list',
    accountSearch: 'searchbox',
    next: 'button',
  },
  {
    skin: 'b' as const,
    save: 'Save changes',
    toggle: 'switch',
    closed: 'switch',
    time: 'textbox',
    times: (day: string) => ({ [`${day} from`]: '7:30 AM', [`${day} to`]: '8:30 PM' }),
    listOpens: false,
    search: 'searchbox',
    suggestion: 'button',
    dialog: false,
    tab: 'tab',
    list: 'table',
    accountSearch: 'textbox',
    next: 'button',
  },
  {
    skin: 'c' as const,
    save: 'Save',
    toggle: 'radiogroup',
    closed: 'switch',
    time: 'textbox',
    times: (day: string) => ({ [`${day} hours`]: '7:30 AM – 8:30 PM' }),
    listOpens: true,
    search: 'searchbox',
    suggestion: 'option',
    dialog: true,
    tab: 'button',
    list: 'list',
    accountSearch: 'searchbox',
    next: 'link',
  },
];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
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

  const pick = async (name: string, text: string) => {
    await person.by('combobox', name).fill(text);
    if (words.listOpens) await person.by('option', text).click();
  };
  const search = async (text: string) => {
    if (words.dialog) await person.by('button', 'Add people').click();
    await person.by(words.search, 'Search contacts').fill(text);
  };

  test('an account is found by search and its tabs by name', async () => {
    await person.open('/accounts');
    await person.by(words.accountSearch, 'Search accounts').fill('harbor dental group (');
    await person.page.keyboard.press('Enter');
    await person.says('status', '1 account for "harbor dental group ("');
    await person.by('link', 'Harbor Dental Group (example)').click();
    await person.by(words.tab, 'Billing options').click();
    await person.by('heading', 'Billing options').wait();
    await person.by(words.toggle, PER_INCIDENT).wait();
    expect(person.page.url()).toBe(`${portal.url}/accounts/A-1001/billing`);
  });

  test('the list pages', async () => {
    await person.open('/accounts');
    await person.by(words.next, 'Next page').click();
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
    await pick('Industry', 'Dental');
    await person.by('textbox', 'Add business application').fill('Dentrix');
    await person.by('button', 'Add application').click();
    await person.by('button', 'Remove Dentrix').wait();
    await save();
    expect(account()).toMatchObject({ industry: 'Dental', applications: ['Dentrix'] });
  });

  test('Hours: a week, read back, then around the clock', async () => {
    await person.open('/accounts/A-1001/hours');
    await pick('Time zone', 'America/New_York');
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
      for (const [name, text] of Object.entries(words.times(day)))
        await person.by(words.time, name).fill(text);
    }
    for (const day of ['Saturday', 'Sunday']) await person.turn(words.closed, `${day} closed`, true);
    await save();
    expect(account()?.hours.days.friday).toEqual({ closed: false, from: '07:30', to: '20:30' });
    expect(account()?.hours.days.sunday).toEqual({ closed: true, from: '', to: '' });
    await person.open('/accounts/A-1001/hours');
    for (const [name, text] of Object.entries(words.times('Friday')))
      expect(await person.value(words.time, name)).toBe(text);
    expect(await person.isOn(words.closed, 'Saturday closed')).toBe(true);
    await person.turn(words.toggle, 'Open 24/7', true);
    for (const name of Object.keys(words.times('Monday'))) {
      const field = await person.find(words.time, name);
      expect(await field?.evaluate((element) => element.hasAttribute('disabled'))).toBe(true);
    }
    await save();
    expect(account()?.hours.alwaysOpen).toBe(true);
  });

  // Both are of the same build: one skin is enough for the second.
  const people = words.skin === 'a' ? (['VIPs', 'Approvers'] as const) : (['VIPs'] as const);
  test.each(people)('%s: searched, chosen, stored, taken out', async (tab) => {
    const field = tab === 'VIPs' ? 'vips' : 'approvers';
    await person.open(`/accounts/A-1001/${field}`);
    const choose = async () => {
      await search('luis');
      await person.by(words.suggestion, LUIS).click();
      if (words.dialog) await person.by('button', 'Add to list').click();
    };
    await choose();
    await person.by(words.list, tab).wait();
    expect(account()?.[field]).toEqual([]);
    await save();
    expect(account()?.[field]).toEqual(['C-29683510-2']);
    await choose();
    await person.says('alert', 'Luis Ortega is already in the list.');
    await search('zzz');
    await person.says('status', 'No contacts found');
    if (words.dialog) await person.by('button', 'Cancel').click();
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
    await person.turn(words.toggle, PER_INCIDENT, false);
    await person.says('status', 'Saved');
    expect(await person.isOn(words.toggle, PER_INCIDENT)).toBe(false);
    await person.turns(words.toggle, PER_INCIDENT, true);
    expect(account()?.perIncident).toBe(true);
    await person.turn(words.toggle, PER_INCIDENT, false);
    await person.says('status', 'Saved');
    expect(account()?.perIncident).toBe(false);
    await person.open('/accounts/A-1001/billing');
    expect(await person.isOn(words.toggle, PER_INCIDENT)).toBe(false);
  });
});
