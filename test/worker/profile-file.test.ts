import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ProfileFault, readProfile, watchProfile } from '../../worker/profile-file.ts';

const environment = {
  AUTOTASK_USERNAME: 'api@example.com',
  AUTOTASK_SECRET: 'autotask-secret',
  AUTOTASK_INTEGRATION_CODE: 'CODE',
};
let folder = '';
let file = '';
let written = 0;
let warnings: string[] = [];
const warn = (text: string) => warnings.push(text);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-profile-'));
  file = path.join(folder, 'onboarding.yaml');
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const profile = (name: string) => `
schema: 1
msp: { name: ${name}, timeZone: UTC, businessHours: { monday: { from: "08:00", to: "17:00" } } }
people: [{ id: dana, name: Dana, email: dana@example.com, roles: [owner] }]
systems: { liftOff: { url: "http://127.0.0.1:1/" } }
`;

/** Saves the file as an editor would; two saves never carry the same time, however fast they follow. */
async function save(text: string): Promise<void> {
  written += 1;
  await writeFile(file, text);
  await utimes(file, written, written);
}

test('a changed profile is used from the next look on, under another revision', async () => {
  await save(profile('Before'));
  const watched = watchProfile(file, environment, warn);
  const before = watched.current();
  expect(watched.current()).toBe(before);
  await save(profile('After'));
  const after = watched.current();
  expect([before.profile.msp.name, after.profile.msp.name]).toEqual(['Before', 'After']);
  expect(after.revision).not.toBe(before.revision);
  expect(warnings).toEqual([]);
});

test('an invalid change is told once, with every fault and its place, and the last valid profile stays', async () => {
  await save(profile('Before'));
  const watched = watchProfile(file, environment, warn);
  const { revision } = watched.current();
  await save(profile('After').replace('schema: 1', 'schema: 2').replace('roles: [owner]', 'roles: [boss]'));
  expect(watched.current().profile.msp.name).toBe('Before');
  expect(watched.current().revision).toBe(revision);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(`The profile ${file} cannot be used:`);
  expect(warnings[0]).toMatch(/schema[\s\S]*roles/);
  expect(warnings[0]).toContain(`The last valid profile (${revision}) stays in use.`);
  await save(profile('Mended'));
  expect(watched.current().profile.msp.name).toBe('Mended');
});

test('while the file is away, as when it is replaced, the last valid profile stays', async () => {
  await save(profile('Before'));
  const watched = watchProfile(file, environment, warn);
  await rename(file, `${file}.old`);
  expect(watched.current().profile.msp.name).toBe('Before');
  await save(profile('After'));
  expect(watched.current().profile.msp.name).toBe('After');
});

test('a first profile that cannot be used is refused with its faults', async () => {
  await save(profile('Before').replace('schema: 1', 'schema: 2'));
  expect(() => watchProfile(file, environment, warn)).toThrow(ProfileFault);
});

test('a secret that is not there is named, its value never', async () => {
  await save(profile('Before'));
  const { AUTOTASK_SECRET: _left, ...rest } = environment;
  expect(() => readProfile(file, rest)).toThrow(/AUTOTASK_SECRET/);
  expect(readProfile(file, environment).secrets.autotask).toMatchObject({ secret: 'autotask-secret' });
});
