import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withLock } from '../../setup/lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('lets one in at a time, also after one has thrown', async () => {
  const lock = path.join(folder, 'lock');
  let inside = 0;
  let most = 0;
  const enter = async () => {
    most = Math.max(most, ++inside);
    await sleep(20);
    inside--;
  };
  const fail = async () => {
    await enter();
    throw new Error('as wanted');
  };
  const results = await Promise.allSettled(
    [enter, fail, enter, enter].map((action) => withLock(lock, action, { retryMs: 5 })),
  );
  expect(most).toBe(1);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});

test('takes over from a holder that has died', async () => {
  const lock = path.join(folder, 'lock');
  await mkdir(lock);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  let waited = 0;
  const onWait = () => waited++;
  expect(await withLock(lock, async () => 'mine', { onWait, retryMs: 5 })).toBe('mine');
  expect(waited).toBe(1);
});
