import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer';
import { allowOn } from '../../../simulators/screenconnect/permissions.ts';
import {
  screenConnectDefaults as names,
  type ScreenConnectOptions,
  type ScreenConnectSimulator,
  startScreenConnectSimulator,
} from '../../../simulators/screenconnect/server.ts';
import { openBrowser } from '../../support/browser.ts';
import { groupOf } from './host-data.ts';
import { type Operator, operatorAt, signInAt } from './operator.ts';

const HARBOR = groupOf(names.harborDental);
const HOST = `/Host#${['Access', ...HARBOR].map(encodeURIComponent).join('/')}`;
const MACHINE = 'HDG-FRONT-01';
const SECURITY = '/Administration?Tab=1';

let browser: Browser;
let simulator: ScreenConnectSimulator;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await Promise.all(browser.browserContexts().map((context) => context.close().catch(() => {})));
  await simulator.stop();
});

async function start(options: ScreenConnectOptions): Promise<void> {
  simulator = await startScreenConnectSimulator({ pollMs: 150, ...options });
}
function give(...permissions: string[]): void {
  simulator.edit('colleague', ({ roles }) => {
    const role = roles.find(({ Name }) => Name === names.role);
    role?.ScopedPermissionEntries.push(...permissions.map((one) => allowOn(HARBOR, one)));
  });
}
const joins = () => simulator.state().joins.map(({ userName }) => userName);
const grants = () => simulator.auditLog.map(({ actor, field, after }) => [actor, field, after]);

async function openEditor(operator: Operator): Promise<void> {
  const row = await operator.row(names.role);
  await (await row.$('::-p-aria([name="Edit"])'))?.click();
  await operator.by('textbox', 'Role Name:').wait();
}

describe.each(['a', 'b'] as const)('skin %s', (skin) => {
  /** Skin a has a list in which one scope at a time is selected, skin b a tree in which each click adds. */
  async function selectHarbor(operator: Operator): Promise<void> {
    if (skin === 'a') return operator.press('option', HARBOR.join(' / '));
    await operator.press('button', 'Expand');
    await operator.press('treeitem', names.harborDental);
    await operator.says('Permissions for 2 Selected Scopes:');
    await operator.press('treeitem', 'All Session Groups');
  }
  const shown = skin === 'a' ? HARBOR.join(' / ') : names.harborDental;

  test('a grant in the editor is one change, and enables Join for the other user', async () => {
    await start({ skin, extension: true });
    const operator = await signInAt(browser, simulator, 'administrator', '/Administration');
    await Promise.all([operator.page.waitForNavigation(), operator.press('link', 'Security')]);
    expect(operator.page.url()).toBe(`${simulator.url}/Administration?Tab=2`);
    await openEditor(operator);
    await selectHarbor(operator);
    await operator.says(`Permissions for "${shown}":`);
    await operator.press('checkbox', 'ViewSessionGroup');
    await operator.press('checkbox', 'JoinSession');
    await operator.press('button', 'Save Role');
    await operator.page.waitForSelector('#dialogContainer.Hidden');
    await operator.says('11 permission entries');
    expect(grants()).toEqual([
      [names.administrator.userName, `on ${HARBOR.join(' / ')}`, ['JoinSession', 'ViewSessionGroup']],
    ]);
    const helpDesk = await operatorAt(browser, simulator, 'helpDesk', HOST);
    expect((await helpDesk.joinInMenu(MACHINE)).greyed).toBe(false);
    expect(joins()).toEqual([]);
  });

  test('a greyed Join is an enabled link that does nothing; the second quick click on a row joins', async () => {
    await start({ skin });
    give('ViewSessionGroup');
    const operator = await operatorAt(browser, simulator, 'helpDesk', HOST);
    const greyed = await operator.joinInMenu(MACHINE);
    expect(greyed.greyed).toBe(true);
    await greyed.link.click();
    await operator.page.keyboard.press('Escape');
    await operator.clickRow(MACHINE, { count: 2 });
    expect(await operator.page.$('#popoutPanel')).toBeNull();
    give('JoinSession');
    const enabled = `//*[@role="toolbar"]//a[not(contains(@class, "Disabled"))][.="Join"]`;
    await operator.page.waitForSelector(`::-p-xpath(${enabled})`);
    const { greyed: still, link } = await operator.joinInMenu(MACHINE);
    expect(still).toBe(false);
    await link.evaluate((one) => Reflect.get(one, 'click').call(one));
    await operator.page.keyboard.press('Escape');
    expect(await operator.page.$('#popoutPanel')).toBeNull();
    expect(joins()).toEqual([]);
    await operator.clickRow(MACHINE, { count: 2 });
    await operator.by('heading', 'Join Session').wait();
    expect(joins()).toEqual([names.helpDesk.userName]);
  });

  test('nothing to see, nothing in it, and a refusal in the editor', async () => {
    await start({ skin });
    simulator.faults.add({ kind: 'group-empty' });
    const operator = await operatorAt(browser, simulator, 'administrator', HOST);
    await operator.says(`"${names.harborDental}" is empty`);
    await operator.open(SECURITY);
    await operator.ready();
    await openEditor(operator);
    await operator.by('textbox', 'Role Name:').fill('Host');
    await operator.press('button', 'Save Role');
    await operator.says('There is a role "Host" already.');
  });
});

test('several scopes are guarded while their permissions differ, else all of them are changed', async () => {
  await start({});
  const operator = await operatorAt(browser, simulator, 'administrator', SECURITY);
  await openEditor(operator);
  const { keyboard } = operator.page;
  const add = async (customer: string) => {
    await keyboard.down('Control');
    await operator.press('option', groupOf(customer).join(' / '));
    await keyboard.up('Control');
  };
  await operator.press('option', HARBOR.join(' / '));
  await add('Acme West');
  await operator.says('Your selected scopes have different permission sets.');
  expect(await operator.count('checkbox', 'JoinSession')).toBe(0);
  await add('Acme West');
  await add('Acme');
  await operator.says('Permissions for 2 Selected Scopes:');
  await operator.press('checkbox', 'JoinSession');
  await operator.press('button', 'Save Role');
  await operator.page.waitForSelector('#dialogContainer.Hidden');
  expect(simulator.auditLog).toHaveLength(2);
});

test('what is inherited is shown, checked and locked', async () => {
  await start({});
  simulator.faults.add({ kind: 'inherited-already', times: 1 });
  const operator = await operatorAt(browser, simulator, 'administrator', SECURITY);
  await openEditor(operator);
  await operator.press('option', HARBOR.join(' / '));
  const box = await operator.page.waitForSelector(
    '::-p-aria([name="Inherited from \\"All Machines by Company\\":"]) input',
  );
  expect(await box?.evaluate((one) => [Reflect.get(one, 'checked'), Reflect.get(one, 'disabled')])).toEqual([
    true,
    true,
  ]);
  expect(await operator.count('checkbox', 'JoinSession')).toBe(1);
});

test('polling: rows are made anew, 504 is silence, 500 a box, another version a new page', async () => {
  await start({});
  const operator = await operatorAt(browser, simulator, 'administrator', HOST);
  const row = await operator.row(MACHINE);
  await operator.page.waitForFunction((one) => !one.isConnected, {}, row);
  simulator.faults.add({ kind: 'poll-504', times: 1 });
  simulator.faults.add({ kind: 'poll-500', times: 1 });
  await operator.says('An unexpected error has occurred on the server.');
  expect(simulator.faults.list()).toEqual([]);
  expect(await operator.count('dialog', 'Error')).toBe(1);
  const polls = simulator.journalLog.length;
  await operator.press('button', 'OK');
  await operator.page.waitForSelector('#dialogContainer.Hidden');
  await operator.row(MACHINE);
  expect(simulator.journalLog.length).toBeGreaterThan(polls);
  await Promise.all([operator.page.waitForNavigation(), simulator.bumpVersion()]);
  await operator.row(MACHINE);
  expect((await operator.joinInMenu('HDG-CHAIR-01')).greyed).toBe(false);
});

test.each([
  ['save-500', 'An unexpected error has occurred on the server.', false],
  ['expired-before-save', 'Your login has expired. Please login again.', false],
  ['save-500-after-commit', 'An unexpected error has occurred on the server.', true],
])('%s at a save shows on the page', async (kind, text, stored) => {
  await start({});
  const operator = await operatorAt(browser, simulator, 'administrator', SECURITY);
  await openEditor(operator);
  await operator.press('option', HARBOR.join(' / '));
  await operator.press('checkbox', 'JoinSession');
  simulator.faults.add({ kind, times: 1 });
  await operator.press('button', 'Save Role');
  await operator.says(text);
  expect(simulator.auditLog).toHaveLength(stored ? 1 : 0);
});

test('the older login and the older polling; the fragment and the last place are kept', async () => {
  await start({ layout: 'legacy-form', live: 'GetHostSessionInfo', multiSelect: 'enabled' });
  const operator = await signInAt(browser, simulator, 'administrator', '/Host#Access/Servers');
  await operator.open(HOST);
  await operator.row(MACHINE);
  await operator.open('/ChangePassword');
  await operator.open('/Host');
  await operator.page.keyboard.down('Control');
  for (const machine of [MACHINE, 'HDG-CHAIR-01']) await operator.clickRow(machine);
  await operator.page.keyboard.up('Control');
  await operator.says('2 selected');
  expect((await operator.joinInMenu(MACHINE)).greyed).toBe(false);
});

test('several machines grey Join; an address that ends in Join joins', async () => {
  await start({});
  const operator = await operatorAt(browser, simulator, 'administrator', HOST);
  await operator.page.keyboard.down('Control');
  for (const machine of [MACHINE, 'HDG-CHAIR-01']) await operator.clickRow(machine);
  await operator.page.keyboard.up('Control');
  expect((await operator.joinInMenu(MACHINE)).greyed).toBe(true);
  expect(joins()).toEqual([]);
  const id = simulator.state().machines.find(({ Name }) => Name === MACHINE)?.SessionID;
  await operator.open(`${HOST}//${id}/Join`);
  await operator.by('heading', 'Join Session').wait();
  expect(joins()).toEqual([names.administrator.userName]);
});
