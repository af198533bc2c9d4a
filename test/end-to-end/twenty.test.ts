import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { autotaskCompanyIdSchema } from '../../domain/ids.ts';
import { fastForward } from '../../harness/clock.ts';
import type { Stack } from '../../harness/stack.ts';
import { Onboarding, quickClasses, sampleCustomer } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';
import { startProcesses } from './process-stack.ts';

quietTemporal();
const TEST_MS = 240_000;
const MINUTE_MS = 60_000;
const MANY = 20;
/** The portal takes its time with twenty accounts; here it is Autotask's limits that are tried. */
const byHand = { mode: 'by-hand' };

let stack: Stack;
beforeAll(async () => {
  stack = await startProcesses({ profile: { liftOff: byHand } });
}, TEST_MS);
afterAll(() => stack?.stop(), TEST_MS);

test(
  'twenty onboardings at once on two workers stay within Autotask’s limits, and all go live',
  async () => {
    const onboardings = await Promise.all(companies().map(start));
    await Promise.all(onboardings.map((one) => answerUntil(one, 'ready')));
    const plans = await Promise.all(onboardings.map(async (one) => (await one.state()).plan));
    const until = new Date(Date.parse(plans[0]?.goLive.instant ?? '') + 10 * MINUTE_MS);
    const ids = onboardings.map(({ workflowId }) => workflowId);
    const answers = Promise.all(onboardings.map((one) => answerUntil(one, 'live')));
    await Promise.all([answers, fastForward(stack.client, ids, { until }, { timeoutMs: TEST_MS })]);

    const fields = stack.world.autotask.auditLog.filter(({ field }) => field === 'udf:Help Desk');
    expect(fields.map(({ id }) => id).toSorted()).toEqual(
      companies()
        .map(({ id }) => String(id))
        .toSorted(),
    );
    // It counts by itself and would have refused more than three at once; whatever it refused was asked again.
    expect(stack.world.autotask.journalLog.length).toBeGreaterThan(MANY * 5);
  },
  TEST_MS,
);

/** Companies of the sample tenant that nobody else's test is about. */
function companies(): { readonly id: number; readonly name: string }[] {
  const rows = stack.world.autotask.state().rows.Companies ?? [];
  return rows
    .filter(({ id, fields }) => id >= 29_683_600 && fields['isActive'] === true)
    .slice(0, MANY)
    .map(({ id, fields }) => ({ id, name: String(fields['companyName']) }));
}

async function start({ id, name }: { readonly id: number; readonly name: string }) {
  const customer = await sampleCustomer();
  const autotask = { companyId: autotaskCompanyIdSchema.parse(id), companyName: name };
  const named = { ...customer, name, systems: { ...customer.systems, autotask } };
  return await Onboarding.start(stack, named, {
    classes: { ...quickClasses, api: { ...quickClasses.api, attempts: 30 } },
  });
}

/** Answers whatever is asked, as an admin would who does it all by hand. */
async function answerUntil(onboarding: Onboarding<Stack>, stage: 'ready' | 'live'): Promise<void> {
  for (;;) {
    const state = await onboarding.until(
      ({ stage: now, openItems }) =>
        now === stage || now === 'waiting-for-approval' || openItems.some(({ attention }) => attention),
      `${stage} or a question`,
      TEST_MS,
    );
    if (state.stage === stage) return;
    if (state.stage === 'waiting-for-approval') await onboarding.approvePlan();
    for (const { step } of state.openItems.filter(({ attention }) => attention)) {
      const answer = onboarding.decide({ decision: 'open-step', step, choice: 'done-by-hand' });
      // Answered a moment ago: the step has not been taken up yet.
      await answer.catch(() => undefined);
    }
  }
}
