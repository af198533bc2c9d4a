import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDirectorySessionStore } from '../../../activities/sessions/directory-store.ts';

const name = 'login-lift-off-automation@msp.example.com';
const older = { id: '2025', secret: Buffer.alloc(32, 1).toString('base64') };
const newer = { id: '2026', secret: Buffer.alloc(32, 2).toString('base64') };
const value = { cookies: [{ name: 'session', value: 'top-secret-cookie' }] };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'onboard-sessions-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const store = (...keys: { id: string; secret: string }[]) => createDirectorySessionStore({ directory, keys });
async function files(): Promise<string[]> {
  const names = await readdir(directory);
  return names.map((file) => join(directory, file));
}

test('one worker saves, another loads, and then it is forgotten', async () => {
  await store(older).save(name, value);
  expect(await store(older).load(name)).toEqual(value);
  await store(older).forget(name);
  await store(older).forget(name);
  expect(await store(older).load(name)).toBeUndefined();
});

test('neither the value nor the login can be read from the file', async () => {
  await store(older).save(name, value);
  const [file = ''] = await files();
  expect(`${basename(file)}${await readFile(file, 'utf8')}`).not.toMatch(/top-secret|automation@|session/);
});

test('a new key seals, the old one still opens', async () => {
  await store(older).save(name, value);
  expect(await store(newer, older).load(name)).toEqual(value);
  await store(newer, older).save(name, value);
  expect(await store(older).load(name)).toBeUndefined();
  expect(await store(newer).load(name)).toEqual(value);
});

test('what was damaged, or put in the place of another, counts as absent', async () => {
  await store(older).save(name, value);
  const [file = ''] = await files();
  const sealed = await readFile(file, 'utf8');
  await store(older).save('another login', { cookies: [] });
  const other = (await files()).find((one) => one !== file) ?? '';
  await writeFile(other, sealed);
  expect(await store(older).load('another login')).toBeUndefined();
  await writeFile(file, sealed.slice(0, 40));
  expect(await store(older).load(name)).toBeUndefined();
  await writeFile(file, '');
  expect(await store(older).load(name)).toBeUndefined();
});

test.each([[[]], [[{ id: 'short', secret: 'c2hvcnQ=' }]]])('refuses the keys %j', (keys) => {
  const make = () => createDirectorySessionStore({ directory, keys });
  expect(make).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'profile-invalid' }) }),
  );
  expect(make).not.toThrow(/c2hvcnQ/);
});
