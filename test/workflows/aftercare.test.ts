import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { StepId } from '../../domain/steps/step.ts';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import { watched } from '../support/aftercare.ts';
import { dana, FakeOnboarding, sam, until } from '../support/fake-onboarding.ts';
import { driftAt } from '../support/sweeps.ts';
import { quietTemporal } from '../support/temporal.ts';
import { type Office, openOffice } from '../support/workflow-office.ts';

quietTemporal();
let office: Office;
beforeEach(async () => {
  office = await openOffice();
  office.useProfile({ policies: { aftercareDays: 14 } });
});
afterEach(() => office?.close());

const sweep = async (onboarding: FakeOnboarding) => driftAt(office, (await onboarding.now()).toISOString());
const told = ({ customer }: FakeOnboarding) => office.messages.about(customer.id, '-drift');

/** Somebody sets the hours otherwise; the sweep sees it, and the onboarding asks. */
async function drifted(): Promise<FakeOnboarding> {
  const onboarding = await watched(office);
  onboarding.outside.meddle('business-hours', { kind: '24/7' });
  expect(await sweep(onboarding)).toMatchObject({
    looked: 1,
    drifted: [onboarding.customer.id],
    troubles: [],
  });
  await onboarding.until(({ drift }) => drift.length === 1, 'the question');
  return onboarding;
}

const answer = (choice: 'accept' | 'repair' | 'ignore', reason?: string) => ({
  decision: 'drift' as const,
  step: 'business-hours' as const,
  choice,
  ...(reason !== undefined && { reason }),
});

describe('the sweep', () => {
  test('visits each record once, writes nothing, and signals nobody where all is as agreed', async () => {
    const onboarding = await watched(office);
    const before = onboarding.outside.readings.length;
    expect(await sweep(onboarding)).toEqual({ looked: 1, drifted: [], troubles: [] });
    const visits = onboarding.outside.readings.slice(before).map(({ steps }) => steps);
    expect(visits).toHaveLength(2);
    expect(visits.flat()).not.toContain('hours-note');
    expect(await onboarding.state()).toMatchObject({ drift: [], stage: 'aftercare' });
  });

  test('finds what differs; a person is asked and told, and nothing is written', async () => {
    const onboarding = await drifted();
    const { drift, stage } = await onboarding.state();
    expect(drift).toMatchObject([{ step: 'business-hours', found: '24/7' }]);
    expect(stage).toBe('aftercare');
    await until(
      () => told(onboarding).length === 1,
      () => 'the message',
    );
    expect(told(onboarding)[0]?.text).toContain('24/7');
    expect(onboarding.outside.values['business-hours']).toEqual({ kind: '24/7' });
  });

  test('looks past a system that cannot be read, says so, and sees the others', async () => {
    const onboarding = await watched(office);
    onboarding.outside.failReads('lift-off-account', 'locked-out', 20);
    onboarding.outside.meddle('help-desk-field', null);
    const result = await sweep(onboarding);
    expect(result.troubles.join()).toContain('has locked our login');
    expect(result.drifted).toEqual([onboarding.customer.id]);
    const { drift } = await onboarding.until((state) => state.drift.length > 0, 'the question');
    expect(drift.map(({ step }) => step)).toEqual(['help-desk-field']);
  });

  test('does not ask about what a person did without, nor look into a system that is paused', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failWrites('business-hours', 'page-changed', 1);
    await onboarding.start();
    await onboarding.approve();
    await onboarding.untilAsked('business-hours');
    await onboarding.decide({
      decision: 'open-step',
      step: 'business-hours',
      choice: 'waive',
      reason: 'the contract ends soon',
    });
    await onboarding.untilStage('ready');
    await onboarding.forwardToInstant(60_000);
    await onboarding.untilStage('aftercare');
    const looked = async () => (await sweep(onboarding)).looked === 1;
    await until(looked, () => 'visibility', 20_000);
    expect((await sweep(onboarding)).drifted).toEqual([]);

    const pause = { by: dana, reason: 'an outage', at: (await onboarding.now()).toISOString() };
    await onboarding.handle.signal('systemPaused', { system: 'lift-off', pause });
    const before = onboarding.outside.readings.length;
    await sweep(onboarding);
    const steps: readonly StepId[] = onboarding.outside.readings.slice(before).flatMap((one) => one.steps);
    expect(steps).toEqual(['help-desk-field']);
  });
});

describe('drift that was', () => {
  test('accepted with a reason is not asked again; another value is', async () => {
    const onboarding = await drifted();
    await expect(onboarding.decide(answer('accept'))).rejects.toMatchObject({
      cause: { type: 'reason-missing' },
    });
    await onboarding.decide(answer('accept', 'the contract was changed'), sam);
    await onboarding.until(({ acceptedDrift }) => acceptedDrift.length === 1, 'the answer');
    await sweep(onboarding);
    await onboarding.forward(HOUR_MS);
    expect(await onboarding.state()).toMatchObject({
      drift: [],
      acceptedDrift: [{ step: 'business-hours', found: '24/7', by: sam, reason: 'the contract was changed' }],
    });
    onboarding.outside.meddle('business-hours', null);
    await sweep(onboarding);
    await onboarding.until(({ drift }) => drift.length === 1, 'the next question');
  });

  test('repaired is set as agreed again and verified', async () => {
    const onboarding = await drifted();
    const agreed = (await onboarding.state()).agreedValues['business-hours'];
    await onboarding.decide(answer('repair'), sam);
    await onboarding.until(({ drift }) => drift.length === 0, 'the repair');
    const isBack = () =>
      onboarding.outside.values['business-hours'] !== undefined &&
      JSON.stringify(onboarding.outside.values['business-hours']) === JSON.stringify(agreed);
    await until(isBack, () => 'the agreed hours');
    await onboarding.forward(HOUR_MS);
    expect((await sweep(onboarding)).drifted).toEqual([]);
    expect((await onboarding.state()).openItems).toEqual([]);
  });

  test('ignored is asked again by the next sweep', async () => {
    const onboarding = await drifted();
    await onboarding.decide(answer('ignore'), sam);
    await onboarding.until(({ drift }) => drift.length === 0, 'the answer');
    await sweep(onboarding);
    await onboarding.until(({ drift }) => drift.length === 1, 'the question again');
  });

  test('put right by somebody else needs no answer any more', async () => {
    const onboarding = await drifted();
    const agreed = (await onboarding.state()).agreedValues['business-hours'];
    if (agreed === undefined) throw new Error('The hours were agreed.');
    onboarding.outside.meddle('business-hours', agreed);
    expect((await sweep(onboarding)).drifted).toEqual([onboarding.customer.id]);
    await onboarding.until(({ drift }) => drift.length === 0, 'the question to be gone');
    expect((await sweep(onboarding)).drifted).toEqual([]);
  });
});

test('at the end of the aftercare it says what is still not as agreed, and ends by itself', async () => {
  const onboarding = await drifted();
  await onboarding.forward(14 * DAY_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  const [closing] = office.messages.about(onboarding.customer.id, '-closing');
  expect(closing?.text).toContain('the onboarding is complete');
  expect(closing?.text).toContain('Help-desk hours');
  expect(closing?.text).toContain('24/7');
});

describe('tasks of the day (R24)', () => {
  const withTasks = async () => {
    office.useProfile({
      policies: { aftercareDays: 14, dayTasks: { testCall: true, testTicket: true, userNotice: true } },
    });
    return await watched(office);
  };

  test('are asked once the customer is live, hold up neither it nor the aftercare, and are settled by people alone', async () => {
    const onboarding = await withTasks();
    const { goneLiveAt, openItems } = await onboarding.untilAsked('user-notice');
    expect(goneLiveAt).toBeDefined();
    expect(openItems.map(({ step }) => step)).toEqual(['test-call', 'test-ticket', 'user-notice']);
    expect(openItems[0]?.instruction).toContain('(347) 308-6455');
    expect(openItems[2]?.instruction).toContain('our help desk team is there for you at (347) 308-6455');
    expect(openItems[2]?.instruction).not.toMatch(/Mission Control|Lift Off|\bMC\b/);
    expect((await onboarding.record()).liveSince).toBe(goneLiveAt);

    await onboarding.decide({ decision: 'open-step', step: 'test-call', choice: 'done-by-hand' }, sam);
    await onboarding.decide(
      { decision: 'open-step', step: 'test-ticket', choice: 'waive', reason: 'tested yesterday' },
      sam,
    );
    const { outcomes } = await onboarding.until((state) => state.openItems.length === 1, 'two answers');
    expect(outcomes['test-call']?.live).toMatchObject({
      kind: 'confirmed-by-hand',
      by: sam,
      inspected: false,
    });
    expect(outcomes['test-ticket']?.live).toMatchObject({ kind: 'waived', reason: 'tested yesterday' });

    await onboarding.forward(14 * DAY_MS);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
    const [closing] = office.messages.about(onboarding.customer.id, '-closing');
    expect(closing?.text).toContain('Notice to the users: not done');
    expect(closing?.text).not.toContain('Test call');
  });

  test('go on being asked after the history was shortened', async () => {
    const onboarding = await withTasks();
    await onboarding.untilAsked('test-call');
    await onboarding.continued();
    await onboarding.decide({ decision: 'open-step', step: 'test-call', choice: 'done-by-hand' }, sam);
    const { outcomes } = await onboarding.until((state) => state.openItems.length === 2, 'the answer');
    expect(outcomes['test-call']?.live).toMatchObject({ kind: 'confirmed-by-hand' });
    const alerts = office.messages.alerts(onboarding.customer.id, 'Test call');
    expect(alerts).toHaveLength(1);
  });

  test('are not there unless they are switched on', async () => {
    const onboarding = await watched(office);
    const { plan, openItems } = await onboarding.state();
    expect(plan?.lines.map(({ step }) => step)).not.toContain('test-call');
    expect(openItems).toEqual([]);
  });
});
