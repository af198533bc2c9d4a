import { describe, expect, test } from '@jest/globals';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { StepId } from '../../domain/steps/step.ts';
import { HOUR_MS } from '../../workflows/limits.ts';
import { FakeOnboarding } from '../support/fake-onboarding.ts';
import { LIVE_VALUE } from '../support/fake-visits.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

describe('continuing with a fresh history', () => {
  test('keeps everything, and goes live', async () => {
    const onboarding = new FakeOnboarding(office);
    const before = await onboarding.ready();
    await onboarding.continued();
    const after = await onboarding.state();
    // A message may still have been on its way.
    const settled = { messages: [], chain: [] };
    expect({ ...after, ...settled }).toEqual({ ...before, ...settled });
    expect(after.chain.slice(0, before.chain.length)).toEqual(before.chain);
    await onboarding.forwardToInstant(HOUR_MS);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
    expect(await onboarding.record()).toMatchObject({ status: 'live' });
  });

  test('keeps asking what was open, without a second alert', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failWrites('vip-users', 'page-changed', 1);
    await onboarding.start();
    await onboarding.approve();
    await onboarding.untilAsked('vip-users');
    await onboarding.continued();
    await onboarding.forward(HOUR_MS);
    expect((await onboarding.state()).openItems).toMatchObject([{ step: 'vip-users', attention: true }]);
    expect(office.messages.alerts(onboarding.customer.id, 'VIP users')).toHaveLength(1);
    await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
    await onboarding.untilStage('ready');
    await onboarding.forwardToInstant(HOUR_MS);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  });

  test('and can be cancelled there: what the earlier run changed is taken back', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await onboarding.continued();
    await onboarding.cancel();
    await onboarding.result();
    expect(onboarding.outside.values).toMatchObject({ 'vip-users': [], 'per-incident-intake': false });
    expect(await onboarding.record()).toMatchObject({ status: 'not-live' });
  });
});

describe('a message whose outcome', () => {
  /** The Slack message that asks for approval meets that fate. */
  async function slackOutcome(fault: Parameters<Office['messages']['fault']>[1]) {
    const onboarding = new FakeOnboarding(office);
    const { id } = onboarding.customer;
    office.messages.fault(`slack ${id}`, fault);
    await onboarding.start();
    await onboarding.untilStage('waiting-for-approval');
    await onboarding.forward(HOUR_MS);
    const { messages } = await onboarding.until((state) => state.messages.length === 2, 'both messages');
    const sent = office.messages.attempts.filter((key) => key.includes(id));
    return { slack: messages.find(({ via }) => via === 'slack'), attempts: sent.length };
  }

  test('is unknown is looked up and found: sent once', async () => {
    const { slack, attempts } = await slackOutcome('taken-answer-lost');
    expect(slack).toMatchObject({ outcome: 'sent', detail: expect.stringContaining('found again') });
    expect(attempts).toBe(1);
  });

  test('is unknown and is not found stays unknown: sent once all the same', async () => {
    const { slack, attempts } = await slackOutcome('lost');
    expect(slack).toMatchObject({ outcome: 'unknown' });
    expect(attempts).toBe(1);
  });

  test('is certainly not taken is sent again', async () => {
    const { slack, attempts } = await slackOutcome('refused');
    expect(slack).toMatchObject({ outcome: 'sent' });
    expect(attempts).toBe(2);
  });

  test('is refused for good is not sent again', async () => {
    const { slack, attempts } = await slackOutcome('rejected');
    expect(slack).toMatchObject({ outcome: 'not-sent' });
    expect(attempts).toBe(1);
  });

  test('is unknown and cannot be looked up stays unknown, for mail', async () => {
    const onboarding = new FakeOnboarding(office);
    office.messages.fault(`slack ${onboarding.customer.id}`, 'taken-answer-lost');
    office.messages.fault(onboarding.customer.id, 'lost');
    await onboarding.start();
    await onboarding.untilStage('waiting-for-approval');
    await onboarding.forward(HOUR_MS);
    const { messages } = await onboarding.until((state) => state.messages.length === 2, 'both messages');
    expect(messages.find(({ via }) => via === 'email')).toMatchObject({ outcome: 'unknown' });
  });
});

test('a channel that is down holds nothing up', async () => {
  const onboarding = new FakeOnboarding(office);
  for (let times = 0; times < 40; times += 1) office.messages.fault(onboarding.customer.id, 'refused');
  await onboarding.start();
  await onboarding.approvePlan();
  await onboarding.forward(HOUR_MS);
  // It could not be sent: somebody phones instead.
  expect(await onboarding.state()).toMatchObject({ notes: { 'hours-note': { outcome: 'not-sent' } } });
  await onboarding.confirm('hours-note');
  await onboarding.untilStage('ready');
  await onboarding.forwardToInstant(1_000);
  const { goneLiveAt, plan } = await onboarding.until((state) => state.goneLiveAt !== undefined, 'live');
  expect(goneLiveAt?.slice(0, 16)).toBe(plan?.goLive.instant.slice(0, 16));
  await onboarding.forward(HOUR_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
});

describe('by hand', () => {
  const done = (step: StepId) => ({ decision: 'open-step', step, choice: 'done-by-hand' }) as const;
  const first: readonly StepId[] = ['lift-off-account', 'per-incident-intake'];
  const later: readonly StepId[] = ['vip-users', 'approvers', 'business-hours', 'instructions'];

  async function handle(onboarding: FakeOnboarding, steps: readonly StepId[]): Promise<void> {
    for (const step of steps) await onboarding.untilAsked(step);
    for (const step of steps) await onboarding.decide(done(step));
  }

  test('the whole of Lift Off runs end to end', async () => {
    office.useProfile({ liftOff: { mode: 'by-hand' } });
    try {
      const onboarding = await new FakeOnboarding(office).start();
      await handle(onboarding, first);
      await onboarding.approve();
      await handle(onboarding, later);
      await onboarding.untilStage('ready');
      await onboarding.forwardToInstant(1_000);
      await handle(onboarding, ['per-incident-intake']);
      expect(await onboarding.result()).toMatchObject({ kind: 'live' });
      const { outcomes } = await onboarding.state();
      for (const step of [...first, ...later])
        expect(outcomes[step]?.preparation).toMatchObject({ kind: 'confirmed-by-hand', inspected: false });
      expect(onboarding.outside.ours).toEqual([`help-desk-field: empty → ${LIVE_VALUE}`]);
    } finally {
      office.useProfile();
    }
  });

  test('what people set is left to them when it is cancelled', async () => {
    office.useProfile({ liftOff: { mode: 'by-hand' } });
    try {
      const onboarding = await new FakeOnboarding(office).start();
      await handle(onboarding, first);
      await onboarding.approve();
      await handle(onboarding, later);
      await onboarding.untilStage('ready');
      await onboarding.cancel();
      expect(await onboarding.result()).toMatchObject({ kind: 'cancelled' });
      const { leftAfterUndo } = await onboarding.state();
      // Five settings of Lift Off, and the note to Partner Success.
      expect(leftAfterUndo).toHaveLength(6);
      expect(leftAfterUndo.at(0)).toContain('Put back what was there before');
    } finally {
      office.useProfile();
    }
  });

  test('a single step is a task that is inspected afterwards; done before, it is none', async () => {
    office.useProfile({ liftOff: { steps: { 'vip-users': 'by-hand', approvers: 'by-hand' } } });
    try {
      const onboarding = new FakeOnboarding(office);
      const { outside, customer } = onboarding;
      outside.values.approvers = customer.approvers;
      await onboarding.start();
      await onboarding.approve();
      const { openItems } = await onboarding.untilAsked('vip-users');
      expect(openItems).toMatchObject([{ step: 'vip-users', problem: { code: 'by-hand' } }]);
      expect(openItems[0]?.instruction).toContain('VIPs: add');
      await onboarding.decide(done('vip-users'));
      await onboarding.until((state) => state.openItems[0]?.problem.code === 'not-verified', 'doubt');
      outside.meddle('vip-users', customer.vips);
      await onboarding.decide(done('vip-users'));
      const { outcomes } = await onboarding.untilStage('ready');
      expect(outcomes['vip-users']?.preparation).toMatchObject({ inspected: true });
      expect(outcomes.approvers?.preparation).toMatchObject({ kind: 'unchanged' });
    } finally {
      office.useProfile();
    }
  });
});

test('two onboardings at once keep apart; a second start of the same customer is refused', async () => {
  const [one, other] = [new FakeOnboarding(office), new FakeOnboarding(office)];
  one.outside.failWrites('vip-users', 'page-changed', 1);
  await Promise.all([one.start(), other.ready()]);
  await one.approve();
  await one.untilAsked('vip-users');
  await expect(new FakeOnboarding(office, one.customer).start()).rejects.toThrow(
    WorkflowExecutionAlreadyStartedError,
  );
  await other.forwardToInstant(1_000);
  expect(await other.result()).toMatchObject({ kind: 'live' });
  expect(await one.state()).toMatchObject({ stage: 'preparing', openItems: [{ step: 'vip-users' }] });
});
