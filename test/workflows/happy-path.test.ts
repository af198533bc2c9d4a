import { expect, test } from '@jest/globals';
import { inspectActivity, visitActivity } from '../../domain/steps/activity-names.ts';
import { recordNames, stepIds } from '../../domain/steps/catalogue.ts';
import { HOUR_MS } from '../../workflows/limits.ts';
import {
  customerIdKey,
  goLiveKey,
  needsAttentionKey,
  serviceModelKey,
  stageKey,
} from '../../workflows/search-attributes.ts';
import { FakeOnboarding, newCustomer } from '../support/fake-onboarding.ts';
import { LIVE_VALUE } from '../support/fake-visits.ts';
import { summariesOf } from '../support/histories.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

test('a customer goes live by itself, two weeks later', async () => {
  const onboarding = await new FakeOnboarding(office).start();
  const { outside } = onboarding;

  const waiting = await onboarding.untilStage('waiting-for-approval');
  expect(outside.ours).toEqual(['per-incident-intake: on → off']);
  const intake = waiting.plan?.lines.find(({ step }) => step === 'per-incident-intake');
  expect(intake).toMatchObject({ before: 'off', verdict: 'as-wanted' });

  await onboarding.approve();
  const ready = await onboarding.untilStage('ready');
  expect(ready.outcomes).toMatchObject({
    'lift-off-account': { preparation: { kind: 'unchanged', after: 'exists' } },
    'per-incident-intake': { preparation: { kind: 'changed', before: 'on', after: 'off' } },
    'vip-users': { preparation: { kind: 'changed', before: 'nobody' } },
    'business-hours': { preparation: { kind: 'changed', before: '24/7' } },
  });

  await onboarding.forwardToInstant(-60_000);
  expect(outside.values).toMatchObject({ 'help-desk-field': null, 'per-incident-intake': false });
  await onboarding.forwardToInstant(HOUR_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });

  const instant = ready.plan?.goLive.instant ?? '';
  const [field, box, ...more] = outside.changes.filter(({ at }) => at >= instant.slice(0, 19));
  expect(field).toMatchObject({ step: 'help-desk-field', before: 'empty', after: LIVE_VALUE });
  expect(box).toMatchObject({ step: 'per-incident-intake', before: 'off', after: 'on' });
  expect(more).toEqual([]);
  expect(Date.parse(box?.at ?? '') - Date.parse(instant)).toBeLessThan(60_000);

  const { goneLiveAt, stage, openItems, messages } = await onboarding.state();
  expect({ stage, openItems }).toEqual({ stage: 'live', openItems: [] });
  expect(goneLiveAt?.slice(0, 16)).toBe(instant.slice(0, 16));
  expect(messages.map(({ via, outcome }) => `${via} ${outcome}`).sort()).toEqual([
    // Approval wanted, and the hours note.
    'email sent',
    'email sent',
    // Approval wanted, a word wanted about the note, readiness, live.
    'slack sent',
    'slack sent',
    'slack sent',
    'slack sent',
  ]);
  expect(office.messages.about(onboarding.customer.id, '-live').map(({ text }) => text)).toEqual([
    expect.stringContaining('is live'),
  ]);
  expect(await onboarding.record()).toMatchObject({
    status: 'live',
    liveSince: goneLiveAt,
    agreed: { 'help-desk-field': LIVE_VALUE, 'per-incident-intake': true },
  });
});

test('a time-based customer goes live in the same way', async () => {
  const onboarding = new FakeOnboarding(office, newCustomer(5, 'time-based'));
  await onboarding.ready();
  await onboarding.forwardToInstant(HOUR_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  expect(onboarding.outside.values['per-incident-intake']).toBe(true);
});

test('shows an operator in the Temporal UI what goes on', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  await onboarding.untilAsked('vip-users');
  const attributes = (await onboarding.handle.describe()).typedSearchAttributes;
  expect(attributes.get(customerIdKey)).toBe(onboarding.customer.id);
  expect(attributes.get(serviceModelKey)).toBe('per-incident');
  expect(attributes.get(stageKey)).toBe('preparing');
  expect(attributes.get(needsAttentionKey)).toBe(true);
  expect(attributes.get(goLiveKey)?.getTime()).toBe(await onboarding.instant());

  const metadata = await onboarding.handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  expect(metadata.currentDetails).toContain('**Stage:** preparing');
  expect(metadata.currentDetails).toContain('| VIP users | R3, R5 | Lift Off | **open** |');

  await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
  await onboarding.untilStage('ready');
  await onboarding.forwardToInstant(HOUR_MS);
  await onboarding.result();
  const shown = await summariesOf(onboarding.handle);
  expect(shown.filter(({ summary }) => !summary)).toEqual([]);
  expect(shown.map(({ type }) => type)).toContain('timer');
  const planned = new Set<string>([
    ...recordNames.map(inspectActivity),
    ...stepIds.map((step) => visitActivity('ensure', [step])),
    ...['composePlan', 'resolveGoLive', 'readPauses'],
    ...['openCustomerRecord', 'markCustomerLive', 'closeCustomerRecord'],
    ...['composeMessages', 'sendMessage', 'writeClosingNote', 'ensureOnboardingTicket', 'timer'],
  ]);
  expect(shown.map(({ type }) => type).filter((type) => !planned.has(type))).toEqual([]);
  expect(shown.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['inspectLiftOffAccount', 'ensurePerIncidentIntake', 'ensureHelpDeskField']),
  );
});

test('adds an account that is missing and closes its intake in the same sitting, after approval', async () => {
  const onboarding = new FakeOnboarding(office);
  const { outside } = onboarding;
  outside.values['lift-off-account'] = false;
  await onboarding.start();
  await onboarding.untilStage('waiting-for-approval');
  expect(outside.ours).toEqual([]);
  await onboarding.approve();
  await onboarding.untilStage('ready');
  expect(outside.ours.slice(0, 2)).toEqual([
    'lift-off-account: none → exists',
    'per-incident-intake: on → off',
  ]);
  const types = (await summariesOf(onboarding.handle)).map(({ type }) => type);
  expect(types).toContain('ensureLiftOffAccount');
  expect(types).not.toContain('ensurePerIncidentIntake');
});

test('the rest of a new account waits until the account is there', async () => {
  const onboarding = new FakeOnboarding(office);
  const { outside } = onboarding;
  outside.values['lift-off-account'] = false;
  outside.failWrites('lift-off-account', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  const { openItems } = await onboarding.untilAsked('lift-off-account');
  expect(openItems.map(({ step }) => step)).toEqual(['lift-off-account']);
  await onboarding.decide({ decision: 'open-step', step: 'lift-off-account', choice: 'retry' });
  await onboarding.untilStage('ready');
  expect(outside.values['per-incident-intake']).toBe(false);
});
