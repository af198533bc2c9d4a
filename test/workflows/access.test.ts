import { describe, expect, test } from '@jest/globals';
import { ProductError } from '../../domain/problems.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import { FakeOnboarding, newCustomer, sam } from '../support/fake-onboarding.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
  office.useProfile({ others: everything });
});

const everything = {
  itGlue: { mode: 'api' },
  dattoRmm: { mode: 'api', platform: 'merlot', portal: { mode: 'portal' } },
  screenConnect: { mode: 'portal', url: 'https://screenconnect.example.com/' },
  splashtop: { mode: 'open-api', missionControlUser: 'help.desk@example.com' },
};
const access: readonly StepId[] = [
  'site-group',
  'session-group-access',
  'help-desk-join',
  'splashtop-access',
];

/** A customer who uses Splashtop, as every system of this file is in use. */
function customer() {
  // This MSP works on Mondays only: three business days are three weeks.
  const made = newCustomer(40);
  return { ...made, systems: { ...made.systems, splashtop: { group: made.name } } };
}

/** Approved and confirmed, waiting for the day on which access opens. */
async function waiting(prepare: (onboarding: FakeOnboarding) => void = () => {}): Promise<FakeOnboarding> {
  const onboarding = new FakeOnboarding(office, customer());
  prepare(onboarding);
  await onboarding.start();
  await onboarding.approve();
  return onboarding;
}

/** Goes to just after the instant at which access may open. */
async function toAccess(onboarding: FakeOnboarding): Promise<void> {
  const { plan } = await onboarding.state();
  await onboarding.forward({ until: new Date(Date.parse(plan?.policy.accessOpensAt ?? '') + 60_000) });
}

test('access opens some business days before go-live, not weeks earlier (R16); the rest at once', async () => {
  const onboarding = await waiting();
  const { plan } = await onboarding.until(
    ({ outcomes }) => outcomes['documented-hours'] !== undefined && outcomes['site-mapping'] !== undefined,
    'what gives no access',
  );
  await onboarding.forward(DAY_MS);
  const before = await onboarding.state();
  for (const step of access) expect(before.outcomes[step]).toBeUndefined();
  expect(before.stage).toBe('preparing');

  await toAccess(onboarding);
  const { outcomes } = await onboarding.untilStage('ready');
  for (const step of access) expect(outcomes[step]?.preparation?.kind).toBe('changed');
  const opened = onboarding.outside.changes.filter(({ step }) => access.includes(step)).map(({ at }) => at);
  const opensAt = plan?.policy.accessOpensAt ?? '';
  expect(opened.every((at) => at.slice(0, 19) >= opensAt.slice(0, 19))).toBe(true);

  await onboarding.forwardToInstant(HOUR_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  expect(onboarding.outside.values['documented-plan']).toBe('Mission Control Help Desk');
});

test('a cancel takes access back, newest first', async () => {
  const onboarding = await waiting();
  await toAccess(onboarding);
  await onboarding.untilStage('ready');
  await onboarding.cancel();
  await onboarding.result();
  expect(onboarding.outside.values).toMatchObject({
    'site-group': false,
    'session-group-access': [],
    'documented-hours': null,
  });
});

describe('a go-live that moves away from open access', () => {
  const moved = async () => {
    const onboarding = await waiting();
    await toAccess(onboarding);
    await onboarding.untilStage('ready');
    await onboarding.reschedule(14);
    await onboarding.until(({ accessAskedAt }) => accessAskedAt !== undefined, 'the question about access');
    return onboarding;
  };

  test('is a question: withdrawn, it opens again in time', async () => {
    const onboarding = await moved();
    await onboarding.decide({ decision: 'access-after-move', choice: 'withdraw' });
    await onboarding.until(({ accessAskedAt }) => accessAskedAt === undefined, 'access to be withdrawn');
    expect(onboarding.outside.values).toMatchObject({ 'site-group': false, 'session-group-access': [] });
    await onboarding.confirm('hours-note');
    await toAccess(onboarding);
    await onboarding.untilStage('ready');
    expect(onboarding.outside.values).toMatchObject({ 'site-group': true });
  });

  test('or kept open', async () => {
    const onboarding = await moved();
    await onboarding.decide({ decision: 'access-after-move', choice: 'keep' });
    await onboarding.until(({ accessAskedAt }) => accessAskedAt === undefined, 'the answer to be taken up');
    expect(onboarding.outside.values).toMatchObject({ 'site-group': true });
    await expect(onboarding.decide({ decision: 'access-after-move', choice: 'keep' })).rejects.toMatchObject({
      cause: { type: 'nothing-to-decide' },
    });
  });
});

describe('what waits for somebody', () => {
  const unmapped = new ProductError('awaits-somebody', {
    system: 'Datto RMM',
    what: 'The site',
    detail: 'it is not mapped',
    todo: 'Map it: Sites → All Sites → Edit Site',
  });

  test('is a task at once, and is looked up until it is there', async () => {
    const onboarding = new FakeOnboarding(office, customer());
    onboarding.outside.values['site-mapping'] = false;
    onboarding.outside.faultWrites('site-mapping', ...Array.from({ length: 50 }, () => unmapped));
    await onboarding.start();
    await onboarding.approve();
    const { openItems } = await onboarding.untilAsked('site-mapping');
    const item = openItems.find(({ step }) => step === 'site-mapping');
    expect(item?.problem.remedy).toContain('Sites → All Sites');
    expect(item?.nextLookAt).toBeDefined();
    expect(office.messages.alerts(onboarding.customer.id, 'Site mapped')).toHaveLength(1);
    await onboarding.forward(DAY_MS);
    expect(office.messages.alerts(onboarding.customer.id, 'Site mapped')).toHaveLength(1);
    onboarding.outside.meddle('site-mapping', true);
    await onboarding.forward(DAY_MS);
    const { outcomes } = await onboarding.state();
    expect(outcomes['site-mapping']?.preparation?.kind).toBe('changed');
  });
});

describe('what leaves a choice', () => {
  const choices = [
    { id: 'set-1', label: 'JoinSession, ViewSessionGroup' },
    { id: 'set-2', label: 'JoinSession, TransferFilesInSession, ViewSessionGroup' },
  ];
  const details = { system: 'ScreenConnect', what: 'the permissions', detail: 'the groups differ' };

  test('asks a person, who chooses one of them and nothing else', async () => {
    const onboarding = await waiting(({ outside }) =>
      outside.faultWrites('session-group-access', new ProductError('choice-needed', details, { choices })),
    );
    await toAccess(onboarding);
    const { openItems } = await onboarding.untilAsked('session-group-access');
    expect(openItems.find(({ step }) => step === 'session-group-access')?.problem.choices).toEqual(choices);
    const answer = { decision: 'open-step', step: 'session-group-access', choice: 'retry' } as const;
    await expect(onboarding.decide({ ...answer, choose: 'set-9' }, sam)).rejects.toThrow();
    await onboarding.decide({ ...answer, choose: 'set-2' }, sam);
    const state = await onboarding.untilStage('ready');
    expect(state.choices).toEqual({ 'session-group-access': 'set-2' });
    expect(onboarding.outside.chosen).toContain('set-2');
  });
});

test('Splashtop never keeps a customer from going live (R15)', async () => {
  const onboarding = await waiting(({ outside }) =>
    outside.failWrites('splashtop-access', 'unavailable', 500),
  );
  await toAccess(onboarding);
  await onboarding.untilStage('ready');
  await onboarding.forwardToInstant(HOUR_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
});

test('everything by hand runs end to end', async () => {
  const byHand = { mode: 'by-hand' };
  office.useProfile({
    autotask: byHand,
    liftOff: byHand,
    email: { mode: 'off' },
    others: { itGlue: byHand, dattoRmm: byHand, screenConnect: byHand, splashtop: byHand },
  });
  try {
    const onboarding = await new FakeOnboarding(office, customer()).start();
    const answerAll = async (until: () => Promise<boolean>) => {
      while (!(await until())) {
        const { openItems } = await onboarding.state();
        for (const { step, attention } of openItems)
          if (attention)
            await onboarding
              .decide({ decision: 'open-step', step, choice: 'done-by-hand' }, sam)
              .catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    };
    const at = (stage: string) => async () => (await onboarding.state()).stage === stage;
    await answerAll(at('waiting-for-approval'));
    await onboarding.approvePlan();
    await answerAll(async () => (await onboarding.state()).outcomes['site-mapping'] !== undefined);
    await toAccess(onboarding);
    await answerAll(at('ready'));
    const { outcomes, plan } = await onboarding.state();
    for (const { step, phase } of plan?.lines ?? [])
      if (phase === 'preparation' && step !== 'splashtop-access')
        expect([step, outcomes[step]?.preparation]).toMatchObject([step, { kind: 'confirmed-by-hand' }]);
    await onboarding.forwardToInstant(1_000);
    await answerAll(async () => (await onboarding.handle.describe()).status.name !== 'RUNNING');
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
    expect(onboarding.outside.ours).toEqual([]);
  } finally {
    office.useProfile({ others: everything });
  }
});
