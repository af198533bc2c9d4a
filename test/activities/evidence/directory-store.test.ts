import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDirectoryEvidenceStore } from '../../../activities/evidence/directory-store.ts';

const key = 'onboarding-harbor-dental/ensureVipUsers-1/01-vip-users-before.png';
const bytes = new Uint8Array([1, 2, 3]);

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'onboard-evidence-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('keeps bytes under their key and says their digest and size', async () => {
  const store = createDirectoryEvidenceStore(directory);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await store.put(key, bytes)).toEqual({ key, sha256, size: 3 });
  expect(await store.get(key)).toEqual(Buffer.from(bytes));
});

test('replaces what lay there, and leaves no drafts', async () => {
  const store = createDirectoryEvidenceStore(directory);
  await Promise.all([store.put(key, bytes), store.put(key, bytes)]);
  await store.put(key, new Uint8Array([9]));
  expect(await store.get(key)).toEqual(Buffer.from([9]));
  const files = await readdir(join(directory, 'onboarding-harbor-dental', 'ensureVipUsers-1'));
  expect(files).toEqual(['01-vip-users-before.png']);
});

test('knows what it does not have', async () => {
  expect(await createDirectoryEvidenceStore(directory).get(key)).toBeUndefined();
});

test.each([
  '../secret',
  'a/../../secret',
  '/etc/passwd',
  'a//b',
  'a/./b',
  '',
  'a\\..\\b',
  'C:/x',
  'a/..',
  'a\0b',
])('refuses the key %j', async (bad) => {
  const store = createDirectoryEvidenceStore(join(directory, 'store'));
  await expect(store.put(bad, bytes)).rejects.toThrow(RangeError);
  await expect(store.get(bad)).rejects.toThrow(RangeError);
});

test('says that the store is unavailable when the directory cannot be written', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');
  const store = createDirectoryEvidenceStore(file);
  await expect(store.put(key, bytes)).rejects.toMatchObject({ problem: { code: 'unavailable' } });
  await mkdir(join(directory, key), { recursive: true });
  const reading = createDirectoryEvidenceStore(directory).get(key);
  await expect(reading).rejects.toMatchObject({ problem: { code: 'unavailable' } });
});
