import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '@temporalio/client';
import { createDirectorySessionStore } from '../../activities/sessions/directory-store.ts';
import { portalLogin } from '../../activities/sessions/portal-login.ts';
import { renderReport } from '../../client/report.ts';
import { dataConverter } from '../../connection/temporal.ts';
import type { CustomerFile } from '../../domain/customer-file.ts';
import type { Stack } from '../../harness/stack.ts';
import { createStory } from '../../harness/story.ts';
import { liftOffDefaults } from '../../simulators/lift-off/defaults.ts';
import { orderQuery } from '../../workflows/messages.ts';
import { Onboarding, sampleCustomer } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';
import { filesBelow, formsOf, historiesOf, leaks, type Trace } from './leaks.ts';
import { limitsForKills, startProcesses } from './process-stack.ts';

quietTemporal();
const TEST_MS = 180_000;
const codecKey = Buffer.alloc(32, 'codec key of no value').toString('base64');
const newerKey = Buffer.alloc(32, 'newer codec key of no value').toString('base64');

let stack: Stack;
let customer: CustomerFile;
let workflowId = '';
let histories: Trace[] = [];
let traces: Trace[] = [];

beforeAll(async () => {
  stack = await startProcesses({ environment: { ONBOARD_CODEC_KEYS: `older:${codecKey}` } });
  customer = await sampleCustomer();
  // Failures with pictures are part of what is searched: of the login, and of a page.
  stack.world.liftOff.faults.add({ kind: 'maintenance-503', method: 'POST', path: '/login', times: 1 });
  stack.world.liftOff.faults.add({ kind: 'maintenance-503', method: 'PUT', path: '/hours', times: 1 });
  const onboarding = await Onboarding.start(stack, customer, limitsForKills);
  ({ workflowId } = onboarding);
  await goLive(onboarding);
  histories = await historiesOf(stack.client);
  traces = [...histories, ...(await filesBelow(stack.folder))];
}, TEST_MS);
afterAll(() => stack?.stop(), TEST_MS);

async function goLive(onboarding: Onboarding<Stack>): Promise<void> {
  await onboarding.approve();
  const { plan } = await onboarding.untilStage('ready', 90_000);
  await onboarding.forward({ until: new Date(Date.parse(plan?.goLive.instant ?? '') + 600_000) });
  const live = await onboarding.untilStage('live');
  createStory(path.join(stack.folder, 'timeline.txt'), customer.timeZone, () => undefined).tell(live);
  const report = renderReport(live, await onboarding.handle.query(orderQuery));
  await writeFile(path.join(stack.folder, 'report.html'), report);
}

const namesOf = (found: readonly Trace[]) => found.map(({ name }) => name).join('\n');

test('the run left everything behind that is to be searched', () => {
  const names = namesOf(traces);
  for (const part of [
    'journal.jsonl',
    'audit.jsonl',
    'worker-1.log',
    'timeline.txt',
    'report.html',
    'sessions',
  ])
    expect(names).toContain(part);
  expect(names).toMatch(/evidence.*login-failed\.png/);
  expect(names).toMatch(/evidence.*business-hours-failed\.png/);
  expect(names).toContain(`history of ${workflowId}`);
  expect(names).toContain('history of lease-');
});

test('no secret is anywhere in what a run leaves behind', async () => {
  // The name of a login is no secret.
  const isName = (variable: string) => /_(EMAIL|USERNAME|USER)$/.test(variable);
  const all = Object.entries(stack.world.secrets);
  const secrets = Object.fromEntries(all.filter(([variable]) => !isName(variable)));
  const used = {
    ...secrets,
    'one-time code seed': liftOffDefaults.administrator.totpSecret,
    'codec key': codecKey,
    ...(await sessionCookies()),
  };
  expect(Object.keys(used).length).toBeGreaterThan(8);
  expect(leaks(traces, used)).toEqual([]);
});

test('of the customer the server knows nothing but its id: not in histories, not in search attributes', async () => {
  const [vip] = customer.vips;
  const names = {
    name: customer.name,
    vip: vip?.name ?? '',
    mail: vip?.email ?? '',
    contract: customer.contract.link,
  };
  expect(leaks(histories, names)).toEqual([]);
  const { typedSearchAttributes, memo } = await stack.client.workflow.getHandle(workflowId).describe();
  const shown: Trace = {
    name: 'visibility',
    bytes: Buffer.from(JSON.stringify([typedSearchAttributes, memo])),
  };
  expect(shown.bytes.includes(customer.id)).toBe(true);
  expect(leaks([shown], names)).toEqual([]);
});

test('the journal masks what was typed into the login', () => {
  const { journalLog } = stack.world.liftOff;
  const logins = journalLog.filter(({ method, path: at }) => method === 'POST' && at.startsWith('/login'));
  expect(JSON.stringify(logins.map(({ body }) => body))).toMatch(/"password":"\*\*\*"[\s\S]*"code":"\*\*\*"/);
});

describe('after the codec’s key was rotated', () => {
  const resultWith = (keys: string) => {
    const { connection, options } = stack.client;
    const converter = dataConverter({ ONBOARD_CODEC_KEYS: keys });
    const client = new Client({ connection, namespace: options.namespace, dataConverter: converter });
    return client.workflow.getHandle(workflowId).result();
  };

  test('what was written before is still read', async () => {
    expect(await resultWith(`newer:${newerKey},older:${codecKey}`)).toMatchObject({ kind: 'live' });
  });

  test('a key that was thrown away too early is named', async () => {
    await expect(resultWith(`newer:${newerKey}`)).rejects.toThrow('ONBOARD_CODEC_KEYS lacks the key “older”');
  });
});

test.each([0, 1, 2])('a secret is found in base64 as well, %i bytes after a boundary', (offset) => {
  const text = Buffer.from(`${'x'.repeat(offset)}Lift-Off-Admin-1 and more`).toString('base64');
  expect(leaks([{ name: 'here', bytes: Buffer.from(text) }], { password: 'Lift-Off-Admin-1' })).toEqual([
    'password in here',
  ]);
  expect(formsOf('Lift-Off-Admin-1').every((form) => form.length > 10)).toBe(true);
});

/** Whoever holds the cookies is signed in: they are secrets too. On disk they are sealed. */
async function sessionCookies(): Promise<{ [name: string]: string }> {
  const { ONBOARD_SESSION_KEY: secret = '', LIFT_OFF_EMAIL: email } = stack.world.secrets;
  const directory = path.join(stack.folder, 'sessions');
  const store = createDirectorySessionStore({ directory, keys: [{ id: 'current', secret }] });
  const session = await portalLogin(store, `login-lift-off-${email}`).session();
  const cookies = (session?.cookies ?? []).map(({ name, value }) => [`cookie ${name}`, value]);
  expect(cookies.length).toBeGreaterThan(0);
  return Object.fromEntries(cookies);
}
