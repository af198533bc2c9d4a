import { expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import { dana, FakeOnboarding, pat } from '../support/fake-onboarding.ts';
import { LIVE_VALUE } from '../support/fake-visits.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

const off = { dattoRmm: { mode: 'off' }, screenConnect: { mode: 'off' }, splashtop: { mode: 'off' } };
let office: Office;
openOfficeForTests((opened) => {
  office = opened;
  office.useProfile({ policies: { aftercareDays: 14 } });
});

async function live(): Promise<FakeOnboarding> {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await onboarding.forwardToInstant(HOUR_MS);
  await onboarding.untilStage('aftercare');
  return onboarding;
}

const end = { decision: 'end-after-live', choice: 'end' } as const;

test('the customer is live at once, and handed over when the aftercare is over', async () => {
  const onboarding = await live();
  const { goneLiveAt } = await onboarding.state();
  expect(await onboarding.record()).toMatchObject({ status: 'onboarding', liveSince: goneLiveAt });
  await onboarding.forward(13 * DAY_MS);
  expect((await onboarding.state()).stage).toBe('aftercare');
  await onboarding.forward(2 * DAY_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  expect(await onboarding.record()).toMatchObject({
    status: 'live',
    agreed: { 'help-desk-field': LIVE_VALUE },
  });
  expect(office.messages.about(onboarding.customer.id, 'closing')).toHaveLength(1);
});

test('taking a live customer off the help desk needs two persons, and closes its tickets first', async () => {
  const onboarding = await live();
  await onboarding.cancel('they leave us');
  const asked = await onboarding.until(({ endAsked }) => endAsked !== undefined, 'the question');
  expect(asked.stage).toBe('aftercare');
  await expect(onboarding.cancel('again')).rejects.toMatchObject({ cause: { type: 'already-answered' } });
  await expect(onboarding.decide(end, dana)).rejects.toMatchObject({ cause: { type: 'second-person' } });
  await onboarding.decide(end, pat);
  expect(await onboarding.result()).toMatchObject({ kind: 'ended', by: dana, reason: 'they leave us' });

  const { values, ours } = onboarding.outside;
  expect(values).toMatchObject({ 'help-desk-field': null, 'per-incident-intake': false, 'vip-users': [] });
  expect(ours.slice(-6)[0]).toBe('per-incident-intake: on → off');
  const { leftAfterUndo } = await onboarding.state();
  expect(leftAfterUndo).toContainEqual(expect.stringContaining('a message cannot be taken back'));
  expect(await onboarding.record()).toMatchObject({ status: 'not-live', agreed: {} });
});

test('or it stays live, with a reason', async () => {
  const onboarding = await live();
  await onboarding.cancel('a slip');
  await expect(onboarding.decide({ decision: 'end-after-live', choice: 'go-on' }, pat)).rejects.toMatchObject(
    { cause: { type: 'reason-missing' } },
  );
  await onboarding.decide({ decision: 'end-after-live', choice: 'go-on', reason: 'wrong customer' }, pat);
  expect((await onboarding.state()).endAsked).toBeUndefined();
  await onboarding.forward(15 * DAY_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
});

test('a cancel from the Temporal UI undoes nothing of a live customer', async () => {
  const onboarding = await live();
  await onboarding.handle.cancel();
  await onboarding.forward(15 * DAY_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  expect(onboarding.outside.values['help-desk-field']).toBe(LIVE_VALUE);
});

test('what is still to be documented holds up neither the record nor the aftercare', async () => {
  const onboarding = new FakeOnboarding(office);
  office.useProfile({ policies: { aftercareDays: 14 }, others: { ...off, itGlue: { mode: 'api' } } });
  await onboarding.ready();
  onboarding.outside.failWrites('documented-plan', 'permission-missing', 1);
  await onboarding.forwardToInstant(HOUR_MS);
  await onboarding.untilStage('aftercare');
  await onboarding.untilAsked('documented-plan');
  expect((await onboarding.record()).liveSince).toBeDefined();
  await onboarding.decide({ decision: 'open-step', step: 'documented-plan', choice: 'retry' });
  await onboarding.until(({ agreedValues }) => 'documented-plan' in agreedValues, 'what was agreed');
  office.useProfile({ policies: { aftercareDays: 14 } });
});
