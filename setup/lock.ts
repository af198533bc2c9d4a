import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a lock is waited for. All times in milliseconds. */
export interface LockOptions {
  /** Called once if somebody else holds the lock. */
  onWait?: () => void;
  /** A lock whose holder has not touched it for this long is taken over. */
  staleMs?: number;
  /** How often a waiting process looks again. */
  retryMs?: number;
}

/**
 * Runs `action` while no other process on this machine runs one under the same lock folder.
 *
 * The holder touches the folder as long as it works; a holder that died is noticed by its silence. Taking
 * over is not perfectly atomic, so the action itself must tolerate running twice (write aside, then rename).
 *
 * @throws what `action` throws, or the file system's error when the folder cannot be made.
 */
export async function withLock<Result>(
  folder: string,
  action: () => Promise<Result>,
  { onWait, staleMs = 30_000, retryMs = 500 }: LockOptions = {},
): Promise<Result> {
  await mkdir(path.dirname(folder), { recursive: true });
  let waiting = false;
  while (!(await tryToTake(folder))) {
    if (!waiting) onWait?.();
    waiting = true;
    await removeIfStale(folder, staleMs);
    await sleep(retryMs);
  }
  const touch = setInterval(() => {
    const now = new Date();
    utimes(folder, now, now).catch(() => undefined);
  }, staleMs / 5);
  try {
    return await action();
  } finally {
    clearInterval(touch);
    await rm(folder, { recursive: true, force: true });
  }
}

async function tryToTake(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function removeIfStale(folder: string, staleMs: number): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (!found || Date.now() - found.mtimeMs < staleMs) return;
  // Renaming first: of several waiting processes only one gets to remove it.
  const aside = `${folder}.stale-${process.pid}`;
  await rename(folder, aside).catch(() => undefined);
  await rm(aside, { recursive: true, force: true });
}

function isCode(error: unknown, code: string): boolean {
  // Not `instanceof Error`: within jest, Node's own errors are of another realm.
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
