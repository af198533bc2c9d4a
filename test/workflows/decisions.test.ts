import { describe, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import { dana, FakeOnboarding, sam } from '../support/fake-onboarding.ts';
import { LIVE_VALUE } from '../support/fake-visits.ts';
import { countEvents } from '../support/histories.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

const accepted = 'workflowExecutionUpdateAcceptedEventAttributes';

/** The type of the refusal. */
async function refusal(answer: Promise<unknown>): Promise<string | null | undefined> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw error ?? new Error('It was not refused.');
  return error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
}

describe('approval', () => {
  test('refuses what is wrong, without a trace in history', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    const { plan } = await onboarding.untilStage('waiting-for-approval');
    const planHash = plan?.hash ?? '';
    const terms = { decision: 'contract-terms', planHash } as const;
    const approve = { ...terms, choice: 'approve' } as const;
    const step = { decision: 'open-step', step: 'vip-users' } as const;
    const { handle } = onboarding;

    expect(await refusal(onboarding.decide(approve, sam))).toBe('wrong-person');
    expect(await refusal(onboarding.decide({ ...approve, planHash: 'old' }))).toBe('stale-plan');
    expect(await refusal(onboarding.decide({ ...terms, choice: 'decline' }))).toBe('reason-missing');
    expect(await refusal(onboarding.decide({ ...step, choice: 'retry' }))).toBe('nothing-to-decide');
    expect(await refusal(onboarding.decide({ decision: 'already-live', choice: 'stop' }))).toBe(
      'nothing-to-decide',
    );
    expect(await refusal(onboarding.decide({ decision: 'late-go-live', choice: 'go-now' }))).toBe(
      'nothing-to-decide',
    );
    const by = { by: dana, provenBy: 'test' };
    for (const answer of [
      { ...by, decision: 'coffee', choice: 'approve' },
      { ...by, decision: 'contract-terms', choice: 'perhaps', planHash },
      { ...by, decision: 'toString', choice: 'approve' },
      { decision: 'contract-terms', choice: 'approve', planHash },
      null,
    ])
      expect(await refusal(handle.executeUpdate('decide', { args: [answer] }))).toBe('bad-answer');
    expect(await refusal(onboarding.cancel(' '))).toBe('reason-missing');
    expect(await refusal(onboarding.cancel('why not', sam))).toBe('wrong-person');

    expect(await countEvents(handle, accepted)).toBe(0);
    expect((await onboarding.state()).answers).toEqual([]);
  });

  test('the same click twice is one answer; another answer comes too late', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    const { plan } = await onboarding.untilStage('waiting-for-approval');
    const planHash = plan?.hash ?? '';
    const approve = { decision: 'contract-terms', choice: 'approve', planHash } as const;
    const [first, again] = await Promise.all([
      onboarding.decide(approve, dana, 'one-click'),
      onboarding.decide(approve, dana, 'one-click'),
    ]);
    expect(again).toEqual(first);
    expect(await refusal(onboarding.decide(approve, dana, 'another'))).toBe('already-answered');
    expect(await countEvents(onboarding.handle, accepted)).toBe(1);
    expect((await onboarding.state()).answers).toHaveLength(1);
  });

  test('declined, it waits for weeks and can be cancelled', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    const { plan } = await onboarding.untilStage('waiting-for-approval');
    const planHash = plan?.hash ?? '';
    const decline = {
      decision: 'contract-terms',
      choice: 'decline',
      planHash,
      reason: 'wrong hours',
    } as const;
    await onboarding.decide(decline);
    await onboarding.untilStage('declined');
    await onboarding.forward(30 * DAY_MS);
    expect((await onboarding.state()).stage).toBe('declined');
    expect(onboarding.outside.ours).toEqual(['per-incident-intake: on → off']);
    await onboarding.cancel();
    expect(await onboarding.result()).toMatchObject({ kind: 'cancelled', by: dana });
    expect(onboarding.outside.values['per-incident-intake']).toBe(false);
  });

  test('a date that has passed is remarked, and goes live only on a late answer', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.start();
    await onboarding.untilStage('waiting-for-approval');
    await onboarding.forward(20 * DAY_MS);
    await onboarding.approve();
    await onboarding.untilStage('go-live-blocked');
    expect(onboarding.outside.values['help-desk-field']).toBeNull();
    await onboarding.until((state) => state.openItems.length === 0, 'nothing to be open');
    await onboarding.decide({ decision: 'late-go-live', choice: 'go-now' });
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  });
});

describe('a customer who is live already', () => {
  const signs = ['Autotask', 'Lift Off'] as const;

  async function liveCustomer(sign: (typeof signs)[number]): Promise<FakeOnboarding> {
    const onboarding = new FakeOnboarding(office);
    if (sign === 'Autotask') onboarding.outside.values['help-desk-field'] = LIVE_VALUE;
    else onboarding.outside.onboardedDevices = 3;
    await onboarding.start();
    const { signsOfLife } = await onboarding.untilStage('already-live');
    expect(signsOfLife.join(' ')).toContain(sign);
    expect(await refusal(onboarding.decide({ decision: 'already-live', choice: 'stop' }, sam))).toBe(
      'wrong-person',
    );
    return onboarding;
  }

  test.each(signs)('is not written to, by its sign in %s; stop', async (sign) => {
    const onboarding = await liveCustomer(sign);
    await onboarding.forward(30 * DAY_MS);
    await onboarding.decide({ decision: 'already-live', choice: 'stop' });
    expect(await onboarding.result()).toMatchObject({ kind: 'stopped' });
    expect(onboarding.outside.changes).toEqual([]);
    expect(await onboarding.record()).toMatchObject({ status: 'not-live' });
  });

  test('is only audited', async () => {
    const onboarding = await liveCustomer('Autotask');
    await onboarding.decide({ decision: 'already-live', choice: 'audit-only' });
    expect(await onboarding.result()).toMatchObject({ kind: 'audited' });
    expect(onboarding.outside.changes).toEqual([]);
  });

  test('is onboarded anew when a person says so', async () => {
    const onboarding = await liveCustomer('Lift Off');
    await onboarding.decide({ decision: 'already-live', choice: 'onboard-anew' });
    await onboarding.approve();
    await onboarding.untilStage('ready');
    expect(onboarding.outside.values['per-incident-intake']).toBe(false);
  });

  test('the same onboarding after its success asks and changes nothing', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await onboarding.forwardToInstant(HOUR_MS);
    await onboarding.result();
    const before = onboarding.outside.changes.length;
    const { liveSince } = await onboarding.record();
    // Only its own record knows: the systems no longer show any sign.
    onboarding.outside.values['help-desk-field'] = null;

    const again = await new FakeOnboarding(office, onboarding.customer).start();
    const { signsOfLife } = await again.untilStage('already-live');
    expect(signsOfLife).toEqual([expect.stringContaining('customer record')]);
    await again.decide({ decision: 'already-live', choice: 'stop' });
    await again.result();
    expect(onboarding.outside.changes).toHaveLength(before);
    expect(await onboarding.record()).toMatchObject({ status: 'live', liveSince });
  });
});

test('a customer of a model that we cannot serve is stopped before anything', async () => {
  const harbor = new FakeOnboarding(office).customer;
  const service = {
    model: 'per-device',
    clause: '§ 2',
    helpDeskType: { value: 'half-day', clause: '§ 2' },
    acceptsDevicesNotOnboarded: false,
  } as const;
  const onboarding = await new FakeOnboarding(office, { ...harbor, service }).start();
  expect(await onboarding.result()).toMatchObject({
    kind: 'stopped',
    why: expect.stringContaining('per-device'),
  });
  expect(onboarding.outside.readings).toEqual([]);
});
