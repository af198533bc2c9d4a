import os from 'node:os';
import path from 'node:path';

/** Where a cache folder is looked for; the defaults are this machine's own. */
export interface CachePlace {
  env?: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
  home?: string;
}

/**
 * The folder for what is worth keeping between checkouts: the Temporal server, the browser, probe results.
 *
 * `ONBOARD_CACHE` overrides it. The folder may not exist yet, and may be deleted at any time.
 *
 * @returns an absolute path.
 */
export function cacheFolder({
  env = process.env,
  platform = process.platform,
  home = os.homedir(),
}: CachePlace = {}): string {
  const configured = env['ONBOARD_CACHE'];
  return configured ? path.resolve(configured) : path.join(userCache(env, platform, home), 'onboard');
}

function userCache(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  return env['XDG_CACHE_HOME'] || path.join(home, '.cache');
}
