import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fastForward } from '../../harness/clock.ts';
import type { Stack } from '../../harness/stack.ts';
import { faultsAfterGoLive } from '../../harness/wanted-world.ts';
import { isRunning, withDescendants } from '../activities/browser/processes.ts';
import { Onboarding, sampleCustomer } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';
import { waitFor } from '../support/wait.ts';
import { processAtWork } from './pending-activity.ts';
import { limitsForKills, startProcesses } from './process-stack.ts';
import { repeated } from './repeated.ts';

quietTemporal();
const TEST_MS = 240_000;
const PATIENCE_MS = 90_000;
const MINUTE_MS = 60_000;

let stack: Stack;
beforeAll(async () => {
  stack = await startProcesses();
}, TEST_MS);
afterAll(() => stack?.stop(), TEST_MS);

test(
  'killed workers, one writing in Lift Off and one on go-live morning, cost time and nothing else',
  async () => {
    const customer = await sampleCustomer();
    const onboarding = await Onboarding.start(stack, customer, limitsForKills);
    await onboarding.approve();
    await liftOffWrote('vips');
    await killAtWork(onboarding, 'ensureLiftOffAccount');
    const ready = await onboarding.untilStage('ready', PATIENCE_MS);
    // The second worker found the session of the first one: one login, one one-time code.
    expect(stack.world.liftOff.state().logins).toHaveLength(1);

    const instant = ready.plan?.goLive.instant ?? '';
    const until = new Date(Date.parse(instant) + 10 * MINUTE_MS);
    const forward = fastForward(
      stack.client,
      [onboarding.workflowId],
      { until },
      { timeoutMs: 2 * PATIENCE_MS },
    );
    await Promise.all([forward, killAtWork(onboarding, 'ensurePerIncidentIntake')]);
    await onboarding.untilStage('live', PATIENCE_MS);

    expect(faultsAfterGoLive(stack.world, customer, instant)).toEqual([]);
    expect(repeated(stack.world.auditLog())).toEqual([]);
    expect(loginsWithinSession()).toEqual([]);
  },
  TEST_MS,
);

async function liftOffWrote(field: string): Promise<void> {
  const { auditLog } = stack.world.liftOff;
  await waitFor(`Lift Off stores ${field}`, () => auditLog.some((change) => change.field === field));
}

/** Kills the worker process that runs the activity, sees its browser end with it, and starts another worker. */
async function killAtWork(onboarding: Onboarding<Stack>, activity: string): Promise<void> {
  let pid: number | undefined;
  await waitFor(
    `a worker does ${activity}`,
    async () => {
      pid = await processAtWork(stack.client, onboarding.workflowId, activity);
      return pid !== undefined;
    },
    PATIENCE_MS,
  );
  const worker = stack.workers.find((one) => one.pid === pid);
  if (worker === undefined) throw new Error(`Process ${pid} does ${activity}, but is none of our workers.`);
  const family = withDescendants(worker.pid);
  expect(family.length).toBeGreaterThan(1);
  await worker.kill();
  await stack.addWorker();
  await waitFor(`browser ${family.join(', ')} ends with its worker`, () => !family.some(isRunning));
}

/** Logins although the portal's session, 30 minutes by its clock, was still good. */
function loginsWithinSession(): string[] {
  const times = stack.world.liftOff.state().logins.map((login) => Date.parse(login.virtualAt));
  return times
    .filter((time, index) => index > 0 && time - (times[index - 1] ?? 0) < 30 * MINUTE_MS)
    .map((time) => new Date(time).toISOString());
}
