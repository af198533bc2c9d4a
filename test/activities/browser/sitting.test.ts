import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type BrowserPool, createBrowserPool } from '../../../activities/browser/pool.ts';
import type { Portal } from '../../../activities/browser/portal.ts';
import { control } from '../../../activities/browser/screen.ts';
import { createPortalSitting, type PortalSitting } from '../../../activities/browser/sitting.ts';
import type { BrowserTab } from '../../../activities/browser/tab.ts';
import { browserForTests } from '../../support/browser.ts';

const never = new AbortController().signal;
const FORM = `<label>Email <input value="us@msp.example.com"></label>
  <label>Password <input type="password" value="a secret"></label>
  <label>Code <input value="123456"></label>`;
const secret = control(['textbox'], ['Password', 'Code']);

let pool: BrowserPool;
let tab: BrowserTab;
beforeAll(async () => {
  pool = createBrowserPool(browserForTests);
  tab = await pool.open(never);
});
afterAll(() => pool.close());
beforeEach(() => tab.page.setContent(FORM));

/** What stood in the fields of the page whenever a picture was kept. */
let seen: { readonly name: string; readonly fields: readonly string[] }[] = [];
beforeEach(() => {
  seen = [];
});

function sitting(isSecret = secret.fits): PortalSitting<Portal> {
  return createPortalSitting<Portal>({
    portal: (wanted) => {
      const times = { pageTimeoutMs: 3_000, settleMs: 10 };
      return { system: 'The portal', tab, wanted, beat: () => {}, ...times };
    },
    pictures: 'of-failures',
    pictureTimeoutMs: 3_000,
    isSecret,
    onSessionExpired: async () => {},
    keep: async (name) => {
      const fields = await tab.page.$$eval('input', (inputs) => inputs.map(({ value }) => value));
      seen.push({ name, fields });
      return { key: name, sha256: '0'.repeat(64) };
    },
  });
}

describe('a login that fails', () => {
  const failing = async () => {
    throw new Error('the page is not as expected');
  };

  test('leaves a picture without what we typed into secret fields', async () => {
    await expect(sitting().logIn(failing)).rejects.toThrow('not as expected');
    expect(seen).toEqual([{ name: '01-login-failed.png', fields: ['us@msp.example.com', '', ''] }]);
  });

  test('leaves none when it is not certain that nothing secret shows', async () => {
    const uncertain = () => {
      throw new Error('the page cannot be read');
    };
    await expect(sitting(uncertain).logIn(failing)).rejects.toThrow('not as expected');
    expect(seen).toEqual([]);
  });
});
