import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, ElementHandle, Page } from 'puppeteer';
import { type LiftOffSimulator, liftOffDefaults } from '../../../simulators/lift-off/server.ts';
import { codeNow } from './credentials.ts';
import { HttpClient } from './http-client.ts';

/** A person at the portal who knows roles and names only. */
export class Person {
  readonly page: Page;
  readonly portal: LiftOffSimulator;

  constructor(page: Page, portal: LiftOffSimulator) {
    this.page = page;
    this.portal = portal;
  }

  by(role: string, name: string) {
    return this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).setTimeout(5000);
  }

  find(role: string, name: string): Promise<ElementHandle | null> {
    return this.page.$(`::-p-aria([name="${name}"][role="${role}"])`);
  }

  /** Waits for the content of a page behind the login. */
  async open(path: string): Promise<void> {
    await this.page.goto(this.portal.url + path);
    await this.page.waitForSelector('main[aria-busy="false"]', { timeout: 5000 });
  }

  /** Waits until an element of the role has this text. */
  async says(role: 'status' | 'alert', text: string): Promise<void> {
    const selector = `::-p-xpath(//*[@role='${role}'][normalize-space()='${text}'])`;
    await this.page.waitForSelector(selector, { timeout: 5000 });
  }

  async value(role: string, name: string): Promise<string> {
    const element = await this.find(role, name);
    return element ? element.evaluate((field) => Reflect.get(field, 'value')) : 'not there';
  }

  /** One of the two radio buttons of a yes-or-no question. */
  async #answer(question: string, on: boolean): Promise<ElementHandle | null> {
    const group = await this.find('radiogroup', question);
    return group?.$(`::-p-aria([name="${on ? 'Yes' : 'No'}"][role="radio"])`) ?? null;
  }

  /** Brings a check box, a switch or a yes-or-no question into the other state than it has. */
  async turn(role: string, name: string, on: boolean): Promise<void> {
    if (role !== 'radiogroup') return this.by(role, name).click();
    const button = await this.#answer(name, on);
    await button?.click();
  }

  /** Whether a check box, a switch or a yes-or-no question is on. */
  async isOn(role: string, name: string): Promise<boolean> {
    const element = role === 'radiogroup' ? await this.#answer(name, true) : await this.find(role, name);
    if (!element) return false;
    return element.evaluate(
      (box) => box.getAttribute('aria-checked') === 'true' || Reflect.get(box, 'checked') === true,
    );
  }

  /** Waits until a box shows the state by itself. */
  async turns(role: string, name: string, on: boolean): Promise<void> {
    const deadline = Date.now() + 5000;
    while ((await this.isOn(role, name)) !== on) {
      if (Date.now() > deadline) throw new Error(`"${name}" did not turn ${on ? 'on' : 'off'}`);
      await wait(50);
    }
  }

  async login(): Promise<void> {
    const { email, password } = liftOffDefaults.administrator;
    await this.by('textbox', 'E-mail address').fill(email);
    if (!(await this.find('textbox', 'Password'))) await this.by('button', 'Next').click();
    await this.by('textbox', 'Password').fill(password);
    await this.by('button', 'Sign in').click();
    await this.by('textbox', 'One-time code').fill(codeNow());
    await Promise.all([this.page.waitForNavigation(), this.by('button', 'Verify').click()]);
  }
}

/** A person in a browser context of their own, with a login that happened elsewhere. */
export async function admitted(browser: Browser, portal: LiftOffSimulator): Promise<Person> {
  const client = new HttpClient(portal.url);
  await client.login();
  const [name = '', value = ''] = client.cookie.split('=');
  const context = await browser.createBrowserContext();
  await context.setCookie({ name, value, domain: new URL(portal.url).hostname, path: '/', httpOnly: true });
  return new Person(await context.newPage(), portal);
}

/** A person in a browser context of their own, logged in. */
export async function loggedIn(browser: Browser, portal: LiftOffSimulator): Promise<Person> {
  const context = await browser.createBrowserContext();
  const person = new Person(await context.newPage(), portal);
  await person.page.goto(`${portal.url}/login`);
  await person.login();
  return person;
}
