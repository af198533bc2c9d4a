import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { StepId } from '../../domain/steps/step.ts';
import { faultsAfterGoLive } from '../../harness/wanted-world.ts';
import { withDescendants } from '../activities/browser/processes.ts';
import { Onboarding, type Stack, sam, sampleCustomer, startStack } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';

quietTemporal();
const TEST_MS = 120_000;
const MINUTE_MS = 60_000;
const prepared: readonly StepId[] = [
  'lift-off-account',
  'per-incident-intake',
  'vip-users',
  'approvers',
  'business-hours',
  'instructions',
];

let stack: Stack;
beforeAll(async () => {
  // The profile says nothing of Lift Off's mode: by hand is the default.
  stack = await startStack({ profile: { liftOff: { mode: undefined } } });
}, TEST_MS);
afterAll(() => stack?.stop(), TEST_MS);

test(
  'with Lift Off by hand, named people do its steps and the rest goes by itself; no browser starts',
  async () => {
    const { liftOff, autotask } = stack.world;
    const before = withDescendants(process.pid).length;
    const customer = await sampleCustomer();
    const onboarding = await Onboarding.start(stack, customer);
    const instructions = [
      await byHand(onboarding, 'lift-off-account'),
      await byHand(onboarding, 'per-incident-intake'),
    ];
    await onboarding.approve();
    for (const step of prepared.slice(2)) instructions.push(await byHand(onboarding, step));
    const ready = await onboarding.untilStage('ready');
    const instant = ready.plan?.goLive.instant ?? '';

    await onboarding.forward({ until: new Date(Date.parse(instant) + MINUTE_MS) });
    expect(autotask.auditLog).toHaveLength(1);
    instructions.push(await byHand(onboarding, 'per-incident-intake'));
    const live = await onboarding.untilStage('live');

    expect(instructions.every((text) => text.startsWith('Lift Off → Manage Accounts and Devices → '))).toBe(
      true,
    );
    expect(instructions.at(-1)).toContain('turn “Allow Per-Incident/Block-Hour Tickets for this account” on');
    for (const step of prepared)
      expect(live.outcomes[step]?.preparation).toMatchObject({
        kind: 'confirmed-by-hand',
        by: sam,
        inspected: false,
      });
    expect(live.outcomes['per-incident-intake']?.live).toMatchObject({ kind: 'confirmed-by-hand', by: sam });
    expect(live.outcomes['help-desk-field']?.live).toMatchObject({ kind: 'changed' });
    expect([liftOff.journalLog, liftOff.auditLog]).toEqual([[], []]);
    expect(
      faultsAfterGoLive(stack.world, customer, instant).filter((fault) => fault.startsWith('R20')),
    ).toEqual([]);
    expect(withDescendants(process.pid).length).toBeLessThanOrEqual(before);
  },
  TEST_MS,
);

/** The instruction that a person was given, before that person says that it is done. */
async function byHand(onboarding: Onboarding, step: StepId): Promise<string> {
  const { openItems } = await onboarding.until(
    (state) => state.openItems.some((item) => item.step === step && item.attention),
    `${step} as somebody’s task`,
  );
  await onboarding.decide({ decision: 'open-step', step, choice: 'done-by-hand', by: sam });
  return openItems.find((item) => item.step === step)?.instruction ?? '';
}
