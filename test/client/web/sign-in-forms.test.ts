import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'puppeteer';
import { openBrowser } from '../../support/browser.ts';
import { barriers, clumsiness, freshTab, type Size } from './page-browser.ts';
import { openPages, type PageOptions } from './pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const forms: readonly [what: string, options: PageOptions, button: string][] = [
  ['a token', {}, '/sign-in/token'],
  ['a person’s word on this machine', { web: {} }, '/sign-in/claim'],
];
const sizes: readonly Size[] = ['desktop', 'phone'];

test.each(forms.flatMap((form) => sizes.map((size) => [...form, size] as const)))(
  'signing in by %s keeps nobody out',
  async (_what, options, action, size) => {
    const pages = await openPages(options);
    const page = await freshTab(browser, size);
    try {
      await page.goto(`${pages.url}/sign-in`);
      expect(await page.$(`form[action="${action}"]`)).not.toBeNull();
      expect(await barriers(page)).toEqual([]);
      expect(await clumsiness(page)).toEqual([]);
    } finally {
      await page.close();
      await pages.app.close();
    }
  },
);
