import { describe, expect, test } from '@jest/globals';
import type { OpenItem } from '../../domain/plan.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { HOUR_MS } from '../../workflows/limits.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { FakeOnboarding, quickLimits, sam } from '../support/fake-onboarding.ts';
import { shown } from '../support/fake-visits.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

const RECORD = 'lift-off-account';
const visited: readonly StepId[] = ['vip-users', 'approvers', 'business-hours', 'instructions'];
const names = (evidence: OpenItem['evidence'] = []) => evidence.map(({ key }) => key.replace(/^.*\//, ''));
const picturesOf = ({ openItems }: OnboardingState, step: StepId) =>
  names(openItems.find((item) => item.step === step)?.evidence);
/** What the chain names for each time that the step was settled, opened again or taken back. */
const chained = ({ chain }: OnboardingState, step: StepId) =>
  chain.flatMap(({ fact }) =>
    fact.kind === 'settled' && fact.step === step
      ? [{ outcome: fact.outcome, pictures: names(fact.evidence) }]
      : [],
  );
const login = ['01-login-failed.png'];

describe('a visit that fails as a whole shows what it saw', () => {
  test('of each of its steps, and names it in the chain when they are settled', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    await onboarding.untilStage('waiting-for-approval');
    onboarding.outside.failOpenings(RECORD, 'page-changed', 1);
    await onboarding.approve();
    const parked = await onboarding.until(({ openItems }) => openItems.length === 4, 'four open items');
    for (const step of visited) expect([step, picturesOf(parked, step)]).toEqual([step, login]);

    for (const step of visited)
      await onboarding.decide({ decision: 'open-step', step, choice: 'retry' }, sam);
    const settled = await onboarding.untilStage('ready');
    for (const step of visited)
      expect([step, ...chained(settled, step)]).toEqual([step, { outcome: 'changed', pictures: login }]);
  });

  test('of each of its steps, also where only one of them is to be seen', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    await onboarding.untilStage('waiting-for-approval');
    onboarding.outside.openFaultOn = 'business-hours';
    onboarding.outside.failOpenings(RECORD, 'page-changed', 1);
    await onboarding.approve();
    const parked = await onboarding.until(({ openItems }) => openItems.length === 4, 'four open items');
    const hours = ['01-business-hours-failed.png'];
    for (const step of visited) expect([step, picturesOf(parked, step)]).toEqual([step, hours]);
    for (const step of visited)
      await onboarding.decide({ decision: 'open-step', step, choice: 'retry' }, sam);
    const settled = await onboarding.untilStage('ready');
    for (const step of visited) expect(chained(settled, step)).toMatchObject([{ pictures: hours }]);
  });

  test('that was tried several times, of the last attempt', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    await onboarding.untilStage('waiting-for-approval');
    const attempts = quickLimits.classes?.portal.attempts ?? 0;
    onboarding.outside.failOpenings(RECORD, 'browser-crashed', attempts);
    await onboarding.approve();
    const { openItems } = await onboarding.untilAsked('vip-users');
    const { problem, evidence } = openItems.find(({ step }) => step === 'vip-users') ?? {};
    expect(problem?.code).toBe('browser-crashed');
    expect(evidence?.map(({ key }) => key)).toEqual([expect.stringContaining(`-${attempts}/01-login`)]);
  });

  test('of a reading before the plan', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.failOpenings(RECORD, 'page-changed', 1);
    await onboarding.start();
    const asked = await onboarding.untilAsked('lift-off-account');
    expect(picturesOf(asked, 'lift-off-account')).toEqual(login);
  });

  test('of one step in a reading before the plan', async () => {
    const onboarding = new FakeOnboarding(office);
    onboarding.outside.readProblems.set('approvers', shown('page-changed'));
    await onboarding.start();
    const asked = await onboarding.untilAsked('approvers');
    expect(picturesOf(asked, 'approvers')).toEqual(['01-approvers-failed.png']);

    await onboarding.decide({ decision: 'open-step', step: 'approvers', choice: 'waive', reason: 'Agreed.' });
    const waived = await onboarding.untilStage('waiting-for-approval');
    expect(chained(waived, 'approvers')).toEqual([
      { outcome: 'waived', pictures: ['01-approvers-failed.png'] },
    ]);
  });

  test('also after the history was shortened', async () => {
    const onboarding = await new FakeOnboarding(office).start();
    await onboarding.untilStage('waiting-for-approval');
    onboarding.outside.failOpenings(RECORD, 'page-changed', 1);
    await onboarding.approve();
    await onboarding.until(({ openItems }) => openItems.length === 4, 'four open items');
    await onboarding.continued();
    await onboarding.forward(HOUR_MS);
    expect(picturesOf(await onboarding.state(), 'vip-users')).toEqual(login);
    await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' }, sam);
    const settled = await onboarding.until(({ openItems }) => openItems.length === 3, 'three open items');
    expect(chained(settled, 'vip-users')).toEqual([{ outcome: 'changed', pictures: login }]);
  });

  test('of a look after a step was done by hand', async () => {
    const onboarding = new FakeOnboarding(office);
    const { outside } = onboarding;
    outside.failWrites('vip-users', 'page-changed', 1);
    await onboarding.start();
    await onboarding.approve();
    expect(picturesOf(await onboarding.untilAsked('vip-users'), 'vip-users')).toEqual([]);
    outside.failOpenings(RECORD, 'page-changed', 1);
    await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'done-by-hand' }, sam);
    const settled = await onboarding.untilStage('ready');
    expect(chained(settled, 'vip-users')).toEqual([{ outcome: 'confirmed-by-hand', pictures: login }]);
  });

  test('of the fresh look before go-live, of the one step that asks', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.failOpenings(RECORD, 'page-changed', 1);
    await onboarding.forwardToInstant(-HOUR_MS / 2);
    const asked = await onboarding.until(({ openItems }) => openItems.length > 0, 'the open item');
    expect(asked.openItems.map(({ evidence }) => names(evidence))).toEqual([login]);
  });

  test.each([
    ['the fresh look before go-live', 'approvers', -HOUR_MS / 2],
    ['the look at the instant', 'per-incident-intake', 1_000],
  ] as const)('of one step in %s', async (_look, step, at) => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    if (at > 0) await onboarding.forwardToInstant(-60_000);
    onboarding.outside.readProblems.set(step, shown('page-changed'));
    await onboarding.forwardToInstant(at);
    expect(picturesOf(await onboarding.untilAsked(step), step)).toEqual([`01-${step}-failed.png`]);
  });

  test('of the look at the instant', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    await onboarding.forwardToInstant(-60_000);
    onboarding.outside.failOpenings(RECORD, 'page-changed', 1);
    await onboarding.forwardToInstant(1_000);
    const asked = await onboarding.untilAsked('per-incident-intake');
    expect(picturesOf(asked, 'per-incident-intake')).toEqual(login);
  });

  test('of a way back, and names it in the chain when that is taken', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.ready();
    onboarding.outside.failOpenings(RECORD, 'page-changed', 1);
    await onboarding.cancel();
    const { openItems } = await onboarding.until((state) => state.openItems.length > 0, 'the open item');
    const [item] = openItems;
    expect(names(item?.evidence)).toEqual(login);
    const step = item?.step ?? RECORD;
    await onboarding.decide({ decision: 'open-step', step, choice: 'retry' });
    await onboarding.result();
    expect(chained(await onboarding.state(), step).at(-1)).toEqual({
      outcome: 'taken-back',
      pictures: login,
    });
  });
});
