import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer';
import { type LiftOffSimulator, startLiftOffSimulator } from '../../../simulators/lift-off/server.ts';
import { openBrowser } from '../../support/browser.ts';
import { PERIOD } from './credentials.ts';
import { admitted, type Person } from './portal-browser.ts';

const PER_INCIDENT = 'Allow Per-Incident/Block-Hour Tickets for this account';
const INSTRUCTIONS = '/accounts/A-1001/instructions';

let browser: Browser;
let portal: LiftOffSimulator;
let person: Person;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  portal = await startLiftOffSimulator({ totpPeriodSeconds: PERIOD, checkboxSave: 'button' });
  person = await admitted(browser, portal);
});
afterEach(async () => {
  await person.page.browserContext().close();
  await portal.stop();
});

const NEW_USER = 'New User Setup Instructions';

async function typeAndSave(text = 'Call us.'): Promise<void> {
  await person.by('textbox', NEW_USER).fill(text);
  await person.by('button', 'Save').click();
}

test('a session that ended shows at the next save, and the login leads back', async () => {
  await person.open(INSTRUCTIONS);
  portal.clock.advanceTo(new Date(portal.clock.now().getTime() + 31 * 60_000));
  await typeAndSave();
  await person.by('heading', 'Sign in to Lift Off').wait();
  await person.says('status', 'You were signed out after 30 minutes without activity.');
  expect(portal.auditLog).toEqual([]);
  // Its codes count anew, as after a new second factor: the one of now was used by the first login.
  portal.edit('the administration', ({ users }) => {
    for (const user of users) user.lastCodeCounter = 0;
  });
  await person.login();
  expect(person.page.url()).toBe(portal.url + INSTRUCTIONS);
  expect(portal.state().logins).toHaveLength(2);
});

test('a login page in place of an answer leads to the login page', async () => {
  await person.open(INSTRUCTIONS);
  portal.faults.add({ kind: 'login-page-200', method: 'PUT', times: 1 });
  await typeAndSave();
  await person.by('heading', 'Sign in to Lift Off').wait();
});

test('a code that was used is refused on the page', async () => {
  const { page } = person;
  const codes: string[] = [];
  portal.reset();
  await page.goto(`${portal.url}/login`);
  page.on('request', (request) => codes.push(new URLSearchParams(request.postData()).get('code') ?? ''));
  await person.login();
  await page.goto(`${portal.url}/login`);
  await person.by('textbox', 'E-mail address').fill('automation@msp.example.com');
  await person.by('textbox', 'Password').fill('Lift-Off-Admin-1');
  await person.by('button', 'Sign in').click();
  await person.by('textbox', 'One-time code').fill(codes.find(Boolean) ?? '');
  await person.by('button', 'Verify').click();
  await person.says('alert', 'This code has already been used. Wait for the next one.');
});

test.each([
  ['save-500', 'Something went wrong. Please try again.'],
  ['conflict-409', 'Another user changed this account. Reload the page and try again.'],
  ['maintenance-503', 'Lift Off is down for maintenance. Please try again later.'],
  ['drop-before-commit', 'Lift Off could not be reached. Please try again.'],
  ['truncate', 'Lift Off could not be reached. Please try again.'],
])('%s at a save is told on the page', async (kind, text) => {
  await person.open(INSTRUCTIONS);
  // Without reuse of connections Chromium does not send the request a second time by itself.
  portal.faults.add({ kind, method: 'PUT', times: 1, options: { keepAlive: false } });
  await typeAndSave();
  await person.says('alert', text);
  expect(await person.value('textbox', NEW_USER)).toBe('Call us.');
});

test('a page whose content does not come says so and shows no controls', async () => {
  portal.faults.add({ kind: 'status', path: '/api/', options: { status: 500 } });
  await person.open(INSTRUCTIONS);
  await person.says('alert', 'Something went wrong. Please try again.');
  expect(await person.find('button', 'Save')).toBeNull();
});

test('a toast goes by itself', async () => {
  await person.open(INSTRUCTIONS);
  await typeAndSave();
  await person.says('status', 'Saved');
  await person.page.waitForSelector('[role="status"]', { hidden: true, timeout: 4000 });
});

test('with the button a box is stored only by it', async () => {
  await person.open('/accounts/A-1001/billing');
  await person.by('checkbox', PER_INCIDENT).click();
  expect(portal.auditLog).toEqual([]);
  await person.by('button', 'Save').click();
  await person.says('status', 'Saved');
  expect(portal.auditLog).toMatchObject([{ field: 'perIncident', after: false }]);
});

test('leaving with unsaved changes asks, when told to', async () => {
  portal.faults.add({ kind: 'unsaved-changes-dialog' });
  await person.open(INSTRUCTIONS);
  await person.by('textbox', NEW_USER).fill('Not saved');
  const asked = new Promise<string>((resolve) => {
    person.page.once('dialog', async (dialog) => {
      await dialog.accept();
      resolve(dialog.type());
    });
  });
  await person.page.goto(`${portal.url}/accounts`);
  expect(await asked).toBe('beforeunload');
});
