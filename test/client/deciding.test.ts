import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { stepIds } from '../../domain/steps/catalogue.ts';
import { edited, textOf } from '../domain/examples.ts';
import { quietTemporal } from '../support/temporal.ts';
import { waitFor } from '../support/wait.ts';
import { call } from './fake-terminal.ts';
import { type CustomerOnFile, type Office, openOffice } from './office.ts';
import { startedAndWaiting, stateOf } from './started.ts';

quietTemporal();
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());
afterEach(() => office.outside.broken.clear());

const waiting = () => startedAndWaiting(office);

/** An approved customer whose VIPs could not be entered. */
async function parked(): Promise<CustomerOnFile> {
  office.outside.broken.add('vip-users');
  const customer = await waiting();
  await call(['approve', customer.id, '--plan', customer.hash]);
  await office.told(customer.id, 'vip-users');
  return customer;
}

/** Lists are a moment behind the onboardings themselves. */
async function untilListed(...customers: readonly CustomerOnFile[]): Promise<void> {
  await waitFor('the list to show them', async () => {
    const { out } = await call(['list']);
    return customers.every(({ id }) => out.includes(id));
  });
}

describe('decide', () => {
  test('lists what one customer is asked, and everywhere what all are', async () => {
    const customer = await waiting();
    const { id, hash } = customer;
    const one = await call(['decide', id]);
    expect(one.exitCode).toBe(0);
    expect(one.out).toContain(`onboard decide ${id} contract-terms --answer approve --revision ${hash}`);
    await untilListed(customer);
    const all = JSON.parse((await call(['decide', '--json'])).out);
    expect(all.decisions).toContainEqual(expect.objectContaining({ customer: id, id: 'contract-terms' }));
  });

  test('shows one whole without asking where nobody can be asked', async () => {
    const { id } = await waiting();
    const { exitCode, out } = await call(['decide', id, 'contract-terms']);
    expect(exitCode).toBe(0);
    expect(out).toContain('What is known');
  });

  test('asks at a terminal which answer, why, and then once more for what weighs much', async () => {
    const customer = await waiting();
    const declined = await call(['decide', customer.id, 'contract-terms'], { answers: ['2', 'Wrong date'] });
    expect(declined.out).toContain('dana.ops declined plan');
    expect(declined.questions).toEqual([expect.stringContaining('1 Approve, 2 Decline'), 'Why? ']);
    expect((await stateOf(office, customer)).answers).toMatchObject([{ reason: 'Wrong date' }]);

    const other = await waiting();
    const no = await call(['decide', other.id, 'contract-terms'], { answers: ['approve', 'no'] });
    expect(no).toMatchObject({ exitCode: 1, err: 'Not answered.\n' });
    const left = await call(['decide', other.id, 'contract-terms'], { answers: [''] });
    expect(left).toMatchObject({ exitCode: 0, err: 'Left open.\n' });
    const odd = await call(['decide', other.id, 'contract-terms'], { answers: ['9'] });
    expect(odd.err).toContain('“9” is none of 1 Approve');
    expect((await stateOf(office, other)).answers).toEqual([]);
  });

  test('what weighs much needs the revision that was read, or a yes', async () => {
    const { id, hash } = await waiting();
    const approve = ['decide', id, 'contract-terms', '--answer', 'approve'];
    const unread = await call(approve);
    expect(unread.exitCode).toBe(1);
    expect(unread.err).toContain(`then add --revision ${hash}`);
    const stale = await call([...approve, '--revision', 'old']);
    expect(stale).toMatchObject({
      exitCode: 1,
      err: `Plan old is not the current one; look at plan ${hash} first.\n`,
    });
    expect(await call([...approve, '--revision', hash])).toMatchObject({ exitCode: 0 });
    const again = await call([...approve, '--revision', hash]);
    expect(again.exitCode).toBe(1);
    expect(again.err).toMatch(
      /“contract-terms” is not asked of \S+ now\. dana\.ops has answered it: approve/,
    );
  });

  test('an answer that there is not names those that there are', async () => {
    const { id } = await waiting();
    const { exitCode, err } = await call(['decide', id, 'contract-terms', '--answer', 'retry']);
    expect(exitCode).toBe(1);
    expect(err).toContain('“retry” is no answer to contract-terms now. Answers:\n  approve  Approve:');
  });

  test('asks back and replies; the decision stays open and shows both', async () => {
    const { id } = await waiting();
    const asked = await call(['decide', id, 'contract-terms', '--ask-back', 'Is § 3 signed?', '--as', 'pat']);
    expect(asked).toMatchObject({ exitCode: 0, out: expect.stringContaining('pat asks back') });
    await call(['decide', id, 'contract-terms', '--reply', 'It is']);
    const { out } = await call(['decide', id, 'contract-terms']);
    expect(out).toMatch(/pat asks: Is § 3 signed\?\n.*dana\.ops replies: It is/);
  });

  test('an outage is one decision: all steps parked for its cause, listed first', async () => {
    const [one, other] = [await parked(), await parked()];
    await untilListed(one, other);
    const cause = ['decide', '--cause', 'lift-off/page-changed', '--answer', 'done-by-hand'];
    const nobody = await call(cause);
    expect(nobody.exitCode).toBe(1);
    expect(nobody.err).toMatch(new RegExp(`${one.id} +VIP users +since`));
    expect(nobody.err).toContain('Repeat it with --yes.');

    const { exitCode, out } = await call([...cause, '--yes', '--json']);
    expect(exitCode).toBe(0);
    for (const { id } of [one, other])
      expect(JSON.parse(out).answered).toContainEqual(expect.objectContaining({ customer: id, taken: true }));
    const unknown = await call(['decide', '--cause', 'autotask/busy', '--answer', 'retry', '--yes']);
    expect(unknown.err).toContain('No step is parked for autotask/busy. Causes now:');
  });

  test('what is refused of many answers is told with its reason, exit code 1', async () => {
    const customer = await parked();
    await untilListed(customer);
    // Somebody whom the workers' profile does not know.
    const profile = `${customer.file}.profile.yaml`;
    await writeFile(profile, edited(textOf('onboarding.yaml'), ['id: sam', 'id: kim']));
    const cause = ['decide', '--cause', 'lift-off/page-changed', '--answer', 'retry', '--yes'];
    const { exitCode, out } = await call([...cause, '--profile', profile, '--as', 'kim']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(new RegExp(`✗ +${customer.id} +vip-users +kim may not decide this`));
  });
});

describe('withdraw', () => {
  test('takes an approval back after a yes; the same plan can then be approved again', async () => {
    // Nothing can be set: the plan after the withdrawal is the same as before.
    for (const step of stepIds) office.outside.broken.add(step);
    office.outside.broken.delete('per-incident-intake');
    const customer = await waiting();
    const { id } = customer;
    const none = await call(['withdraw', id, '--reason', 'Hours', '--yes']);
    expect(none.err).toBe('Nothing is approved, so nothing can be withdrawn.\n');
    await call(['approve', id, '--plan', customer.hash]);
    const no = await call(['withdraw', id, '--reason', 'Hours'], { answers: ['no'] });
    expect(no).toMatchObject({ exitCode: 1, err: expect.stringContaining('Not withdrawn.') });
    const yes = await call(['withdraw', id, '--reason', 'Hours', '--yes']);
    expect(yes).toMatchObject({ exitCode: 0, out: expect.stringContaining('withdrew the approval of plan') });
    const waitsAgain = async () => (await stateOf(office, customer)).stage === 'waiting-for-approval';
    await waitFor('the plan to wait for approval again', waitsAgain);
    const { plan, approved } = await stateOf(office, customer);
    expect(approved).toBeUndefined();
    expect(plan?.hash).toBe(customer.hash);
    expect(await call(['approve', id, '--plan', plan?.hash ?? ''])).toMatchObject({ exitCode: 0 });
    expect((await stateOf(office, customer)).approved?.hash).toBe(plan?.hash);
  });
});
