import { describe, expect, test } from '@jest/globals';
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { HOUR_MS } from '../../workflows/limits.ts';
import { dana, FakeOnboarding } from '../support/fake-onboarding.ts';
import { LIVE_VALUE, shown } from '../support/fake-visits.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';
import { stages } from './cancel-stages.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

/** All but R1 is as it was before; R1 stays off; the customer may be onboarded again. */
async function expectUndone(onboarding: FakeOnboarding): Promise<void> {
  const { outside } = onboarding;
  expect(outside.values).toMatchObject({
    'help-desk-field': null,
    'per-incident-intake': false,
    'vip-users': [],
    approvers: [],
    'business-hours': { kind: '24/7' },
    instructions: { newUserSetup: '' },
  });
  expect(await onboarding.record()).toMatchObject({ status: 'not-live' });
  const again = await new FakeOnboarding(office, onboarding.customer).start();
  await again.untilStage('waiting-for-approval');
  await again.handle.terminate();
}

describe.each(stages)('cancelled $stage', ({ arrive }) => {
  test('by a person, everything is taken back', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    await arrive(onboarding);
    const before = onboarding.outside.changes.length;
    const reason = 'the contract was withdrawn';
    await onboarding.cancel(reason);
    expect(await onboarding.result()).toEqual({ kind: 'cancelled', by: dana, reason });
    const since = onboarding.outside.changes.slice(before);
    expect(since).not.toContainEqual(expect.objectContaining({ step: 'per-incident-intake', after: 'on' }));
    await expectUndone(onboarding);
  });
});

test('cancelled from Temporal it does the same and ends cancelled', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await onboarding.handle.cancel();
  const error: unknown = await onboarding.result().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect(error instanceof WorkflowFailedError && error.cause).toBeInstanceOf(CancelledFailure);
  expect((await onboarding.handle.describe()).status.name).toBe('CANCELLED');
  await expectUndone(onboarding);
});

test('what was changed is taken back newest first', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  const done = onboarding.outside.changes.map(({ step }) => step);
  await onboarding.cancel();
  await onboarding.result();
  const undone = onboarding.outside.changes.slice(done.length).map(({ step }) => step);
  expect(undone).toEqual(done.filter((step) => step !== 'per-incident-intake').toReversed());
  const told = office.messages.about(onboarding.customer.id, '-cancelled');
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('stays off');
});

test('what somebody else changed is left alone and reported', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  const { outside, customer } = onboarding;
  const guest = { name: 'Guest', email: 'guest@example.com' };
  outside.meddle('vip-users', [...customer.vips, guest]);
  const never = { kind: 'weekly', zone: 'UTC', days: {}, holidays: 'closed' } as const;
  outside.meddle('business-hours', never);
  await onboarding.cancel();
  await onboarding.result();
  expect(outside.values['vip-users']).toEqual([...customer.vips, guest]);
  expect(outside.values['business-hours']).toEqual(never);
  expect(outside.values.approvers).toEqual([]);
  const { leftAfterUndo } = await onboarding.state();
  expect(leftAfterUndo).toEqual([
    expect.stringContaining('Hours note to Partner Success stays'),
    expect.stringContaining('Help-desk hours was left alone'),
    expect.stringContaining('VIP users was left alone'),
    expect.stringContaining('stays off'),
  ]);
});

test('an account that was added stays, and people are told', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.values['lift-off-account'] = false;
  await onboarding.ready();
  await onboarding.cancel();
  await onboarding.result();
  expect((await onboarding.state()).leftAfterUndo).toContainEqual(
    expect.stringContaining('Lift Off account stays'),
  );
  expect(onboarding.outside.values['per-incident-intake']).toBe(false);
});

describe('trouble while it is taken back asks a person', () => {
  async function troubled(): Promise<FakeOnboarding> {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.failWrites('approvers', 'input-rejected', 1);
    await onboarding.cancel();
    const { stage, openItems } = await onboarding.untilAsked('approvers');
    expect(stage).toBe('cancelling');
    expect(openItems[0]?.instruction).toContain('add nobody');
    await expect(onboarding.cancel()).rejects.toThrow();
    return onboarding;
  }

  test('who retries', async () => {
    const onboarding = await troubled();
    await onboarding.decide({ decision: 'open-step', step: 'approvers', choice: 'retry' });
    await onboarding.result();
    await expectUndone(onboarding);
  });

  test('who does it by hand', async () => {
    const onboarding = await troubled();
    onboarding.outside.meddle('approvers', []);
    await onboarding.decide({ decision: 'open-step', step: 'approvers', choice: 'done-by-hand' });
    await onboarding.result();
    await expectUndone(onboarding);
  });

  test('who leaves it', async () => {
    const onboarding = await troubled();
    const waive = { decision: 'open-step', step: 'approvers', choice: 'waive', reason: 'no harm' } as const;
    await onboarding.decide(waive);
    await onboarding.result();
    expect((await onboarding.state()).leftAfterUndo).toContainEqual(expect.stringContaining('no harm'));
  });

  test('and is no end: what cannot be looked at is believed', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.readProblems.set('approvers', shown('page-changed'));
    await onboarding.cancel();
    await onboarding.untilAsked('approvers');
    await onboarding.decide({ decision: 'open-step', step: 'approvers', choice: 'done-by-hand' });
    await onboarding.result();
    expect((await onboarding.state()).leftAfterUndo).toContainEqual(expect.stringContaining('nobody else'));
  });
});

test('a customer who is live stays live: a cancel from Temporal during the hand-over comes too late', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  // The announcement is tried again a minute later: until then the onboarding is still open.
  office.messages.fault(`${onboarding.customer.id}`, 'refused');
  await onboarding.forwardToInstant(1_000);
  await onboarding.until(({ goneLiveAt }) => goneLiveAt !== undefined, 'live');
  await expect(onboarding.cancel()).rejects.toThrow();
  await onboarding.handle.cancel();
  await onboarding.forward(HOUR_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  expect(onboarding.outside.values).toMatchObject({
    'help-desk-field': LIVE_VALUE,
    'per-incident-intake': true,
  });
  expect(await onboarding.record()).toMatchObject({ status: 'live' });
});

test('a cancel while a person is asked whether the customer is live writes nothing', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.onboardedDevices = 2;
  await onboarding.start();
  await onboarding.untilStage('already-live');
  await onboarding.cancel();
  await onboarding.result();
  expect(onboarding.outside.changes).toEqual([]);
});

test('a run that was terminated does not keep the customer from being onboarded', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await onboarding.handle.terminate();
  expect(await onboarding.record()).toMatchObject({ status: 'onboarding' });
  const again = await new FakeOnboarding(office, onboarding.customer).start();
  await again.approve();
  await again.untilStage('ready');
  expect(await again.record()).toMatchObject({ status: 'onboarding' });
});
