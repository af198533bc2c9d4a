import { describe, expect, test } from '@jest/globals';
import { decisionNamed } from '../../workflows/decisions/open-decisions.ts';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import { intakeFoundOpenSignal } from '../../workflows/messages.ts';
import { dana, FakeOnboarding, newCustomer, sam } from '../support/fake-onboarding.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

const refused = (type: string) => ({ cause: { type } });
const robin = { name: 'Robin Vale', email: 'robin.vale@harbor-dental.example.com' };

describe('an amended customer file', () => {
  const withVips = (onboarding: FakeOnboarding, vips: FakeOnboarding['customer']['vips']) => ({
    ...onboarding.customer,
    vips,
  });

  test('before approval makes a new plan; the old one can no longer be approved', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    const before = await onboarding.untilStage('waiting-for-approval');
    await onboarding.amend(withVips(onboarding, [robin]));
    const after = await onboarding.until(({ plan }) => plan?.hash !== before.plan?.hash, 'a new plan');
    expect(after.stage).toBe('waiting-for-approval');
    const terms = { decision: 'contract-terms', choice: 'approve' } as const;
    await expect(onboarding.decide({ ...terms, planHash: before.plan?.hash ?? '' })).rejects.toMatchObject(
      refused('stale-plan'),
    );
    await onboarding.approve();
    await onboarding.untilStage('ready');
    expect(onboarding.outside.values['vip-users']).toEqual([robin]);
  });

  test('after approval is approved anew; who was dropped is taken out, and the rest is left', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    const written = onboarding.outside.ours.length;
    await onboarding.amend(withVips(onboarding, [robin]));
    const { agreedBefore, plan } = await onboarding.untilStage('waiting-for-approval');
    expect(agreedBefore?.hash).not.toBe(plan?.hash);
    expect(onboarding.outside.ours).toHaveLength(written);

    await onboarding.approvePlan();
    await onboarding.untilStage('ready');
    expect(onboarding.outside.values['vip-users']).toEqual([robin]);
    expect(onboarding.outside.ours.slice(written).every((change) => change.startsWith('vip-users'))).toBe(
      true,
    );
    await onboarding.forwardToInstant(HOUR_MS);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  });

  test('whoever is dropped is shown before the approval, and taken out after it', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await onboarding.amend(withVips(onboarding, []));
    const state = await onboarding.untilStage('waiting-for-approval');
    const changes = decisionNamed(state, 'contract-terms')?.facts.filter(
      ({ label }) => label === 'Changed since',
    );
    expect(changes?.map(({ value }) => value)).toEqual([
      expect.stringMatching(/^VIP users: Dana .* → nobody$/),
    ]);
    await onboarding.approvePlan();
    await onboarding.untilStage('ready');
    expect(onboarding.outside.values['vip-users']).toEqual([]);
  });

  test('that changes nothing in the plan can be approved after a decline', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    const { plan } = await onboarding.untilStage('waiting-for-approval');
    const terms = { decision: 'contract-terms', planHash: plan?.hash ?? '' } as const;
    await onboarding.decide({ ...terms, choice: 'decline', reason: 'the name is misspelt' });
    await onboarding.amend({ ...onboarding.customer, name: 'Harbor Dental Group Two (example)' });
    const again = await onboarding.untilStage('waiting-for-approval');
    expect(again.plan?.hash).toBe(plan?.hash);
    await onboarding.decide({ ...terms, choice: 'approve' });
  });

  test('a message that was sent and no longer holds goes out anew, as a new version', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    const { contract } = onboarding.customer;
    const hours = { ...contract.helpDeskHours, value: { kind: '24/7' } as const };
    await onboarding.amend({ ...onboarding.customer, contract: { ...contract, helpDeskHours: hours } });
    await onboarding.approvePlan();
    await onboarding.untilAsked('hours-note');
    const sent = office.messages.delivered.filter(
      ({ text }) => text.includes(`${onboarding.customer.id}`) || text.includes('Partner Success'),
    );
    expect(sent.length).toBeGreaterThan(0);
    const { noteRevisions, stage } = await onboarding.state();
    expect({ noteRevisions, stage }).toEqual({ noteRevisions: { 'hours-note': 2 }, stage: 'preparing' });
    await onboarding.confirm('hours-note');
    await onboarding.untilStage('ready');
    expect(onboarding.outside.values['business-hours']).toEqual({ kind: '24/7' });
  });

  test('frees a declined plan', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    const { plan } = await onboarding.untilStage('waiting-for-approval');
    const answer = { decision: 'contract-terms', choice: 'decline', planHash: plan?.hash ?? '' } as const;
    await onboarding.decide({ ...answer, reason: 'wrong VIPs' });
    await onboarding.untilStage('declined');
    await onboarding.amend(withVips(onboarding, [robin]));
    await onboarding.untilStage('waiting-for-approval');
    await onboarding.approve();
    await onboarding.untilStage('ready');
  });

  test('is refused for another customer, for the same file, and by whom it is not up to', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    await onboarding.untilStage('waiting-for-approval');
    await expect(onboarding.amend(newCustomer())).rejects.toMatchObject(refused('other-customer'));
    await expect(onboarding.amend(onboarding.customer, sam)).rejects.toMatchObject(refused('wrong-person'));
  });
});

describe('what an amendment must not lose', () => {
  const amended = (onboarding: FakeOnboarding, changes: Partial<FakeOnboarding['customer']>) =>
    onboarding.amend({ ...onboarding.customer, ...changes });

  test('while the new plan is being made the old one cannot be approved', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    const { plan } = await onboarding.untilStage('waiting-for-approval');
    onboarding.outside.failReads('autotask-company', 'permission-missing', 1);
    await onboarding.forward(HOUR_MS);
    await amended(onboarding, { vips: [robin] });
    await onboarding.until(({ openItems }) => openItems.length > 0, 'a reading that asks');
    const approve = { decision: 'contract-terms', choice: 'approve', planHash: plan?.hash ?? '' } as const;
    await expect(onboarding.decide(approve)).rejects.toMatchObject(refused('stale-plan'));
    await onboarding.decide({ decision: 'open-step', step: 'help-desk-field', choice: 'retry' });
    await onboarding.until((state) => state.plan?.hash !== plan?.hash, 'the new plan');
    expect((await onboarding.state()).approved).toBeUndefined();
  });

  test('a note that was sent and that nobody has confirmed goes out anew', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    await onboarding.approvePlan();
    await onboarding.untilAsked('hours-note');
    await onboarding.reschedule(2);
    const { noteRevisions } = await onboarding.until(
      ({ noteRevisions: made, openItems }) =>
        made['hours-note'] === 2 && openItems.some(({ step }) => step === 'hours-note'),
      'a new note',
    );
    expect(noteRevisions).toEqual({ 'hours-note': 2 });
  });

  test('a question about a step that the plan no longer has is closed', async () => {
    const onboarding = new FakeOnboarding(office, {
      ...newCustomer(),
      locations: [{ name: 'Main Street' }, { name: 'Harbor Road' }],
    });
    await onboarding.start();
    await onboarding.approvePlan();
    await onboarding.untilAsked('location-request');
    await amended(onboarding, { locations: [{ name: 'Main Street' }] });
    await onboarding.approvePlan();
    await onboarding.until(
      ({ openItems, stage }) =>
        stage === 'preparing' && !openItems.some(({ step }) => step === 'location-request'),
      'the question to be closed',
    );
  });

  test('an intake that somebody opened stays asked about before the new plan is', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.meddle('per-incident-intake', true);
    onboarding.outside.meddle('help-desk-field', 'Mission Control Help Desk');
    await onboarding.handle.signal(intakeFoundOpenSignal, { seenAt: '2026-11-30T05:30:00.000Z' });
    await onboarding.untilAsked('per-incident-intake');
    await amended(onboarding, { vips: [robin] });
    await onboarding.untilStage('closing-intake');
    onboarding.outside.meddle('help-desk-field', null);
    await onboarding.decide({ decision: 'open-step', step: 'per-incident-intake', choice: 'retry' });
    await onboarding.untilStage('waiting-for-approval');
    expect(onboarding.outside.values['per-incident-intake']).toBe(false);
  });

  test('another record of a system that was written to is refused, and so is what is no file', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    const { systems } = onboarding.customer;
    const renamed = { ...systems, liftOff: { accountName: 'Somebody else (example)' } };
    await expect(amended(onboarding, { systems: renamed })).rejects.toMatchObject(refused('record-in-use'));
    const signed = { by: dana, provenBy: 'claimed: test@loopback', reason: 'r' };
    const send = (update: string, request: object) =>
      onboarding.handle.executeUpdate<unknown, [object]>(update, { args: [{ ...signed, ...request }] });
    await expect(send('amend', { customer: { id: 'x' }, fileHash: 'x' })).rejects.toMatchObject(
      refused('bad-answer'),
    );
    await expect(send('reschedule', { goLive: { instant: 'soon' } })).rejects.toMatchObject(
      refused('bad-answer'),
    );
    expect((await onboarding.state()).stage).toBe('ready');
  });
});

describe('a moved go-live', () => {
  test('by whom may approve counts as approved, and what depends on the date follows', async () => {
    const onboarding = new FakeOnboarding(office);
    const before = await onboarding.ready();
    await onboarding.reschedule(7);
    // The date stands in the note to Partner Success: it is written anew.
    await onboarding.confirm('hours-note');
    const after = await onboarding.untilStage('ready');
    const planned = Date.parse(before.plan?.goLive.instant ?? '');
    expect(Date.parse(after.plan?.goLive.instant ?? '') - planned).toBe(7 * DAY_MS);
    expect(after).toMatchObject({ approved: { by: dana, hash: after.plan?.hash } });
    await onboarding.forward({ until: new Date(planned + HOUR_MS) });
    expect(onboarding.outside.values['help-desk-field']).toBeNull();
    await onboarding.forwardToInstant(HOUR_MS);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  });

  test('before approval is only another plan', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    const { plan } = await onboarding.untilStage('waiting-for-approval');
    await onboarding.reschedule(3);
    const { approved } = await onboarding.until((state) => state.plan?.hash !== plan?.hash, 'a new plan');
    expect(approved).toBeUndefined();
  });

  test('when the instant has passed with something open: the new date is the way on', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failWrites('vip-users', 'page-changed', 1);
    await onboarding.start();
    await onboarding.approve();
    await onboarding.untilAsked('vip-users');
    await onboarding.forwardToInstant(HOUR_MS);
    await onboarding.untilStage('go-live-blocked');
    await onboarding.reschedule(5);
    await onboarding.confirm('hours-note');
    await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
    await onboarding.untilStage('ready');
    await onboarding.forwardToInstant(HOUR_MS);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  });

  test('is refused before the contract, in the past, and to the same day', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await expect(onboarding.reschedule(-1)).rejects.toMatchObject(refused('before-contract'));
    await expect(onboarding.reschedule(-30)).rejects.toMatchObject(refused('past'));
    await expect(onboarding.reschedule(0)).rejects.toMatchObject(refused('nothing-to-change'));
    await expect(onboarding.reschedule(2, sam)).rejects.toMatchObject(refused('wrong-person'));
  });
});

describe('a hold', () => {
  test('keeps the customer from going live; released late, a go-ahead is needed', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await onboarding.hold();
    await onboarding.forwardToInstant(HOUR_MS);
    await onboarding.untilStage('go-live-blocked');
    expect(onboarding.outside.values['help-desk-field']).toBeNull();
    const goNow = { decision: 'late-go-live', choice: 'go-now' } as const;
    await expect(onboarding.decide(goNow)).rejects.toMatchObject(refused('still-open'));
    await expect(onboarding.release(sam)).rejects.toMatchObject(refused('wrong-person'));
    await onboarding.release();
    await onboarding.decide(goNow);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  });

  test('released in time, it goes live by itself', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await onboarding.hold();
    await expect(onboarding.hold()).rejects.toMatchObject(refused('already-answered'));
    await onboarding.release();
    await onboarding.forwardToInstant(HOUR_MS);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  });
});

describe('a withdrawn approval', () => {
  test('stops what is to come until somebody approves again', async () => {
    const onboarding = new FakeOnboarding(office);
    const { plan } = await onboarding.ready();
    const planHash = plan?.hash ?? '';
    const withdraw = { decision: 'contract-terms', choice: 'withdraw', planHash } as const;
    await expect(onboarding.decide(withdraw)).rejects.toMatchObject(refused('reason-missing'));
    await onboarding.decide({ ...withdraw, reason: 'the owner has doubts' });
    await onboarding.untilStage('waiting-for-approval');
    await onboarding.forwardToInstant(HOUR_MS);
    expect(onboarding.outside.values['help-desk-field']).toBeNull();
    expect((await onboarding.state()).stage).toBe('waiting-for-approval');
  });

  test('once used it cannot be withdrawn', async () => {
    const onboarding = new FakeOnboarding(office);
    const { plan } = await onboarding.ready();
    onboarding.outside.failWrites('per-incident-intake', 'page-changed', 1);
    await onboarding.forwardToInstant(1_000);
    await onboarding.untilAsked('per-incident-intake');
    const withdraw = { decision: 'contract-terms', choice: 'withdraw', planHash: plan?.hash ?? '' } as const;
    await expect(onboarding.decide({ ...withdraw, reason: 'too late' })).rejects.toMatchObject(
      refused('already-used'),
    );
  });
});
