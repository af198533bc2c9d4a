import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { edited, textOf } from '../../domain/examples.ts';
import { until } from '../../support/fake-onboarding.ts';
import { temporalForTests } from '../../support/temporal.ts';

let folder: string;
let address: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-web-'));
  ({ address } = await temporalForTests());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `onboard web` as an operator starts it, and what it has told so far. */
async function web(settings: string, more: NodeJS.ProcessEnv = {}) {
  const profile = path.join(folder, 'onboarding.yaml');
  await writeFile(
    profile,
    edited(textOf('onboarding.yaml'), ['policies:\n', `web: ${settings}\npolicies:\n`]),
  );
  const child = spawn(process.execPath, ['client/main.ts', 'web', '--profile', profile], {
    env: { ...process.env, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default', ...more },
  });
  const told: string[] = [];
  child.stderr.on('data', (text) => told.push(String(text)));
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  return { child, ended, told: () => told.join('') };
}

/** A port that nobody uses at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port }: Partial<AddressInfo> = Object(server.address());
  server.close();
  return port ?? 0;
}

test('serves the pages until it is told to end', async () => {
  const listen = `127.0.0.1:${await freePort()}`;
  const { child, ended, told } = await web(`{ listen: "${listen}" }`);
  await until(() => told().includes(`Serving http://${listen}`), told, 30_000);
  const page = await fetch(`http://${listen}/`, { redirect: 'follow' });
  expect([page.status, new URL(page.url).pathname]).toEqual([200, '/sign-in']);
  expect(await page.text()).toContain('take your word for who you are');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test.each([
  ['{ url: "https://onboard.example.com" }', 'web.linkKey names the environment variable ONBOARD_LINK_KEY'],
  ['{ listen: "0.0.0.0:18480" }', 'nobody would have to sign in'],
])('%s does not start: %s', async (settings, why) => {
  const { ended, told } = await web(settings);
  expect(await ended).toBe(1);
  expect(told()).toContain(why);
});
