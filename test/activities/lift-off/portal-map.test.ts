import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { filled } from '../../../activities/browser/portal-map.ts';
import { defaultPortalMap, parsePortalMap } from '../../../activities/lift-off/portal-map.ts';
import { readPortalMap } from '../../../activities/lift-off/portal-map-file.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'onboard-map-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function fileOf(text: string): Promise<string> {
  const path = join(directory, 'portal-map.yaml');
  await writeFile(path, text);
  return path;
}

test('without a file the map is what the runbook says', async () => {
  const map = await readPortalMap(undefined);
  expect(map.billing.perIncident).toEqual(['Allow Per-Incident/Block-Hour Tickets for this account']);
  expect(map.tabs.billing).toEqual({ address: 'billing', title: ['Billing options'] });
});

test('a file replaces what it names and nothing else', async () => {
  const path = await fileOf('tabs: { vips: { title: VIP users } }\nframe: { save: [Save, Store] }\n');
  const map = await readPortalMap(path);
  expect(map.tabs.vips).toEqual({ address: 'vips', title: ['VIP users'] });
  expect(map.frame.save).toEqual(['Save', 'Store']);
  expect({ ...map, tabs: 0, frame: 0 }).toEqual({ ...defaultPortalMap, tabs: 0, frame: 0 });
});

test('an empty file changes nothing', async () => {
  expect(await readPortalMap(await fileOf(''))).toEqual(defaultPortalMap);
});

test.each([
  ['an unknown key', 'tabs: { vip: {} }', /tabs has no vip; known are general, billing, vips/],
  ['an unknown group', 'pages: {}', /the top level has no pages; known are addresses, login/],
  [
    'an address without its place',
    'addresses: { account: /accounts }',
    /addresses\.account: must hold \{account\}/,
  ],
  ['a label that is none', 'frame: { save: "" }', /frame\.save/],
  ['no YAML', 'frame: [', /portal-map\.yaml/],
])('refuses %s', async (_what, text, says) => {
  const path = await fileOf(text);
  await expect(readPortalMap(path)).rejects.toThrow(says);
  await expect(readPortalMap(path)).rejects.toMatchObject({ problem: { code: 'profile-invalid' } });
});

test('refuses a file that is not there', async () => {
  await expect(readPortalMap(join(directory, 'nowhere.yaml'))).rejects.toThrow(/nowhere\.yaml: ENOENT/);
});

test('refuses what is no map at all', () => {
  expect(() => parsePortalMap(['save'])).toThrow(/portal map: the top level/);
});

test('fills in what an address needs', () => {
  expect(filled('/accounts/{account}/{tab}', { account: 'A-1', tab: 'vips' })).toBe('/accounts/A-1/vips');
  expect(filled('{unknown}', {})).toBe('{unknown}');
});
