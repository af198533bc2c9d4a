import type { Browser, ElementHandle, MouseClickOptions, Page } from 'puppeteer';
import {
  type ScreenConnectSimulator,
  screenConnectDefaults,
} from '../../../simulators/screenconnect/server.ts';
import { Caller, codeOf } from './caller.ts';

/** A person at the pages who knows roles and names only. */
export class Operator {
  readonly page: Page;
  readonly simulator: ScreenConnectSimulator;

  constructor(page: Page, simulator: ScreenConnectSimulator) {
    this.page = page;
    this.simulator = simulator;
  }

  by(role: string, name: string) {
    return this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).setTimeout(8000);
  }

  count(role: string, name: string): Promise<number> {
    return this.page.$$(`::-p-aria([name="${name}"][role="${role}"])`).then(({ length }) => length);
  }

  press(role: string, name: string): Promise<void> {
    return this.by(role, name).click();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.simulator.url + path);
  }

  /** Waits until the page shows something of these. */
  async ready(): Promise<void> {
    await this.page.waitForSelector('main[aria-busy="false"]', { timeout: 8000 });
  }

  async says(text: string): Promise<void> {
    await this.page.waitForSelector(`::-p-text(${text})`, { timeout: 8000 });
  }

  /** Both steps of a login, from the login page on. */
  async login(user: 'administrator' | 'helpDesk'): Promise<void> {
    const { userName, password } = screenConnectDefaults[user];
    await this.by('textbox', 'User Name').fill(userName);
    await this.by('textbox', 'Password').fill(password);
    await this.press('button', 'Login');
    await this.by('textbox', 'One-Time Password').fill(codeOf(user));
    await Promise.all([this.page.waitForNavigation(), this.press('button', 'Login')]);
  }

  /** The row or list item in which a text stands by itself. */
  async row(text: string): Promise<ElementHandle> {
    const row = await this.page.waitForSelector(`::-p-xpath(${rowOf(text)})`, { timeout: 8000 });
    if (!row) throw new Error(`There is no row ${text}`);
    return row;
  }

  /** Clicks a row where it is: on the Host page rows are made anew all the time, so that none can be held. */
  async clickRow(text: string, options: MouseClickOptions = {}): Promise<void> {
    const found = `document.evaluate(${JSON.stringify(rowOf(text))}, document, null, 9).singleNodeValue`;
    const spot = `(() => { const box = ${found}?.getBoundingClientRect(); return box && [box.x + 20, box.y + 8]; })()`;
    const handle = await this.page.waitForFunction(spot, { timeout: 8000 });
    const [x = 0, y = 0] = Object.values((await handle.jsonValue()) ?? {}).map(Number);
    await this.page.mouse.click(x, y, options);
  }

  /** Opens the context menu of a machine, and gives what Join looks like there. */
  async joinInMenu(machine: string): Promise<{ readonly greyed: boolean; readonly link: ElementHandle }> {
    await this.clickRow(machine, { button: 'right' });
    const link = await this.page.waitForSelector('#popoutPanel ::-p-aria([name="Join"])', { timeout: 8000 });
    if (!link) throw new Error('There is no Join');
    return { greyed: await link.evaluate((one) => one.classList.contains('Disabled')), link };
  }
}

function rowOf(text: string): string {
  return `//*[self::tr or self::li][*[normalize-space()="${text}"]]`;
}

/** A person in a browser context of their own, at this address, who signs in at the pages. */
export async function signInAt(
  browser: Browser,
  simulator: ScreenConnectSimulator,
  user: 'administrator' | 'helpDesk',
  path: string,
): Promise<Operator> {
  const context = await browser.createBrowserContext();
  const operator = new Operator(await context.newPage(), simulator);
  await operator.open(path);
  await operator.login(user);
  await operator.ready();
  return operator;
}

/** The same with a login that was made before, which is faster. */
export async function operatorAt(
  browser: Browser,
  simulator: ScreenConnectSimulator,
  user: 'administrator' | 'helpDesk',
  path: string,
): Promise<Operator> {
  const caller = new Caller(simulator);
  await caller.login(user);
  const context = await browser.createBrowserContext();
  const [name = '', value = ''] = caller.http.cookie.split('=');
  await context.setCookie({ name, value, domain: '127.0.0.1', path: '/', httpOnly: true });
  const operator = new Operator(await context.newPage(), simulator);
  await operator.open(path);
  await operator.ready();
  return operator;
}
