import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { findBrowser, usualPlaces } from '../../setup/browser.ts';

const progress = () => undefined;
const before = process.env['ONBOARD_BROWSER'];
afterEach(() => {
  if (before === undefined) delete process.env['ONBOARD_BROWSER'];
  else process.env['ONBOARD_BROWSER'] = before;
});

const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;

test('a configured path comes before the environment, and that before what is installed', async () => {
  const sources = [async () => '/installed'];
  process.env['ONBOARD_BROWSER'] = import.meta.filename;
  const configured = await findBrowser({ configuredPath: process.execPath, progress, sources });
  expect(configured).toEqual({ executablePath: process.execPath, noSandbox: isLinuxRoot });
  expect((await findBrowser({ progress, sources })).executablePath).toBe(import.meta.filename);
  delete process.env['ONBOARD_BROWSER'];
  expect((await findBrowser({ progress, sources })).executablePath).toBe('/installed');
});

test('a named browser that does not exist is an error, not a reason to take another', async () => {
  const found = findBrowser({ configuredPath: 'no-such-browser', progress });
  await expect(found).rejects.toThrow(/no such file\. Correct the configured path/);
});

test('ways to get one are tried in order, and the remedy is named when none works', async () => {
  delete process.env['ONBOARD_BROWSER'];
  const none = async () => undefined;
  const found = await findBrowser({ progress, sources: [none, async () => '/b', async () => '/c'] });
  expect(found.executablePath).toBe('/b');
  await expect(findBrowser({ progress, sources: [none] })).rejects.toThrow(
    /Install Google Chrome.*ONBOARD_BROWSER/,
  );
});

test('the usual places are those of the platform', () => {
  const PATH = ['/opt/bin', '/usr/bin'].join(path.delimiter);
  const linux = usualPlaces('linux', { PATH });
  expect(linux).toContain(path.join('/usr/bin', 'chromium'));
  expect(linux[0]).toBe('/usr/lib/chromium/chromium-headless-shell');
  const mac = usualPlaces('darwin', { HOME: '/Users/x' });
  expect(mac).toContain(
    path.join('/Applications', 'Google Chrome.app', 'Contents', 'MacOS', 'Google Chrome'),
  );
  const windows = usualPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' });
  expect(windows.some((file) => file.endsWith('msedge.exe'))).toBe(true);
});
