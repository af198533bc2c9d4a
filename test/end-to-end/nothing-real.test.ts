import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createBrowserPool } from '../../activities/browser/pool.ts';
import type { VisitContext } from '../../activities/visit.ts';
import { plan } from '../../client/reading-client.ts';
import { createCleanUp } from '../../harness/clean-up.ts';
import { type ProfileChanges, profileOf } from '../../harness/simulated-world.ts';
import type { Stack } from '../../harness/stack.ts';
import { startWorkerProcess } from '../../harness/worker-processes.ts';
import { findBrowser } from '../../setup/browser.ts';
import { readProfile } from '../../worker/profile-file.ts';
import { autotaskVisits } from '../../worker/systems/autotask.ts';
import { liftOffVisits } from '../../worker/systems/lift-off.ts';
import { senders } from '../../worker/systems/senders.ts';
import type { SystemsOptions } from '../../worker/systems/systems-options.ts';
import { sampleCustomer } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';
import { startProcesses } from './process-stack.ts';

quietTemporal();
const TEST_MS = 120_000;
const cleanUp = createCleanUp();

/** What an operator's shell may hold: everything of it is for real systems. */
const operatorsShell = {
  TEMPORAL_ADDRESS: 'prod.a1b2c.tmprl.cloud:7233',
  TEMPORAL_NAMESPACE: 'prod.a1b2c',
  TEMPORAL_API_KEY: 'operator-temporal-api-key',
  AUTOTASK_USERNAME: 'operator@real-msp.com',
  AUTOTASK_SECRET: 'operator-autotask-secret',
  AUTOTASK_SECRET_FILE: '/run/secrets/operator-autotask',
  LIFT_OFF_PASSWORD: 'operator-lift-off-password',
  SLACK_BOT_TOKEN: 'xoxb-operator-slack-token',
  SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/operator',
  ONBOARD_CODEC_KEYS: `operator:${Buffer.alloc(32, 7).toString('base64')}`,
  HTTPS_PROXY: 'http://operator-proxy.real-msp.com:3128',
  HTTP_PROXY: 'http://operator-proxy.real-msp.com:3128',
};

/** Addresses of real systems, as a profile would name them. */
const realSystems = {
  autotask: { zoneDiscoveryUrl: 'https://webservices.autotask.net/' },
  liftOff: { mode: 'portal', url: 'https://liftoff.missioncontrolnoc.com/' },
  slack: { apiUrl: 'https://slack.com/api/' },
} as const;

let stack: Stack;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-real-'));
  cleanUp.add(() => rm(folder, { recursive: true, force: true }));
  const before = { ...process.env };
  cleanUp.add(async () => {
    process.env = before;
  });
  Object.assign(process.env, operatorsShell);
  stack = await startProcesses({ workers: 1 });
  cleanUp.add(() => stack.stop());
}, TEST_MS);
afterAll(() => cleanUp.run(), TEST_MS);

test(
  'a stack works with its own server and simulators, whatever the operator’s shell says',
  async () => {
    const { autotask, liftOff } = stack.world;
    const read = await plan(stack, await sampleCustomer());
    expect(read.lines.some(({ verdict }) => verdict === 'unreadable')).toBe(false);
    expect(autotask.journalLog.length).toBeGreaterThan(0);
    expect(liftOff.state().logins).toHaveLength(1);
  },
  TEST_MS,
);

const onLinux = process.platform === 'linux' ? test : test.skip;
onLinux('a worker process of the harness does not even get what is meant for real systems', async () => {
  const environment = await readFile(`/proc/${stack.workers[0]?.pid}/environ`, 'utf8');
  expect(environment).toContain('ONBOARD_HARNESS_TASK=');
  const leaked = Object.values(operatorsShell).filter((value) => environment.includes(value));
  expect([leaked, environment.includes('TEMPORAL_')]).toEqual([[], false]);
});

test.each([
  ['webservices.autotask.net', { autotask: realSystems.autotask }],
  ['liftoff.missioncontrolnoc.com', { liftOff: realSystems.liftOff }],
  ['slack.com', { slack: realSystems.slack }],
])('a worker process of the harness refuses a profile that names %s', async (host, changes) => {
  await expect(workerWith(profileOf(stack.world, changes))).rejects.toThrow(
    `names ${host}, but this run may touch nothing but simulators on this machine`,
  );
});

test('a worker process of the harness refuses a real mail server', async () => {
  await expect(workerWith(officeMail(profileOf(stack.world)))).rejects.toThrow(
    'names smtp.office365.com, but',
  );
});

async function workerWith(profile: string) {
  const profilePath = path.join(folder, 'onboarding.yaml');
  await writeFile(profilePath, profile);
  const task = {
    address: stack.address,
    namespace: stack.namespace,
    taskQueue: 'never-served',
    profilePath,
    bundlePath: '',
    controlUrls: [],
  };
  const worker = await startWorkerProcess(task, stack.world.secrets, path.join(folder, 'worker.log'));
  await worker.stop();
}

describe('clients that may touch this machine only refuse real addresses, should a profile get that far', () => {
  const refusal = (system: string, host: string) =>
    `may touch nothing but simulators on this machine, but the address of ${system} is ${host}`;

  test('Autotask', async () => {
    const visit = await autotaskVisits(loopbackOnly({ autotask: realSystems.autotask }))(await context());
    const { problems } = await visit.read(['help-desk-field']);
    expect(problems['help-desk-field']?.message).toContain(refusal('Autotask', 'webservices.autotask.net'));
  });

  test('Slack', () => {
    const ways = senders(loopbackOnly({ slack: realSystems.slack }));
    expect(ways).toThrow(refusal('Slack', 'slack.com'));
  });

  test('mail', () => {
    const ways = senders(loopbackOnly({}, officeMail));
    expect(ways).toThrow(refusal('the mail server', 'smtp.office365.com'));
  });

  test(
    'Lift Off: the browser itself finds no other machine',
    async () => {
      const browser = await findBrowser({ progress: () => undefined });
      const pool = createBrowserPool({ ...browser, loopbackOnly: true });
      cleanUp.add(() => pool.close());
      const options = loopbackOnly({ liftOff: realSystems.liftOff });
      const visits = liftOffVisits({ ...options, pool, withLease: (_name, work) => work() });
      await expect(visits(await context())).rejects.toThrow('net::ERR_NAME_NOT_RESOLVED');
    },
    TEST_MS,
  );
});

/** Systems of a profile that got past the harness's own refusal. */
function loopbackOnly(changes: ProfileChanges, edit = (profile: string) => profile): SystemsOptions {
  const file = path.join(folder, 'real.yaml');
  writeFileSync(file, edit(profileOf(stack.world, changes)));
  return { profile: () => readProfile(file, stack.world.secrets), loopbackOnly: true, home: folder };
}

function officeMail(profile: string): string {
  return profile.replace('"host": "127.0.0.1"', '"host": "smtp.office365.com"');
}

async function context(): Promise<VisitContext> {
  return {
    customer: await sampleCustomer(),
    choices: {},
    pictures: 'all',
    signal: AbortSignal.timeout(TEST_MS),
    beat: () => undefined,
    keep: async (key) => ({ key, sha256: '' }),
  };
}
