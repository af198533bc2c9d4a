import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId, Values } from '../../domain/steps/step.ts';
import { decisionNamed } from '../../workflows/decisions/open-decisions.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../workflows/limits.ts';
import { names } from '../domain/examples.ts';
import { dana, FakeOnboarding, sam } from '../support/fake-onboarding.ts';
import { shown } from '../support/fake-visits.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

/** Every step in every phase in which something is wanted of it. */
const cases: readonly { readonly step: StepId; readonly phase: Phase }[] = [
  { step: 'lift-off-account', phase: 'preparation' },
  { step: 'per-incident-intake', phase: 'preparation' },
  { step: 'vip-users', phase: 'preparation' },
  { step: 'approvers', phase: 'preparation' },
  { step: 'business-hours', phase: 'preparation' },
  { step: 'instructions', phase: 'preparation' },
  { step: 'help-desk-field', phase: 'live' },
  { step: 'per-incident-intake', phase: 'live' },
];
const neverWaived: readonly StepId[] = ['lift-off-account', 'per-incident-intake', 'help-desk-field'];

/** An onboarding in which writing that step failed for good, with a person asked. */
async function parkedAt(step: StepId, phase: Phase): Promise<FakeOnboarding> {
  const onboarding = new FakeOnboarding(office);
  const { outside } = onboarding;
  if (phase === 'preparation') outside.failWrites(step, 'page-changed', 1);
  if (step === 'lift-off-account') outside.values[step] = false;
  await onboarding.start();
  if (step !== 'per-incident-intake' || phase === 'live') await onboarding.approve();
  if (phase === 'live') {
    await onboarding.untilStage('ready');
    outside.failWrites(step, 'page-changed', 1);
    await onboarding.forwardToInstant(1_000);
  }
  const { openItems } = await onboarding.untilAsked(step);
  expect(openItems).toMatchObject([{ step, phase, problem: { code: 'page-changed' }, attention: true }]);
  expect(openItems[0]?.instruction).toContain(
    catalogue[step].record === 'autotask-company' ? 'Autotask →' : 'Lift Off →',
  );
  return onboarding;
}

function doByHand<Id extends StepId>({ customer, outside }: FakeOnboarding, step: Id, phase: Phase): void {
  const wanted = catalogue[step].wanted({ customer, phase, names, facts: {} });
  if (wanted === undefined) throw new Error(`Nothing is wanted of ${step} in ${phase}.`);
  outside.meddle(step, wanted);
}

describe.each(cases)('$step, $phase', ({ step, phase }) => {
  test('parked, it is retried', async () => {
    const onboarding = await parkedAt(step, phase);
    await onboarding.decide({ decision: 'open-step', step, choice: 'retry' }, sam);
    const settled = await onboarding.until((state) => state.openItems.length === 0, 'nothing open');
    expect(settled.outcomes[step]?.[phase]).toMatchObject({ kind: 'changed' });
  });

  test('parked, it is done by hand, and believed only when it holds', async () => {
    const onboarding = await parkedAt(step, phase);
    await onboarding.decide({ decision: 'open-step', step, choice: 'done-by-hand' });
    const doubted = await onboarding.until(
      ({ openItems }) => openItems.some((item) => item.problem.code === 'not-verified'),
      'the word to be doubted',
    );
    expect(doubted.outcomes[step]?.[phase]).toBeUndefined();
    expect(doubted.openItems).toMatchObject([{ step, attention: true }]);
    expect(doubted.openItems[0]?.problem.message).toContain('by hand');

    doByHand(onboarding, step, phase);
    await onboarding.decide({ decision: 'open-step', step, choice: 'done-by-hand' }, sam);
    const settled = await onboarding.until((state) => state.openItems.length === 0, 'nothing open');
    expect(settled.outcomes[step]?.[phase]).toMatchObject({
      kind: 'confirmed-by-hand',
      by: sam,
      inspected: true,
    });
  });

  test('parked, it is waived only where R22 allows', async () => {
    const onboarding = await parkedAt(step, phase);
    const waive = { decision: 'open-step', step, choice: 'waive' } as const;
    await expect(onboarding.decide(waive)).rejects.toThrow(WorkflowUpdateFailedError);
    const answer = onboarding.decide({ ...waive, reason: 'agreed by phone' });
    if (neverWaived.includes(step)) {
      await expect(answer).rejects.toMatchObject({ cause: { type: 'not-waivable' } });
      expect((await onboarding.state()).openItems).toHaveLength(1);
    } else {
      await answer;
      const settled = await onboarding.untilStage('ready');
      expect(settled.outcomes[step]?.[phase]).toMatchObject({ kind: 'waived', reason: 'agreed by phone' });
    }
  });
});

test('a step that is stuck does not keep the others, and is told once', async () => {
  const onboarding = await parkedAt('vip-users', 'preparation');
  const { outcomes } = await onboarding.state();
  const settled: readonly StepId[] = ['approvers', 'business-hours', 'instructions'];
  for (const step of settled) expect(outcomes[step]?.preparation).toMatchObject({ kind: 'changed' });
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
  await onboarding.until(
    ({ timeline }) => timeline.some(({ text }) => text.includes('still open')),
    'a note',
  );
  await onboarding.forward(HOUR_MS);
  expect(office.messages.alerts(onboarding.customer.id, 'VIP users')).toHaveLength(1);
});

test('two steps that ask at the same time are told in two messages', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  onboarding.outside.failWrites('approvers', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  const alerts = () => office.messages.alerts(onboarding.customer.id, 'VIP users', 'Approvers');
  await onboarding.until(() => alerts().length === 2, 'both alerts');
  expect(new Set(alerts().map(({ key }) => key)).size).toBe(2);
});

test('what is not there yet is looked for ever more rarely, then a person is asked', async () => {
  const onboarding = new FakeOnboarding(office);
  const { outside, customer } = onboarding;
  for (const { email } of customer.vips) outside.missingContacts.add(email);
  await onboarding.start();
  await onboarding.approve();
  const waits = await onboarding.until(({ openItems }) => openItems.length > 0, 'the item');
  expect(waits.openItems).toMatchObject([{ step: 'vip-users', attention: false }]);
  expect(waits.openItems[0]?.nextLookAt).toBeDefined();

  await onboarding.forward(DAY_MS);
  const looks = outside.readings
    .filter(({ steps }) => steps.join() === 'vip-users')
    .map(({ at }) => Date.parse(at));
  const gaps = looks.slice(1).map((at, index) => Math.round((at - (looks[index] ?? 0)) / MINUTE_MS));
  expect(gaps).toEqual([10, 20, 40, 80, 160, 240, 240, 240, 240]);
  expect((await onboarding.state()).openItems).toMatchObject([{ attention: false }]);
  expect(office.messages.alerts(customer.id, 'VIP users')).toEqual([]);

  await onboarding.forward(2 * DAY_MS + HOUR_MS);
  expect((await onboarding.state()).openItems).toMatchObject([{ step: 'vip-users', attention: true }]);
  outside.heal();
  await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
  await onboarding.untilStage('ready');
});

test('what comes in time goes on by itself', async () => {
  const onboarding = new FakeOnboarding(office);
  for (const { email } of onboarding.customer.vips) onboarding.outside.missingContacts.add(email);
  await onboarding.start();
  await onboarding.approve();
  await onboarding.until(({ openItems }) => openItems.length > 0, 'the item');
  onboarding.outside.heal();
  await onboarding.forward(HOUR_MS);
  expect(await onboarding.state()).toMatchObject({ stage: 'ready', openItems: [] });
});

describe('outside systems that fail', () => {
  test('for a while are tried again without a question', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failReads('autotask-company', 'unavailable', 2);
    onboarding.outside.failWrites('business-hours', 'session-expired', 2);
    const { timeline } = await onboarding.ready();
    const asked = timeline.filter(({ text }) => text.includes('needs a person'));
    // Only what always does: the word of Partner Success.
    expect(asked).toMatchObject([{ text: expect.stringContaining('Hours note') }]);
  });

  test('for good become a question before anything is written', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failReads('lift-off-account', 'locked-out', 1);
    await onboarding.start();
    await onboarding.untilAsked('lift-off-account');
    expect(onboarding.outside.changes).toEqual([]);
    await onboarding.decide({ decision: 'open-step', step: 'lift-off-account', choice: 'retry' });
    await onboarding.untilStage('waiting-for-approval');
  });

  test('and lose an answer are read first: nothing is written twice', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.faultWrites('instructions', 'lose-answer');
    const { outcomes } = await onboarding.ready();
    expect(outcomes.instructions?.preparation).toMatchObject({ kind: 'changed', before: 'all three empty' });
    expect(onboarding.outside.ours.filter((change) => change.startsWith('instructions'))).toHaveLength(1);
  });

  test('and accept what does not hold are not believed', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.faultWrites('business-hours', 'does-not-hold');
    await onboarding.start();
    await onboarding.approve();
    const { openItems } = await onboarding.untilAsked('business-hours');
    expect(openItems).toMatchObject([{ problem: { code: 'not-verified' } }]);
  });

  test('in a way that nobody foresaw are a question, too', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.start();
    await onboarding.untilStage('waiting-for-approval');
    onboarding.outside.read = () => {
      throw new TypeError('secret body of a page');
    };
    await onboarding.approve();
    const { openItems } = await onboarding.untilAsked('approvers');
    expect(openItems[0]?.problem).toMatchObject({ code: 'our-request' });
    expect(JSON.stringify(openItems)).not.toContain('secret body');
  });

  test('and cannot be looked at: a person’s word has to do', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.start();
    await onboarding.untilStage('waiting-for-approval');
    onboarding.outside.readProblems.set('approvers', shown('page-changed'));
    await onboarding.approve();
    await onboarding.untilAsked('approvers');
    await onboarding.decide({ decision: 'open-step', step: 'approvers', choice: 'done-by-hand' });
    const { outcomes } = await onboarding.untilStage('ready');
    expect(outcomes.approvers?.preparation).toMatchObject({
      kind: 'confirmed-by-hand',
      by: dana,
      inspected: false,
    });
  });
});

describe('what cannot be read before there is a plan', () => {
  const off = { mode: 'off' };
  const others = { itGlue: { mode: 'api' }, dattoRmm: off, screenConnect: off, splashtop: off };
  const documented: readonly StepId[] = ['documented-hours', 'documented-plan'];
  beforeEach(() => office.useProfile({ others }));
  afterEach(() => office.useProfile());

  const why = 'their documentation moves to another system';
  const waive = async (onboarding: FakeOnboarding, step: StepId) => {
    await onboarding.untilAsked(step);
    await onboarding.decide({ decision: 'open-step', step, choice: 'waive', reason: why }, sam);
  };
  const optionsOf = async (onboarding: FakeOnboarding, step: StepId) =>
    decisionNamed(await onboarding.state(), step)?.options.map(({ id }) => id);

  test('is done without where somebody waives it, and is neither read nor set from then on', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failReads('it-glue-organization', 'permission-missing', 100);
    await onboarding.start();
    for (const step of documented) await waive(onboarding, step);
    const { outcomes } = await onboarding.untilStage('waiting-for-approval');
    const waived = { kind: 'waived', by: sam, reason: why };
    expect(outcomes).toMatchObject({
      'documented-hours': { preparation: waived },
      'documented-plan': { live: waived },
    });
    const terms = decisionNamed(await onboarding.state(), 'contract-terms');
    expect(terms?.facts.filter(({ value }) => value.includes(`waived by sam: ${why}`))).toHaveLength(2);

    const looks = () => onboarding.outside.readings.filter(({ steps }) => steps.includes('documented-hours'));
    const looksBefore = looks().length;
    await onboarding.approve();
    await onboarding.forwardToInstant(-MINUTE_MS);
    expect(await onboarding.state()).toMatchObject({ stage: 'ready', openItems: [] });
    expect(looks()).toHaveLength(looksBefore);
    await onboarding.forwardToInstant(1_000);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
    expect(onboarding.outside.ours.filter((change) => change.startsWith('documented'))).toEqual([]);
  });

  test('is asked about by itself where the rest of the record can be read', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.readProblems.set('documented-plan', shown('page-changed'));
    await onboarding.start();
    await waive(onboarding, 'documented-plan');
    await onboarding.approve();
    const { outcomes } = await onboarding.untilStage('ready');
    expect(outcomes['documented-hours']?.preparation).toMatchObject({ kind: 'changed' });
    expect(outcomes['documented-plan']?.live).toMatchObject({ kind: 'waived', reason: why });
  });

  test('is asked about again when the file names another record', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failReads('it-glue-organization', 'not-found', 2);
    await onboarding.start();
    for (const step of documented) await waive(onboarding, step);
    await onboarding.untilStage('waiting-for-approval');
    const { systems } = onboarding.customer;
    const itGlue = { organizationName: 'Harbor Dental Group (new)' };
    await onboarding.amend({ ...onboarding.customer, systems: { ...systems, itGlue } });
    const { outcomes } = await onboarding.until(({ plan }) => {
      const line = plan?.lines.find(({ step }) => step === 'documented-plan');
      return line?.before !== undefined;
    }, 'a plan that was read');
    for (const step of documented) expect(outcomes[step] ?? {}).toEqual({});
  });

  test('does not ask again about what was waived when the fresh look cannot read it either', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.readProblems.set('documented-hours', shown('page-changed'));
    await onboarding.start();
    await waive(onboarding, 'documented-hours');
    await onboarding.approve();
    await onboarding.untilStage('ready');
    await onboarding.forwardToInstant(-2 * HOUR_MS);
    onboarding.outside.failReads('it-glue-organization', 'permission-missing', 1);
    await onboarding.forwardToInstant(-MINUTE_MS);
    const { openItems, outcomes, timeline } = await onboarding.state();
    expect(openItems).toEqual([]);
    expect(outcomes['documented-hours']?.preparation).toMatchObject({ kind: 'waived', by: sam });
    expect(timeline.some(({ text }) => text.startsWith('Could not be read before go-live'))).toBe(true);
    await onboarding.forwardToInstant(1_000);
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  });

  test('is not offered to be done without where R22 forbids it', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failReads('lift-off-account', 'locked-out', 1);
    await onboarding.start();
    await onboarding.untilAsked('lift-off-account');
    expect(await optionsOf(onboarding, 'lift-off-account')).not.toContain('waive');
    await expect(
      onboarding.decide({
        decision: 'open-step',
        step: 'lift-off-account',
        choice: 'waive',
        reason: why,
      }),
    ).rejects.toMatchObject({ cause: { type: 'not-waivable' } });
    expect((await onboarding.state()).stage).toBe('resolving');
  });
});

test('what somebody sets meanwhile as it is wanted counts as done, what else they add is kept', async () => {
  const onboarding = new FakeOnboarding(office);
  const other = { name: 'Old VIP', email: 'old.vip@example.com' };
  const before: Values = { 'vip-users': [other] };
  Object.assign(onboarding.outside.values, before);
  await onboarding.ready();
  expect(onboarding.outside.values['vip-users']).toEqual([other, ...onboarding.customer.vips]);
});
