import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { progress } from '../../client/onboarding-client.ts';
import { scheduleIds } from '../../connection/schedules.ts';
import { customerIdSchema } from '../../domain/ids.ts';
import { referBack } from '../../domain/steps/instructions.ts';
import { fastForwardUntil } from '../../harness/clock.ts';
import { onboardingWorkflowId } from '../../workflows/messages.ts';
import { quietTemporal } from '../support/temporal.ts';
import { waitFor } from '../support/wait.ts';
import { call } from './fake-terminal.ts';
import { type CustomerOnFile, type Office, openOffice } from './office.ts';
import { startedAndWaiting } from './started.ts';
import { harbor } from './states.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const HOUR_MS = 3_600_000;

quietTemporal();
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());
afterEach(() => {
  office.outside.broken.clear();
  office.outside.locked = false;
});

/** What a prepared customer looks like before go-live. */
const prepared = {
  'help-desk-field': 'Mission Control Help Desk',
  'lift-off-account': true,
  'per-incident-intake': false,
  'vip-users': harbor.vips,
  approvers: harbor.approvers,
  'business-hours': harbor.contract.helpDeskHours.value,
  instructions: { newUserSetup: referBack, newWorkstationSetup: referBack, userTermination: referBack },
};

const waiting = () => startedAndWaiting(office);

function look({ id }: CustomerOnFile) {
  return progress(office, customerIdSchema.parse(id));
}

describe('plan', () => {
  test('exits with 2 while there are changes, and writes nothing', async () => {
    const { id, file } = await office.customerFile();
    const { exitCode, out, err } = await call(['plan', file]);
    expect(exitCode).toBe(2);
    expect(out).toContain('~ Help-desk field (R20): empty → Mission Control Help Desk');
    expect(err).toBe('Reading Harbor Dental Group (example)\n');
    expect(office.outside.values.has(customerIdSchema.parse(id))).toBe(false);
  });

  test('exits with 2 as a process of its own, JSON alone on stdout', async () => {
    const { file } = await office.customerFile();
    const args = ['client/main.ts', 'plan', file, '--json'];
    const child = spawn(process.execPath, args, { cwd: ROOT, env: process.env });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    const [exitCode] = await once(child, 'close');
    expect(exitCode).toBe(2);
    expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ hash: expect.any(String) });
  });

  test('tells a problem of an outside system with its remedy, exit code 1', async () => {
    office.outside.locked = true;
    const { file } = await office.customerFile();
    const { exitCode, out, err } = await call(['plan', file]);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toContain('Autotask has locked our login.\nUnlock it in Autotask, then retry the step.\n');
  });

  test('refuses a model that is not supported yet', async () => {
    const { file } = await office.customerFile([
      'service:\n  model: per-incident',
      'service:\n  model: per-device\n  helpDeskType: { value: half-day, clause: § 2.2 }\n  acceptsDevicesNotOnboarded: false',
    ]);
    const { exitCode, err } = await call(['plan', file]);
    expect(exitCode).toBe(1);
    expect(err).toContain('Customers of the model per-device cannot be onboarded yet.');
  });
});

describe('start', () => {
  test('asks with the instant in local time and UTC; without a yes nothing starts', async () => {
    const { id, file } = await office.customerFile();
    const { exitCode, err, questions } = await call(['start', file], { answers: ['no'] });
    expect(exitCode).toBe(1);
    expect(err).toContain('Not started.');
    expect(questions).toEqual([
      expect.stringMatching(/go-live \S+ 07:00 America\/New_York \(UTC-0[45]:00\) = \S+ 1[12]:00 UTC\?/),
    ]);
    expect((await call(['status', id])).err).toContain(`Temporal knows no running workflow onboarding-${id}`);
  });

  test('a yes starts it', async () => {
    const { id, file } = await office.customerFile();
    const { exitCode, out } = await call(['start', file], { answers: ['yes'] });
    expect(exitCode).toBe(0);
    expect(out).toContain(`Started onboarding-${id}.`);
  });

  test('nobody to ask and no --yes: refused', async () => {
    const { file } = await office.customerFile();
    const { exitCode, err } = await call(['start', file]);
    expect(exitCode).toBe(1);
    expect(err).toContain('Nobody can be asked here, so nothing was done.');
    expect(err).toContain('--yes');
  });

  test('a go-live in the past is refused, nothing started', async () => {
    const { id, file } = await office.customerFile(['clause: § 3.1', 'time: "06:00"\n    clause: § 3.1']);
    const text = await readFile(file, 'utf8');
    const past = file.replace(id, `${id}-past`);
    await writeFile(past, text.replace(/date: \d{4}/, 'date: 2020'));
    const { exitCode, err } = await call(['start', past, '--yes']);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/The go-live 2020-\S+ 06:00 America\/New_York .* has passed\. Nothing was started\./);
  });

  test('the same file again shows the status; a changed one is refused with its differences', async () => {
    const { file } = await waiting();
    const again = await call(['start', file]);
    expect(again.exitCode).toBe(0);
    expect(again.out).toContain('It is running already, with this file.');

    const text = await readFile(file, 'utf8');
    const changed = `${file}.changed.yaml`;
    await writeFile(changed, text.replace('Luis Ortega', 'Luisa Ortega'));
    const refused = await call(['start', changed, '--yes']);
    expect(refused.exitCode).toBe(1);
    expect(refused.err).toContain('  approvers[0].name: "Luis Ortega" → "Luisa Ortega"');
    expect(refused.err).toContain(`To take it up: onboard amend ${changed} --reason`);
  });
});

describe('approve', () => {
  test('a stale hash is refused with the current one', async () => {
    const { id, hash } = await waiting();
    const { exitCode, err } = await call(['approve', id, '--plan', 'abc']);
    expect(exitCode).toBe(1);
    expect(err).toBe(`Plan abc is not the current one; look at plan ${hash} first.\n`);
  });

  test('twice gives the same answer; another answer is refused', async () => {
    const customer = await waiting();
    const { id, hash } = customer;
    const first = await call(['approve', id, '--plan', hash]);
    const second = await call(['approve', id, '--plan', hash]);
    expect(first).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining(`approved the contract terms and plan ${hash}`),
    });
    expect(second).toEqual(first);
    const { state } = await look(customer);
    expect(state.answers.map(({ by, provenBy }) => `${by} ${provenBy}`)).toEqual([
      'dana.ops claimed: dana@desk',
    ]);

    const other = await call(['decline', id, '--plan', hash, '--reason', 'Too late']);
    expect(other).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('dana.ops has already answered: approve'),
    });
  });

  test('without a hash the plan is shown first, and a yes is for that plan', async () => {
    const { id, hash } = await waiting();
    const { exitCode, out, questions } = await call(['approve', id], { answers: ['y'] });
    expect(exitCode).toBe(0);
    expect(questions).toEqual([`Approve the contract terms and plan ${hash}? (yes/no) `]);
    expect(out.indexOf('Contract: https')).toBeLessThan(out.indexOf('dana.ops approved'));
  });

  test('without a hash and nobody to ask it names the current hash', async () => {
    const { id, hash } = await waiting();
    const { exitCode, err } = await call(['approve', id]);
    expect(exitCode).toBe(1);
    expect(err).toContain(`--plan ${hash}`);
  });

  test('somebody who may not decide is told who may', async () => {
    const { id, hash } = await waiting();
    const { exitCode, err } = await call(['approve', id, '--plan', hash, '--as', 'sam']);
    expect({ exitCode, err }).toEqual({
      exitCode: 1,
      err: 'sam may not decide this. Who may: dana.ops, pat.\n',
    });
  });
});

describe('resolve', () => {
  test('a step that needs a person is shown, refused to be skipped silently, and waived with a reason', async () => {
    office.outside.broken.add('vip-users');
    const customer = await waiting();
    const { id, hash } = customer;
    await call(['approve', id, '--plan', hash]);
    await office.told(id, 'vip-users');
    const { out } = await call(['status', id]);
    expect(out).toContain('By hand:       By hand: vip-users.');

    const silent = await call(['resolve', id, 'vip-users', '--waive']);
    expect(silent).toMatchObject({ exitCode: 1, err: 'Say why: this answer needs a reason.\n' });
    const never = await call(['resolve', id, 'per-incident-intake', '--waive', '--reason', 'r']);
    expect(never.err).toMatch(/“per-incident-intake” is not asked of \S+ now\. Open: .*vip-users/);
    const waived = await call(['resolve', id, 'vip-users', '--waive', '--reason', 'None wanted']);
    expect(waived).toMatchObject({ exitCode: 0, out: 'dana.ops answered for VIP users: waive.\n' });
  });

  test('a second retry is a second answer, not a repetition of the first', async () => {
    office.outside.broken.add('vip-users');
    const customer = await waiting();
    const { id, hash } = customer;
    await call(['approve', id, '--plan', hash]);
    await office.told(id, 'vip-users');
    const retry = async () => (await call(['resolve', id, 'vip-users', '--retry'])).exitCode;
    expect(await retry()).toBe(0);
    // Refused until the first was taken up.
    while ((await retry()) !== 0);
    const { state } = await look(customer);
    expect(state.answers.filter(({ choice }) => choice === 'retry')).toHaveLength(2);
  });

  test('what is not asked is refused', async () => {
    const { id } = await waiting();
    const { exitCode, err } = await call(['resolve', id, 'late-go-live', '--go-now']);
    expect(exitCode).toBe(1);
    expect(err).toBe(`“late-go-live” is not asked of ${id} now. Open: contract-terms.\n`);
  });
});

describe('cancel', () => {
  test('shows what is taken back and asks; a yes cancels', async () => {
    const customer = await waiting();
    const { id } = customer;
    const no = await call(['cancel', id, '--reason', 'Withdrawn'], { answers: ['n'] });
    expect(no.exitCode).toBe(1);
    expect(no.err).toContain(
      'Per-incident tickets allowed becomes off: cancelling before go-live never turns',
    );

    const yes = await call(['cancel', id, '--reason', 'Withdrawn', '--yes']);
    expect(yes.exitCode).toBe(0);
    await office.told(id, 'cancelled');
    const watched = await call(['status', id, '--watch']);
    expect(watched.out).toContain('Cancelled by dana.ops: Withdrawn');
  });

  test('an onboarding that has ended is not cancelled again', async () => {
    const { id } = await waiting();
    await call(['cancel', id, '--reason', 'Withdrawn', '--yes']);
    await call(['status', id, '--watch']);
    const { exitCode, err } = await call(['cancel', id, '--reason', 'Again', '--yes']);
    expect(exitCode).toBe(1);
    expect(err).toContain(`Temporal knows no running workflow onboarding-${id}`);
  });
});

test('list shows what runs; --all what has ended, too', async () => {
  const running = await waiting();
  const ended = await waiting();
  await call(['cancel', ended.id, '--reason', 'Withdrawn', '--yes']);
  await call(['status', ended.id, '--watch']);

  const listed = async (...more: string[]): Promise<string> => (await call(['list', ...more])).out;
  // Visibility is a moment behind.
  const isCurrent = (text: string) =>
    new RegExp(`${running.id}.*waiting-for-approval`).test(text) && !text.includes(ended.id);
  await waitFor('the list is current', async () => isCurrent(await listed()));
  expect(await listed()).toMatch(
    new RegExp(`${running.id} +per-incident +waiting-for-approval +\\S+ \\S+ UTC +yes`),
  );
  expect(await listed('--all')).toMatch(new RegExp(`${ended.id} +per-incident +cancelled`));
  expect(JSON.parse(await listed('--json'))).toContainEqual(
    expect.objectContaining({ customer: running.id, stage: 'waiting-for-approval', needsAttention: true }),
  );
});

test('a customer goes live; then audit holds it against go-live, and report tells it all', async () => {
  const customer = await waiting();
  const { id, hash } = customer;
  const branded = customerIdSchema.parse(id);
  await call(['approve', id, '--plan', hash]);
  await office.told(id, 'hours-note');
  await call(['resolve', id, 'hours-note', '--done']);
  const isLive = async () => (await look(customer)).state.outcome?.kind === 'live';
  const limits = { stepMs: 24 * HOUR_MS, limitMs: 20 * 24 * HOUR_MS };
  await fastForwardUntil(office.client, [onboardingWorkflowId(branded)], isLive, limits);
  await call(['status', id, '--watch']);

  const fine = await call(['audit', id]);
  expect(fine).toMatchObject({ exitCode: 0, out: expect.stringContaining('As wanted: 7 as wanted, 0 not') });
  office.outside.values.set(branded, prepared);
  const drifted = await call(['audit', id]);
  expect(drifted.exitCode).toBe(2);
  expect(drifted.out).toContain('~ Per-incident tickets allowed (R1, R21): off → on');

  const file = path.join(path.dirname(customer.file), 'reports', 'report.html');
  const reported = await call(['report', id, '--out', file]);
  expect(reported).toMatchObject({ exitCode: 0, out: expect.stringContaining(`Wrote ${file}\n`) });
  expect(reported.out).toMatch(/Evidence: \d+ entries, head [0-9a-f]{64}/);
  expect(await call(['report', '--verify', file])).toMatchObject({ exitCode: 0 });
  await writeFile(file, (await readFile(file, 'utf8')).replace('contract-terms', 'contract-term'));
  expect((await call(['report', '--verify', file])).exitCode).toBe(2);
});

test('setup makes the namespace complete and may be repeated', async () => {
  const { exitCode, out } = await call(['setup', '--json']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    done: [
      expect.stringMatching(/there\.$/),
      'Search attributes: there.',
      ...scheduleIds.map((id) => expect.stringContaining(`Schedule ${id}: `)),
    ],
  });
});

describe('without a worker', () => {
  test.each([
    ['plan', 'workflows and both activity queues', /nobody, the queue nobody-api, the queue nobody-portal/],
    ['status', 'workflows', /No worker serves the queue nobody in the namespace client-/],
  ])('%s needs %s and says how to start one', async (command, _what, words) => {
    const { id, file } = await office.customerFile();
    const named = command === 'plan' ? file : id;
    const { exitCode, out, err } = await call([command, named, '--task-queue', 'nobody']);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toMatch(words);
    expect(err).toContain('npm run worker');
  });

  test('pause needs workflows and our own activities, and none for portals', async () => {
    const pause = ['pause', 'lift-off', '--reason', 'Outage', '--yes', '--task-queue', 'nobody'];
    const { exitCode, err } = await call(pause);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/No worker serves the queue nobody, the queue nobody-api in the namespace client-/);
  });

  test('list needs none', async () => {
    expect((await call(['list', '--task-queue', 'nobody'])).exitCode).toBe(0);
  });

  test('the queue may come from the environment', async () => {
    const { err } = await call(['status', 'x'], { environment: { ONBOARD_TASK_QUEUE: 'elsewhere' } });
    expect(err).toContain('the queue elsewhere');
  });
});

test('a namespace that is not there is named, with what makes it', async () => {
  const before = process.env['TEMPORAL_NAMESPACE'];
  process.env['TEMPORAL_NAMESPACE'] = 'not-there';
  const { exitCode, err } = await call(['status', 'x']);
  process.env['TEMPORAL_NAMESPACE'] = before;
  expect(exitCode).toBe(1);
  expect(err).toMatch(/no namespace .*onboard setup/);
});
