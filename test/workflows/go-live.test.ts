import { describe, expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '../../workflows/limits.ts';
import { dana, FakeOnboarding, hangingLimits } from '../support/fake-onboarding.ts';
import { LIVE_VALUE } from '../support/fake-visits.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

const goNow = { decision: 'late-go-live', choice: 'go-now' } as const;

/** What rang the on-call channel. */
function alarms({ customer }: FakeOnboarding): string[] {
  return office.messages
    .about(customer.id)
    .filter(({ to }) => to === '#on-call')
    .map(({ text }) => text);
}

async function expectNotLive(onboarding: FakeOnboarding): Promise<void> {
  const { goneLiveAt } = await onboarding.state();
  expect(goneLiveAt).toBeUndefined();
  expect(onboarding.outside.changes.filter(({ by, after }) => by === 'us' && after === LIVE_VALUE)).toEqual(
    [],
  );
}

async function expectLive(onboarding: FakeOnboarding): Promise<void> {
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  expect(onboarding.outside.values).toMatchObject({
    'help-desk-field': LIVE_VALUE,
    'per-incident-intake': true,
  });
}

test('with an open item at the instant nothing is switched over until all is settled and a person says so', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  await onboarding.untilAsked('vip-users');
  await onboarding.forwardToInstant(1_000);
  await onboarding.untilStage('go-live-blocked');
  await onboarding.forward(3 * HOUR_MS);
  await expectNotLive(onboarding);
  expect(alarms(onboarding)).toEqual([expect.stringContaining('NOT live')]);
  expect(alarms(onboarding)[0]).toContain('VIP users');
  await expect(onboarding.decide(goNow)).rejects.toMatchObject({ cause: { type: 'still-open' } });

  await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
  await onboarding.until((state) => state.openItems.length === 0, 'nothing open');
  await onboarding.forward(HOUR_MS);
  await expectNotLive(onboarding);
  await onboarding.decide(goNow);
  await expectLive(onboarding);
  const { goneLiveAt, plan } = await onboarding.state();
  expect(Date.parse(goneLiveAt ?? '')).toBeGreaterThan(Date.parse(plan?.goLive.instant ?? '') + 3 * HOUR_MS);
});

describe('the last look at the instant', () => {
  test('finds the intake on: somebody means it, so a person decides', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await onboarding.forwardToInstant(-10 * MINUTE_MS);
    onboarding.outside.meddle('per-incident-intake', true);
    await onboarding.forwardToInstant(HOUR_MS);
    await onboarding.untilStage('go-live-blocked');
    await expectNotLive(onboarding);
    expect(alarms(onboarding).join()).toContain('turned on before go-live');
    await onboarding.decide(goNow);
    await expectLive(onboarding);
  });

  test('finds a third value in the field: a person decides', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.meddle('help-desk-field', 'Another help desk');
    await onboarding.forwardToInstant(HOUR_MS);
    await onboarding.untilStage('go-live-blocked');
    expect(onboarding.outside.values['help-desk-field']).toBe('Another help desk');
    expect(alarms(onboarding).join()).toContain('Another help desk');
    await onboarding.decide(goNow);
    await expectLive(onboarding);
  });

  test('cannot be taken: who is on call is asked before the field is touched', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await onboarding.forwardToInstant(-10 * MINUTE_MS);
    onboarding.outside.failReads('lift-off-account', 'page-changed', 1);
    await onboarding.forwardToInstant(1_000);
    const { openItems } = await onboarding.untilAsked('per-incident-intake');
    expect(openItems[0]?.instruction).toContain('Nothing is switched over');
    await expectNotLive(onboarding);
    expect(alarms(onboarding)).toHaveLength(1);
    await onboarding.decide({ decision: 'open-step', step: 'per-incident-intake', choice: 'retry' });
    await expectLive(onboarding);
  });
});

describe('when the field is set and the box fails (R23)', () => {
  const boxFails = async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.failWrites('per-incident-intake', 'page-changed', 1);
    await onboarding.forwardToInstant(1_000);
    const { stage, switchOverTrouble } = await onboarding.untilAsked('per-incident-intake');
    expect(stage).toBe('going-live');
    expect(switchOverTrouble).toMatchObject({ withoutAnswer: 'put-back' });
    return onboarding;
  };

  test('who is on call is told at once, and an answer before the deadline goes on', async () => {
    const onboarding = await boxFails();
    await onboarding.forward(5 * MINUTE_MS);
    expect(onboarding.outside.values).toMatchObject({
      'help-desk-field': LIVE_VALUE,
      'per-incident-intake': false,
    });
    expect(alarms(onboarding)).toEqual([
      expect.stringContaining('the help-desk field is put back (R20) and the customer is not live'),
    ]);
    expect(alarms(onboarding)[0]).toContain('Per-incident tickets allowed');
    await onboarding.decide({ decision: 'open-step', step: 'per-incident-intake', choice: 'retry' });
    await expectLive(onboarding);
  });

  test('without an answer it is put back, and going live again is a decision', async () => {
    const onboarding = await boxFails();
    await onboarding.forward(5 * HOUR_MS);
    const { outcomes, openItems } = await onboarding.untilStage('go-live-blocked');
    expect(onboarding.outside.values).toMatchObject({
      'help-desk-field': null,
      'per-incident-intake': false,
    });
    expect(outcomes).toMatchObject({ 'help-desk-field': {}, 'per-incident-intake': { preparation: {} } });
    expect(outcomes['help-desk-field']).not.toHaveProperty('live');
    expect(openItems).toEqual([]);
    expect(alarms(onboarding)).toContainEqual(expect.stringContaining('The switch-over is put back'));
    await onboarding.decide(goNow);
    await expectLive(onboarding);
  });
});

describe('when the field is set and the visit for the box hangs (R23)', () => {
  const boxHangs = async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready(hangingLimits(7 * MINUTE_MS));
    onboarding.outside.failWrites('per-incident-intake', 'unavailable', 100);
    await onboarding.forwardToInstant(4 * MINUTE_MS);
    expect(onboarding.outside.values).toMatchObject({
      'help-desk-field': LIVE_VALUE,
      'per-incident-intake': false,
    });
    expect(alarms(onboarding)).toEqual([]);

    await onboarding.forwardToInstant(6 * MINUTE_MS);
    const { stage, switchOverTrouble, openItems } = await onboarding.state();
    expect(stage).toBe('going-live');
    expect(switchOverTrouble).toMatchObject({ withoutAnswer: 'put-back' });
    expect(openItems).toEqual([]);
    expect(alarms(onboarding)).toEqual([
      expect.stringContaining('Per-incident tickets allowed: the visit has not ended'),
    ]);
    return onboarding;
  };

  test('who is on call is told after five minutes, and it goes on as soon as the visit ends', async () => {
    const onboarding = await boxHangs();
    onboarding.outside.heal();
    await onboarding.forward(8 * MINUTE_MS);
    await expectLive(onboarding);
    expect((await onboarding.state()).switchOverTrouble).toBeUndefined();
  });

  test('until the deadline: it is put back, and no longer waited for', async () => {
    const onboarding = await boxHangs();
    await onboarding.forward(5 * HOUR_MS);
    await onboarding.untilStage('go-live-blocked');
    expect(onboarding.outside.values).toMatchObject({
      'help-desk-field': null,
      'per-incident-intake': false,
    });
    expect(alarms(onboarding)).toContainEqual(expect.stringContaining('The switch-over is put back'));
    onboarding.outside.heal();
    await onboarding.decide(goNow);
    await expectLive(onboarding);
  });
});

test('the field is put back also while the portal cannot be looked at', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  onboarding.outside.failWrites('per-incident-intake', 'page-changed', 1);
  await onboarding.forwardToInstant(1_000);
  await onboarding.untilAsked('per-incident-intake');
  onboarding.outside.failReads('lift-off-account', 'page-changed', 1);
  await onboarding.forward(HOUR_MS);
  await onboarding.until(
    () => onboarding.outside.values['help-desk-field'] === null,
    'the field to be put back',
  );
  await onboarding.untilAsked('per-incident-intake');
  await onboarding.decide({ decision: 'open-step', step: 'per-incident-intake', choice: 'retry' });
  await onboarding.untilStage('go-live-blocked');
});

test('an approval that is withdrawn during the last look keeps the customer from going live', async () => {
  const onboarding = new FakeOnboarding(office);
  const { plan } = await onboarding.ready();
  await onboarding.forwardToInstant(-10 * MINUTE_MS);
  onboarding.outside.failReads('lift-off-account', 'page-changed', 1);
  await onboarding.forwardToInstant(1_000);
  await onboarding.untilAsked('per-incident-intake');
  const withdraw = { decision: 'contract-terms', choice: 'withdraw', planHash: plan?.hash ?? '' } as const;
  await onboarding.decide({ ...withdraw, reason: 'the owner has doubts' });
  const { openItems } = await onboarding.untilStage('waiting-for-approval');
  expect(openItems).toEqual([]);
  await expectNotLive(onboarding);
});

test('when the field fails, the box is not touched', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  onboarding.outside.failWrites('help-desk-field', 'permission-missing', 1);
  await onboarding.forwardToInstant(1_000);
  await onboarding.untilAsked('help-desk-field');
  expect(onboarding.outside.values['per-incident-intake']).toBe(false);
  onboarding.outside.meddle('help-desk-field', LIVE_VALUE);
  await onboarding.decide({ decision: 'open-step', step: 'help-desk-field', choice: 'done-by-hand' });
  await expectLive(onboarding);
});

describe('the fresh look in the lead time', () => {
  test('gives back what somebody has changed since it was verified', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.meddle('business-hours', { kind: '24/7' });
    await onboarding.forwardToInstant(-30 * MINUTE_MS);
    const { stage, openItems } = await onboarding.untilAsked('business-hours');
    expect(stage).toBe('preparing');
    expect(openItems).toMatchObject([{ problem: { code: 'changed-since' } }]);
    expect(openItems[0]?.problem.message).toContain('24/7');
    expect(onboarding.outside.values['business-hours']).toEqual({ kind: '24/7' });
    await onboarding.decide({ decision: 'open-step', step: 'business-hours', choice: 'retry' });
    await onboarding.untilStage('ready');
    await onboarding.forwardToInstant(1_000);
    await expectLive(onboarding);
    expect(onboarding.outside.values['business-hours']).not.toEqual({ kind: '24/7' });
  });

  test('waits for a person where nothing can be read', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.failReads('lift-off-account', 'locked-out', 1);
    await onboarding.forwardToInstant(1_000);
    await onboarding.untilStage('go-live-blocked');
    await onboarding.decide({ decision: 'open-step', step: 'lift-off-account', choice: 'retry' });
    await onboarding.until((state) => state.openItems.length === 0, 'nothing open');
    await onboarding.decide(goNow);
    await expectLive(onboarding);
  });

  test('does not hold up the instant while it hangs: not live, and a person decides', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready(hangingLimits(HOUR_MS));
    await onboarding.forwardToInstant(-2 * HOUR_MS);
    onboarding.outside.failReads('lift-off-account', 'unavailable', 100);
    await onboarding.forwardToInstant(-MINUTE_MS);
    expect(await onboarding.state()).toMatchObject({ stage: 'ready', openItems: [] });
    expect(alarms(onboarding)).toEqual([]);

    await onboarding.forwardToInstant(1_000);
    await onboarding.untilStage('go-live-blocked');
    await expectNotLive(onboarding);
    expect(alarms(onboarding)).toEqual([
      expect.stringContaining('it has not ended: the fresh look before go-live'),
    ]);
    onboarding.outside.heal();
    await onboarding.decide(goNow);
    await expectLive(onboarding);
  });

  test('puts the intake back when it was turned on', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.meddle('per-incident-intake', true);
    await onboarding.forwardToInstant(-30 * MINUTE_MS);
    expect(onboarding.outside.values['per-incident-intake']).toBe(false);
    expect(alarms(onboarding)).toHaveLength(1);
    await onboarding.forwardToInstant(1_000);
    await expectLive(onboarding);
  });
});

test('time-zone data that moves the instant is told and followed', async () => {
  const onboarding = new FakeOnboarding(office);
  const { plan } = await onboarding.ready();
  const planned = Date.parse(plan?.goLive.instant ?? '');
  const moved = new Date(planned + HOUR_MS).toISOString();
  office.movedInstants.set(onboarding.customer.id, (goLive) => ({ ...goLive, instant: moved }));
  await onboarding.forward({ until: new Date(planned + 30 * MINUTE_MS) });
  await expectNotLive(onboarding);
  expect(await onboarding.instant()).toBe(planned + HOUR_MS);
  expect(office.messages.about(onboarding.customer.id, 'go-live-moved')).toHaveLength(1);
  await onboarding.forwardToInstant(1_000);
  await expectLive(onboarding);
  const { goneLiveAt } = await onboarding.state();
  expect(goneLiveAt?.slice(0, 16)).toBe(moved.slice(0, 16));
});

test('too late it does not go live by itself, even if all is settled', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  // As if no worker had been there at the instant: when it is looked at again, it passed hours ago.
  const passed = new Date((await onboarding.instant()) - 27 * HOUR_MS).toISOString();
  office.movedInstants.set(onboarding.customer.id, (goLive) => ({ ...goLive, instant: passed }));
  await onboarding.forwardToInstant(-20 * HOUR_MS);
  const { openItems } = await onboarding.untilStage('go-live-blocked');
  expect(openItems).toEqual([]);
  await expectNotLive(onboarding);
  await onboarding.decide(goNow);
  await expectLive(onboarding);
});

test('a go-live that is not late cannot be told to go now', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await expect(onboarding.decide(goNow, dana)).rejects.toMatchObject({
    cause: { type: 'nothing-to-decide' },
  });
});
