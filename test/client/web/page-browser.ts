import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'puppeteer';
import { z } from 'zod';
import { type Pages, TOKEN } from './pages.ts';
import { Visitor } from './visitor.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A desk’s screen, and a phone’s. */
export const sizes = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844, isMobile: true, hasTouch: true },
} as const;
export type Size = keyof typeof sizes;

/** How long a page may take on a machine that has other things to do. */
const PATIENCE_MS = 20_000;

/** A tab of a browser of its own: no cookies of others. */
export async function freshTab(browser: Browser, size: Size = 'desktop'): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewport(sizes[size]);
  return page;
}

/** A tab of somebody who has signed in by the token already. */
export async function tabOf(
  browser: Browser,
  pages: Pages,
  person = 'dana.ops',
  size: Size = 'desktop',
): Promise<Page> {
  const page = await freshTab(browser, size);
  const { hostname: domain } = new URL(pages.url);
  const signedIn = [...(await cookiesOf(pages, person))];
  const cookies = signedIn.map(([name, value]) => ({ name, value, domain, path: '/' }));
  await page.browserContext().setCookie(...cookies);
  return page;
}

/** One sign-in a person: more than ten a minute are refused. */
const known = new Map<string, Promise<ReadonlyMap<string, string>>>();

function cookiesOf({ app, url }: Pages, person: string): Promise<ReadonlyMap<string, string>> {
  const cookies = known.get(url + person) ?? signedInBy(new Visitor(app), person);
  known.set(url + person, cookies);
  return cookies;
}

async function signedInBy(visitor: Visitor, person: string): Promise<ReadonlyMap<string, string>> {
  await visitor.get('/sign-in');
  const { status } = await visitor.post('/sign-in/token', { person, token: TOKEN });
  if (status !== 303) throw new Error(`${person} could not sign in: ${status}`);
  return visitor.cookies;
}

/** Presses the button or link of that name and waits for the page that it leads to. */
export async function press(page: Page, name: string, role: 'button' | 'link' = 'button'): Promise<void> {
  const target = page.locator(`::-p-aria([name="${name}"][role="${role}"])`);
  await Promise.all([page.waitForNavigation(), target.click()]);
}

/** All words of the page, with single spaces. */
export async function shown(page: Page): Promise<string> {
  return (await page.$eval('main', (main) => main.textContent ?? '')).replace(/\s+/g, ' ');
}

const axeSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What the accessibility check finds wrong; it runs beside the page’s own policy, which allows no script. */
export async function barriers(page: Page): Promise<string[]> {
  const client = await page.createCDPSession();
  await client.send('Page.setBypassCSP', { enabled: true });
  await page.evaluate(axeSource);
  const { violations } = axeSchema.parse(await page.evaluate('axe.run()'));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const CLUMSY = `[
  ...(document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : []),
  ...[...document.querySelectorAll('button, select, textarea, summary, a.button, label.box, header a')]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
    .map((element) => 'lower than 44 px: ' + element.outerHTML.slice(0, 80)),
]`;

/** What sticks out of the screen, and controls that a thumb does not hit. */
export async function clumsiness(page: Page): Promise<string[]> {
  return z.array(z.string()).parse(await page.evaluate(CLUMSY));
}
