import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { edited } from '../domain/examples.ts';
import { quietTemporal } from '../support/temporal.ts';
import { waitFor } from '../support/wait.ts';
import { call } from './fake-terminal.ts';
import { type CustomerOnFile, type Office, openOffice } from './office.ts';
import { startedAndWaiting, stateOf } from './started.ts';

const DAY_MS = 86_400_000;

quietTemporal();
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());
afterEach(() => office.outside.broken.clear());

const waiting = () => startedAndWaiting(office);

/** A customer whose plan was approved and whose settings are made. */
async function prepared(): Promise<CustomerOnFile> {
  const customer = await waiting();
  await call(['approve', customer.id, '--plan', customer.hash]);
  await office.told(customer.id, 'hours-note');
  await waitFor('the approvers to be set', async () => {
    const { outcomes } = await stateOf(office, customer);
    return outcomes.approvers?.preparation !== undefined;
  });
  return customer;
}

/** The local date so many days from now. */
function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

async function changedFile({ file }: CustomerOnFile): Promise<string> {
  const changed = `${file}.changed.yaml`;
  const text = await readFile(file, 'utf8');
  await writeFile(changed, edited(text, ['luis.ortega@', 'luisa@']));
  return changed;
}

describe('amend', () => {
  test('shows what the file and the plan change and what follows; a yes takes it up', async () => {
    const customer = await prepared();
    const file = await changedFile(customer);
    const no = await call(['amend', file, '--reason', 'A new name'], { answers: ['no'] });
    expect(no.exitCode).toBe(1);
    expect(no.err).toContain('  approvers[0].email: "luis.ortega@harbor-dental.example.com" → "luisa@harbor');
    expect(no.err).toMatch(/What the plan wants otherwise:\n {2}Approvers: .*luis\.ortega@.* → .*luisa@/);
    expect(no.err).toMatch(/Plan \S+ waits for approval, from dana\.ops or pat\./);
    expect(no.err).toContain('  Approvers is taken back first.\n  Approvers is set anew:');
    expect(no.err).toContain('Not amended.');

    const yes = await call(['amend', file, '--reason', 'A new name', '--yes', '--json']);
    expect(yes.exitCode).toBe(0);
    expect(JSON.parse(yes.out)).toMatchObject({ amended: true, planHash: expect.any(String) });
    const waits = async () => (await stateOf(office, customer)).stage === 'waiting-for-approval';
    await waitFor('the new plan to wait for approval', waits);
    const again = await call(['amend', file, '--reason', 'A new name']);
    expect(again).toMatchObject({ exitCode: 0, out: expect.stringContaining('nothing to change') });
  });

  test('a plan that nobody has agreed to yet is what a new one is compared with', async () => {
    const customer = await waiting();
    const { err } = await call(['amend', await changedFile(customer), '--reason', 'r', '--yes']);
    expect(err).toMatch(/What the plan wants otherwise:\n {2}Approvers: /);
    expect(err).not.toContain('taken back');
  });

  test('a customer who is not being onboarded is refused', async () => {
    const { id, file } = await office.customerFile();
    const { exitCode, err } = await call(['amend', file, '--reason', 'r']);
    expect({ exitCode, err }).toEqual({
      exitCode: 1,
      err: `${id} is not being onboarded. What runs: onboard list\n`,
    });
  });
});

describe('reschedule', () => {
  test('shows both instants and what follows; a yes moves it, and an approver’s move is an approval', async () => {
    const customer = await prepared();
    const date = inDays(21);
    const move = ['reschedule', customer.id, '--date', date, '--reason', 'They move house'];
    const no = await call(move, { answers: ['no'] });
    expect(no.exitCode).toBe(1);
    expect(no.err).toMatch(new RegExp(`to {3}${date} 07:00 America/New_York \\(UTC-0[45]:00\\) = `));
    expect(no.err).toMatch(/only the date moves, plan \S+ counts as approved with it/);
    expect(no.err).toContain('Hours note to Partner Success is written anew, marked as changed');
    expect(no.questions).toEqual([expect.stringContaining(`to ${date} 07:00 America/New_York`)]);

    expect(await call([...move, '--yes'])).toMatchObject({ exitCode: 0 });
    const { moves } = await stateOf(office, customer);
    expect(moves).toMatchObject([{ to: { localDate: date }, reason: 'They move house' }]);
    const { out } = await call(['status', customer.id]);
    expect(out).toMatch(/Moved +from .* by dana\.ops: They move house/);
  });

  test('sent twice at once it is moved once', async () => {
    const customer = await waiting();
    const move = ['reschedule', customer.id, '--date', inDays(21), '--reason', 'They move house', '--yes'];
    const both = await Promise.all([call(move), call(move)]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(both[1]?.out).toBe(both[0]?.out);
    expect((await stateOf(office, customer)).moves).toHaveLength(1);
  });

  test('a weekend is flagged, another time of day is followed', async () => {
    const customer = await waiting();
    const days = [21, 22, 23, 24, 25, 26, 27].map(inDays);
    const sunday = days.find((day) => new Date(day).getUTCDay() === 0) ?? '';
    const { err } = await call(
      ['reschedule', customer.id, '--date', sunday, '--time', '09:15', '--reason', 'r'],
      { answers: ['no'] },
    );
    expect(err).toContain('! weekend: the day is a Sunday');
    expect(err).toContain(`${sunday} 09:15`);
  });

  test.each([
    ['a date that has passed', '2020-01-06', /Nothing was moved\. .* has passed: choose an instant from/],
    ['a date before the contract begins', inDays(5), /before the contract of .* begins/],
    ['the date as it stands', inDays(14), /is the go-live as it stands/],
  ])('%s is refused with the reason', async (_what, date, words) => {
    const { id } = await waiting();
    const { exitCode, out, err } = await call(['reschedule', id, '--date', date, '--reason', 'r', '--yes']);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toMatch(words);
  });

  test('a local time that the clocks skip is refused with the nearest ones', async () => {
    const { id } = await waiting();
    const { exitCode, err } = await call([
      'reschedule',
      id,
      '--date',
      '2027-03-14',
      '--time',
      '02:30',
      '--reason',
      'r',
      '--yes',
    ]);
    expect(exitCode).toBe(1);
    expect(err).toContain('2027-03-14 02:30 does not exist in America/New_York');
  });
});

test('hold keeps it, release shows what happens then and asks', async () => {
  const customer = await waiting();
  const { id } = customer;
  expect((await call(['release', id])).err).toContain('Nobody holds the go-live');
  const held = await call(['hold', id, '--reason', 'The invoice is open', '--as', 'sam']);
  expect(held).toMatchObject({ exitCode: 0, out: expect.stringContaining(`onboard release ${id}`) });
  const again = await call(['hold', id, '--reason', 'Once more']);
  expect(again).toMatchObject({ exitCode: 1, err: 'sam holds it already: The invoice is open\n' });
  const no = await call(['release', id], { answers: ['no'] });
  expect(no.err).toMatch(/sam holds it: The invoice is open\nIt goes live by itself at /);
  expect(await call(['release', id, '--yes'])).toMatchObject({
    exitCode: 0,
    out: 'dana.ops released the go-live.\n',
  });
  expect((await stateOf(office, customer)).hold).toBeUndefined();
});

test('a pause is one decision for all; resume tries again what the outage has parked', async () => {
  expect((await call(['paused'])).out).toBe('No system is paused.\n');
  const customer = await waiting();
  await waitFor('the list to show it', async () => (await call(['list'])).out.includes(customer.id));
  const no = await call(['pause', 'Lift Off', '--reason', 'Outage'], { answers: ['no'] });
  expect(no.err).toMatch(new RegExp(`running onboardings? ha(s|ve) work left there: .*${customer.id}`));
  expect(no.exitCode).toBe(1);

  const stranger = await call(['pause', 'lift-off', '--reason', 'Outage', '--yes', '--as', 'sam']);
  expect(stranger).toMatchObject({ exitCode: 1 });
  expect(stranger.err).toContain('sam may not pause or resume a system. Who may: dana.ops');
  expect((await call(['paused'])).out).toBe('No system is paused.\n');

  const paused = await call(['pause', 'lift-off', '--reason', 'Outage', '--yes', '--json']);
  expect(JSON.parse(paused.out)).toMatchObject({ system: 'lift-off', paused: true });
  const again = await call(['pause', 'lift-off', '--reason', 'Outage', '--yes']);
  expect(again.err).toContain('Lift Off is paused already, by dana.ops: Outage');
  expect((await call(['paused'])).out).toMatch(/Lift Off: paused by dana\.ops since .*: Outage\n.*harbor-/);
  await waitFor('the onboarding to know', async () => {
    return (await stateOf(office, customer)).paused['lift-off'] !== undefined;
  });
  expect((await call(['status', customer.id])).out).toContain('onboard resume lift-off');

  expect(await call(['resume', 'lift-off', '--yes'])).toMatchObject({
    exitCode: 0,
    out: 'Lift Off goes on; what an outage has parked is tried again.\n',
  });
  const twice = await call(['resume', 'lift-off', '--yes']);
  expect(twice.err).toContain('Lift Off is not paused.');
});
