import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '../../workflows/limits.ts';
import { intakeFoundOpenSignal, workflowTypes } from '../../workflows/messages.ts';
import type { SweepResult } from '../../workflows/sweep.ts';
import { FakeOnboarding, until } from '../support/fake-onboarding.ts';
import { LIVE_VALUE } from '../support/fake-visits.ts';
import { type Office, openOfficeForTests, taskQueue } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

/** Somebody turns per-incident on; the sweep sees it. */
async function openIntake(onboarding: FakeOnboarding): Promise<void> {
  onboarding.outside.meddle('per-incident-intake', true);
  await onboarding.handle.signal(intakeFoundOpenSignal, { seenAt: '2026-11-30T05:30:00.000Z' });
}

const told = ({ customer }: FakeOnboarding) => office.messages.about(customer.id, 'intake-opened');

async function closedAgain(onboarding: FakeOnboarding): Promise<void> {
  const back = () => onboarding.outside.values['per-incident-intake'] === false;
  await until(back, () => 'the intake to be closed again');
  await onboarding.until((state) => state.intakePutBack === 1, 'the count');
}

test('found on once it is put back and told; found on again, a person is asked', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await openIntake(onboarding);
  await closedAgain(onboarding);
  await onboarding.untilStage('ready');
  await until(
    () => told(onboarding).length === 1,
    () => 'the message',
  );
  expect(told(onboarding)[0]).toMatchObject({ to: '#on-call' });

  await openIntake(onboarding);
  const { openItems } = await onboarding.untilAsked('per-incident-intake');
  expect(openItems).toMatchObject([{ problem: { code: 'intake-opened' } }]);
  await onboarding.forward(HOUR_MS);
  expect(onboarding.outside.values['per-incident-intake']).toBe(true);
  await onboarding.decide({ decision: 'open-step', step: 'per-incident-intake', choice: 'retry' });
  await onboarding.untilStage('ready');
  expect(onboarding.outside.values['per-incident-intake']).toBe(false);
});

test('it is put back before approval, too', async () => {
  const onboarding = await new FakeOnboarding(office).start();
  await onboarding.untilStage('waiting-for-approval');
  await openIntake(onboarding);
  await closedAgain(onboarding);
  await onboarding.approve();
  await onboarding.untilStage('ready');
  expect(onboarding.outside.ours.filter((change) => change.startsWith('per-incident'))).toHaveLength(2);
});

test('when the field says live already, somebody means it: nothing is written', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  onboarding.outside.meddle('help-desk-field', LIVE_VALUE);
  await openIntake(onboarding);
  await onboarding.untilAsked('per-incident-intake');
  expect(onboarding.outside.values['per-incident-intake']).toBe(true);
});

test('a stale signal does nothing', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await onboarding.handle.signal(intakeFoundOpenSignal, { seenAt: '2026-11-30T05:30:00.000Z' });
  await onboarding.forward(HOUR_MS);
  expect(await onboarding.state()).toMatchObject({ stage: 'ready', intakePutBack: 0, openItems: [] });
});

test('a signal while it is going live changes nothing', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  onboarding.outside.faultWrites('per-incident-intake', 'does-not-hold');
  await onboarding.forwardToInstant(1_000);
  await onboarding.untilAsked('per-incident-intake');
  await openIntake(onboarding);
  await onboarding.forward(5 * MINUTE_MS);
  expect(onboarding.outside.values['per-incident-intake']).toBe(true);
  expect(told(onboarding)).toEqual([]);
  await onboarding.decide({ decision: 'open-step', step: 'per-incident-intake', choice: 'done-by-hand' });
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
});

describe('the daily sweep', () => {
  test('signals those whose intake is open, and nobody else', async () => {
    const closed = new FakeOnboarding(office);
    const opened = new FakeOnboarding(office);
    const unreadable = new FakeOnboarding(office);
    await Promise.all([closed.ready(), opened.ready(), unreadable.ready()]);
    opened.outside.meddle('per-incident-intake', true);
    unreadable.outside.failReads('lift-off-account', 'locked-out', 1_000);
    const sawAll = ({ looked, open, unreadable: unread }: SweepResult) => {
      const ids = [...open, ...unread].join();
      return looked >= 3 && [opened, unreadable].every(({ customer }) => ids.includes(customer.id));
    };
    const result = await sweepUntil(sawAll, 'all three');
    expect(result.open).toContain(opened.customer.id);
    expect(result.open).not.toContain(closed.customer.id);
    expect(result.unreadable.join()).toContain(unreadable.customer.id);
    await closedAgain(opened);
    expect((await closed.state()).intakePutBack).toBe(0);
  });

  test('with a stale list tells a customer that has gone live meanwhile: nothing happens', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await sweepWhile(onboarding, async () => {
      await onboarding.forwardToInstant(1_000);
      expect(await onboarding.result()).toMatchObject({ kind: 'live' });
    });
    expectUntouched(onboarding);
  });

  test('with a stale list tells a customer in the middle of going live: nothing happens', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.faultWrites('per-incident-intake', 'does-not-hold');
    await sweepWhile(onboarding, async () => {
      await onboarding.forwardToInstant(1_000);
      await onboarding.untilAsked('per-incident-intake');
      // Whoever is on call does it, and the sweep sees that before they have said so.
      onboarding.outside.meddle('per-incident-intake', true);
    });
    await onboarding.forward(5 * MINUTE_MS);
    expect(await onboarding.state()).toMatchObject({ stage: 'going-live', intakePutBack: 0 });
    await onboarding.decide({ decision: 'open-step', step: 'per-incident-intake', choice: 'done-by-hand' });
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
    expectUntouched(onboarding);
  });
});

/** Sweeps until it has found what is wanted: visibility shows a little late who waits. */
function sweepUntil(isWanted: (result: SweepResult) => boolean, who: string): Promise<SweepResult> {
  const sweep = async () => {
    const result: SweepResult = await office.client.workflow.execute(workflowTypes.interlockSweep, {
      workflowId: `sweep-${randomUUID()}`,
      taskQueue,
      args: [],
    });
    return isWanted(result) && result;
  };
  return until(sweep, () => `visibility to show ${who}`, 20_000);
}

/** A sweep lists the onboarding as waiting, then something happens to it, then the sweep looks and tells. */
async function sweepWhile({ customer }: FakeOnboarding, happens: () => Promise<void>): Promise<void> {
  office.whileListed.set(customer.id, happens);
  const { unreadable } = await sweepUntil(({ open }) => open.includes(customer.id), customer.id);
  expect(unreadable.join()).not.toContain(customer.id);
  expect(office.whileListed.has(customer.id)).toBe(false);
}

/** It was opened for good, once, and nobody was told that it should not have been. */
function expectUntouched(onboarding: FakeOnboarding): void {
  expect(onboarding.outside.values['per-incident-intake']).toBe(true);
  const turnedOff = onboarding.outside.ours.filter((change) => change === 'per-incident-intake: on → off');
  expect(turnedOff).toHaveLength(1);
  expect(told(onboarding)).toEqual([]);
}
