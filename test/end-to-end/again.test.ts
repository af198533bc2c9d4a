import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { liftOffDefaults } from '../../simulators/lift-off/defaults.ts';
import { Onboarding, type Stack, sampleCustomer, startStack } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';

quietTemporal();
const TEST_MS = 180_000;
const MINUTE_MS = 60_000;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, TEST_MS);
afterAll(() => stack?.stop(), TEST_MS);

/** Changes of settings; messages to people are no such changes. */
const settings = () =>
  stack.world.auditLog().filter(({ entity }) => entity !== 'email' && entity !== 'slack');

test(
  'a customer that is live already is asked about, and nothing is written before or after the answer (R1)',
  async () => {
    const { autotask, liftOff } = stack.world;
    const { accountId, autotaskCompanyId } = liftOffDefaults.harborDental;
    autotask.edit('somebody', (state) => {
      const company = state.rows.Companies?.find((row) => row.id === autotaskCompanyId);
      if (company) company.udf['Help Desk'] = 'Mission Control Help Desk';
    });
    liftOff.edit('somebody', ({ accounts }) => {
      const account = accounts.find(({ id }) => id === accountId);
      if (account) Object.assign(account, { perIncident: true, onboardedDevices: 12 });
    });
    const earlier = settings().length;
    const onboarding = await Onboarding.start(stack, await sampleCustomer());
    await auditOnly(onboarding);

    expect(settings().slice(earlier)).toEqual([]);
    autotask.reset();
    liftOff.reset();
  },
  TEST_MS,
);

test(
  'the same onboarding run again after success changes nothing',
  async () => {
    const customer = await sampleCustomer();
    const first = await Onboarding.start(stack, customer);
    await first.approve();
    const { plan } = await first.untilStage('ready', 90_000);
    await first.forward({ until: new Date(Date.parse(plan?.goLive.instant ?? '') + 10 * MINUTE_MS) });
    await first.untilStage('live');
    await first.result();
    const afterFirst = settings();
    expect(afterFirst.length).toBeGreaterThan(0);

    await auditOnly(await Onboarding.start(stack, customer));

    expect(settings()).toEqual(afterFirst);
  },
  TEST_MS,
);

async function auditOnly(onboarding: Onboarding): Promise<void> {
  const { signsOfLife } = await onboarding.untilStage('already-live');
  expect(signsOfLife.length).toBeGreaterThan(0);
  await onboarding.decide({ decision: 'already-live', choice: 'audit-only' });
  expect((await onboarding.result()).kind).toBe('audited');
}
