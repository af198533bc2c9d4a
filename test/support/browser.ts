import type { Browser } from 'puppeteer';
import { type LaunchOptions, launchBrowser } from '../../activities/browser/own-browser.ts';

/** The browser that tests drive: what the run has found, or Debian's when a file is run by hand. This machine is all it reaches. */
export const browserForTests: LaunchOptions = {
  executablePath: process.env['ONBOARD_BROWSER'] ?? '/usr/bin/chromium',
  // As root, on Linux, none starts with its sandbox.
  noSandbox: process.getuid?.() === 0,
  loopbackOnly: true,
};

/** Starts it, for pages that the product does not visit but shows, or that a simulator does. */
export function openBrowser(): Promise<Browser> {
  return launchBrowser(browserForTests);
}
