import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { edited, harborDental } from '../domain/examples.ts';
import { quietTemporal } from '../support/temporal.ts';
import { call } from './fake-terminal.ts';

quietTemporal();

const ROOT = path.resolve(import.meta.dirname, '..', '..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-client-'));
  // A port that nobody listens on.
  process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:1';
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('help', () => {
  test('documents the exit codes and every command', async () => {
    const { exitCode, out, err } = await call(['--help']);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 .*/);
    for (const name of ['setup', 'plan', 'start', 'status', 'list', 'audit', 'report'])
      expect(out).toContain(`\n  ${name} `);
    for (const name of ['decide', 'approve', 'decline', 'withdraw', 'resolve', 'amend', 'reschedule', 'hold'])
      expect(out).toContain(`\n  ${name} `);
    for (const name of ['release', 'pause', 'resume', 'paused', 'cancel'])
      expect(out).toContain(`\n  ${name} `);
  });

  test.each([
    'setup',
    'plan',
    'start',
    'status',
    'list',
    'audit',
    'report',
    'decide',
    'approve',
    'decline',
    'withdraw',
    'resolve',
    'amend',
    'reschedule',
    'hold',
    'release',
    'pause',
    'resume',
    'paused',
    'cancel',
  ])('of %s has an example and the global options', async (name) => {
    const { exitCode, out } = await call([name, '--help']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(new RegExp(`Examples?:\\n  onboard ${name}`));
    expect(out).toContain('--json');
  });

  test('loads no Temporal SDK, in a process of its own', () => {
    const refusing =
      'import { registerHooks } from "node:module"; registerHooks({ resolve(name, context, next) ' +
      '{ if (name.startsWith("@temporalio/")) throw new Error("loaded " + name); return next(name, context); } });';
    const args = ['--import', `data:text/javascript,${encodeURIComponent(refusing)}`, 'client/main.ts'];
    const run = (...more: string[]) =>
      spawnSync(process.execPath, [...args, ...more], { cwd: ROOT, encoding: 'utf8', env: { PATH: '' } });
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(run('resolve', 'x', '--help').status).toBe(0);
    expect(run('decide', '--help').status).toBe(0);
    expect(run('no-such-command').status).toBe(1);
    // The guard itself works.
    expect(run('list').stderr).toContain('loaded @temporalio/');
  });
});

describe('wrong arguments', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['no file', ['plan'], /missing required argument 'file'/],
    ['a mistyped command', ['stauts', 'x'], /unknown command 'stauts'\n\(Did you mean status\?\)/],
    ['a mistyped option', ['list', '--al'], /unknown option '--al'\n\(Did you mean one of --all/],
    ['no reason for a cancel', ['cancel', 'x'], /required option '--reason <text>'/],
    ['no plan for a decline', ['decline', 'x', '--reason', 'r'], /required option '--plan <hash>'/],
    ['a name that cannot be one', ['status', 'Harbor Dental'], /“Harbor Dental” is not a customer’s id/],
    ['an unknown step', ['resolve', 'x', 'vips', '--retry'], /no question “vips”.*vip-users, approvers/],
    ['no answer', ['resolve', 'x', 'vip-users'], /give exactly one of --retry, --done, --waive/],
    ['two answers', ['resolve', 'x', 'vip-users', '--retry', '--done'], /give exactly one of --retry/],
    [
      'an answer to another question',
      ['resolve', 'x', 'already-live', '--retry'],
      /exactly one of --audit-only, --onboard-anew/,
    ],
    ['a drift of nothing', ['resolve', 'x', 'drift-vips', '--repair'], /no question “drift-vips”/],
    [
      'a step’s answer to a drift',
      ['resolve', 'x', 'drift-approvers', '--retry'],
      /--accept, --repair, --ignore/,
    ],
    [
      'a choice beside another answer',
      ['resolve', 'x', 'vip-users', '--choose', 'a', '--done'],
      /exactly one of/,
    ],
    ['a choice where there is none', ['resolve', 'x', 'already-live', '--choose', 'a'], /--retry only/],
    [
      'two wishes at once',
      ['decide', 'x', 'y', '--answer', 'a', '--reply', 'b'],
      /one of --answer, --ask-back/,
    ],
    ['an answer to nothing', ['decide', 'x', '--answer', 'retry'], /Say what you answer/],
    [
      'a cause and a name',
      ['decide', 'x', '--cause', 'lift-off/busy', '--answer', 'retry'],
      /leave the name out/,
    ],
    ['a cause without an answer', ['decide', '--cause', 'lift-off/busy'], /--answer retry or done-by-hand/],
    ['a cause and another answer', ['decide', '--cause', 'a/b', '--answer', 'waive'], /--answer retry or/],
    ['no reason for a withdrawal', ['withdraw', 'x'], /required option '--reason <text>'/],
    ['no reason for an amendment', ['amend', 'x'], /required option '--reason <text>'/],
    ['no new date', ['reschedule', 'x', '--reason', 'r'], /required option '--date <date>'/],
    [
      'a date that does not exist',
      ['reschedule', 'x', '--date', '2027-02-30', '--reason', 'r'],
      /2027-02-30 is not a date that exists/,
    ],
    [
      'a time that is none',
      ['reschedule', 'x', '--date', '2027-02-15', '--time', '7', '--reason', 'r'],
      /--time 7 is not a time of day/,
    ],
    ['no reason for a hold', ['hold', 'x'], /required option '--reason <text>'/],
    ['no reason for a pause', ['pause', 'lift-off'], /required option '--reason <text>'/],
    ['a system that is none', ['pause', 'hubspot', '--reason', 'r'], /no system “hubspot”.*lift-off/],
    ['no go-ahead', ['resolve', 'x', 'late-go-live'], /give --go-now\./],
    [
      'a person who is nobody',
      ['approve', 'x', '--as', 'kim'],
      /“kim” is nobody there\.\n.*\n {2}dana\.ops {2}Dana/,
    ],
    [
      'a profile that is not there',
      ['setup', '--profile', 'none.yaml'],
      /profile none\.yaml, but there is no such file/,
    ],
    [
      'a customer file that is not there',
      ['plan', 'no-such-customer'],
      /customers\/no-such-customer\.yaml, but there is no such file/,
    ],
  ])('%s: says what to do, exit code 1, nothing on stdout', async (_what, args, words) => {
    const { exitCode, out, err } = await call(args);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/^ +at /m);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  });

  test('somebody whose login the profile does not know is told how to say who they are', async () => {
    const { err, exitCode } = await call(['approve', 'x'], { osUser: 'guest' });
    expect(exitCode).toBe(1);
    expect(err).toContain('nobody there has the osUser “guest”');
    expect(err).toContain('--as PERSON or ONBOARD_AS');
  });
});

test('all faults of a customer file are told at once, each with its place', async () => {
  const file = path.join(folder, 'wrong.yaml');
  await writeFile(
    file,
    edited(
      harborDental,
      ['date: 2026-12-14', 'date: 2026-02-30'],
      ['timeZone: America', 'timezone: America'],
    ),
  );
  const { exitCode, out, err } = await call(['plan', file]);
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  const places = err.matchAll(/^(\S+\.yaml):\d+:\d+ {2}(\S+?):? /gm);
  const found = [...places].map(([, name, field]) => `${path.basename(name ?? '')} ${field}`);
  expect(found).toContain('wrong.yaml contract.goLive.date');
  expect(found).toContain('wrong.yaml timezone');
  expect(err).toContain('Did you mean “timeZone”?');
});

test('all faults of the profile are told at once', async () => {
  const file = path.join(folder, 'profile.yaml');
  await writeFile(file, 'schema: 1\nmsp: {}\npeople: []\n');
  const { exitCode, err } = await call(['approve', 'x', '--profile', file]);
  expect(exitCode).toBe(1);
  expect(err).toMatch(/profile\.yaml:3:\d+ {2}people: .*is empty/);
  expect(err).toMatch(/profile\.yaml:2:\d+ {2}msp\./);
});

test('a server that cannot be reached: says where it looked and what to do', async () => {
  const { exitCode, out, err } = await call(['list']);
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  expect(err).toContain('Wanted to reach the Temporal server at 127.0.0.1:1, but it did not answer');
  expect(err).toContain('npm run temporal');
  expect(err).toContain('TEMPORAL_ADDRESS');
});

test('a malformed key for payloads is told by the name of its variable, without the key', async () => {
  const { exitCode, err } = await call(['list'], { environment: { ONBOARD_CODEC_KEYS: 'first:c2VjcmV0' } });
  expect(exitCode).toBe(1);
  expect(err).toContain('ONBOARD_CODEC_KEYS needs');
  expect(err).not.toContain('c2VjcmV0');
});
