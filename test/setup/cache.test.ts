import path from 'node:path';
import { expect, test } from '@jest/globals';
import { cacheFolder } from '../../setup/cache.ts';

const home = path.resolve('/home/someone');

test.each([
  ['linux', {}, path.join(home, '.cache', 'onboard')],
  ['linux', { XDG_CACHE_HOME: path.join(home, 'xdg') }, path.join(home, 'xdg', 'onboard')],
  ['darwin', {}, path.join(home, 'Library', 'Caches', 'onboard')],
  ['win32', { LOCALAPPDATA: path.join(home, 'local') }, path.join(home, 'local', 'onboard')],
  ['win32', {}, path.join(home, 'AppData', 'Local', 'onboard')],
] as const)('on %s with %j it is %s', (platform, env, expected) => {
  expect(cacheFolder({ platform, env, home })).toBe(expected);
});

test('ONBOARD_CACHE names it exactly', () => {
  const env = { ONBOARD_CACHE: path.resolve('/elsewhere'), XDG_CACHE_HOME: '/xdg' };
  expect(cacheFolder({ env, home })).toBe(path.resolve('/elsewhere'));
});
