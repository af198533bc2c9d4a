import type { Browser, Page } from 'puppeteer';
import { type DattoRmmPortal, dattoRmmPortalDefaults } from '../../../simulators/datto-rmm/portal/server.ts';
import { PortalClient, tokenNow } from './portal-client.ts';

/** Words and roles that differ between the skins. */
export interface Skin {
  readonly skin: 'a' | 'b';
  readonly menu: string;
  readonly menuEntry: string;
  readonly searchBox: string;
  readonly table: string;
  readonly edit: string;
  readonly toggle: string;
}

/** Both skins, for tables of tests. */
export const SKINS: readonly Skin[] = [
  {
    skin: 'a',
    menu: 'button',
    menuEntry: 'link',
    searchBox: 'searchbox',
    table: 'table',
    edit: 'button',
    toggle: 'checkbox',
  },
  {
    skin: 'b',
    menu: 'menuitem',
    menuEntry: 'menuitem',
    searchBox: 'textbox',
    table: 'grid',
    edit: 'link',
    toggle: 'switch',
  },
];

/** A person at the portal who knows roles and names only. */
export class Person {
  readonly page: Page;
  readonly portal: DattoRmmPortal;
  readonly words: Skin;

  constructor(page: Page, portal: DattoRmmPortal, words: Skin) {
    this.page = page;
    this.portal = portal;
    this.words = words;
  }

  by(role: string, name: string) {
    return this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).setTimeout(10_000);
  }

  async has(role: string, name: string): Promise<boolean> {
    return (await this.page.$(`::-p-aria([name="${name}"][role="${role}"])`)) !== null;
  }

  /** Waits for the content of a page behind the login. */
  async open(path: string): Promise<void> {
    await this.page.goto(this.portal.portalUrl + path);
    await this.page.waitForSelector('main[aria-busy="false"]', { timeout: 10_000 });
  }

  /** Waits until an element of the role has this text. */
  async says(role: 'status' | 'alert' | 'heading', text: string): Promise<void> {
    const kind = role === 'heading' ? 'self::h1 or self::h2' : `@role='${role}'`;
    await this.page.waitForSelector(`::-p-xpath(//*[${kind}][normalize-space()='${text}'])`, {
      timeout: 10_000,
      visible: true,
    });
  }

  /** The cell, or list item, that holds just this text, in the row of it. */
  rowButton(list: string, name: string) {
    const row = '*[self::tr or self::li]';
    const named = `.//*[normalize-space(text())="${name}"]`;
    return this.page
      .locator(`::-p-xpath(//*[@aria-label="${list}"]//${row}[${named}]//button)`)
      .setTimeout(10_000);
  }

  async search(box: string, text: string): Promise<void> {
    await this.by(this.words.searchBox, box).fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** From wherever the portal has led to the login. */
  async login(): Promise<void> {
    const { email, password } = dattoRmmPortalDefaults.administrator;
    const isA = this.words.skin === 'a';
    await this.by('textbox', 'Email').fill(email);
    if (!isA) await this.by('button', 'Next').click();
    await this.by('textbox', 'Password').fill(password);
    await this.by('button', 'Log In').click();
    await this.by('textbox', 'Token').fill(tokenNow());
    await this.by('button', 'Authenticate').click();
    if (isA) await this.by('radio', 'Example MSP').click();
    else await this.by('combobox', 'Account').fill('Example MSP');
    await Promise.all([this.page.waitForNavigation(), this.by('button', 'Continue').click()]);
  }
}

/** A person in a browser context of their own, who has come in through the pages. */
export async function loggedIn(browser: Browser, portal: DattoRmmPortal, words: Skin): Promise<Person> {
  const context = await browser.createBrowserContext();
  const person = new Person(await context.newPage(), portal, words);
  await person.page.goto(`${portal.portalUrl}/`);
  await person.login();
  return person;
}

/** The same, with a session that was begun without the pages (skin a): faster. */
export async function withSession(browser: Browser, portal: DattoRmmPortal, words: Skin): Promise<Person> {
  const client = new PortalClient(portal);
  await client.login();
  const context = await browser.createBrowserContext();
  const value = client.cookies.get('rmm_session') ?? '';
  await context.setCookie({ name: 'rmm_session', value, domain: '127.0.0.1', path: '/' });
  return new Person(await context.newPage(), portal, words);
}
