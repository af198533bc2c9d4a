import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { faultsAfterGoLive } from '../../harness/wanted-world.ts';
import type { Fault } from '../../simulators/kit/types.ts';
import { Onboarding, quickClasses, type Stack, sampleCustomer, startStack } from '../support/onboarding.ts';
import { quietTemporal } from '../support/temporal.ts';
import { repeated } from './repeated.ts';

quietTemporal();
const TEST_MS = 240_000;
const MINUTE_MS = 60_000;

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, TEST_MS);
afterAll(() => stack?.stop(), TEST_MS);

/** The change is made, its answer never comes, and the browser's own repetition does not get one either. */
const lostAnswer = (method: string, path: string): Fault => ({
  kind: 'drop-after-commit',
  method,
  path,
  times: 1,
  options: { keepAlive: false },
});

/** Each write that is sent to Lift Off: an added account, then each of its tabs. */
const portalWrites = [
  lostAnswer('POST', '/accounts/new'),
  ...['billing', 'vips', 'approvers', 'hours', 'instructions'].map((tab) => lostAnswer('PUT', `/${tab}`)),
];

/** Each lost answer ends an attempt at the same visit: six of them in one. */
const manyAttempts = { classes: { ...quickClasses, portal: { ...quickClasses.portal, attempts: 12 } } };

test(
  'every write whose answer is lost is made once, and the onboarding of a new account goes on (R17, time-based, 24/7)',
  async () => {
    const { autotask, liftOff, slack, smtp } = stack.world;
    for (const fault of portalWrites) liftOff.faults.add(fault);
    autotask.faults.add(lostAnswer('PATCH', '/companies'));
    slack.faults.add({ kind: 'post-then-drop', times: 1 });
    smtp.faults.add({ kind: 'drop-after-dot-accepted', times: 1 });

    const customer = await sampleCustomer(14, 'northwind-legal');
    const onboarding = await Onboarding.start(stack, customer, manyAttempts);
    await onboarding.approve();
    // The mail cannot be looked up: the look-ups' pauses pass before it goes on.
    await onboarding.forwardUntil(({ stage }) => stage === 'ready', 10 * MINUTE_MS);
    liftOff.faults.add(lostAnswer('PUT', '/billing'));
    const { plan } = await onboarding.state();
    const instant = plan?.goLive.instant ?? '';
    await onboarding.forward({ until: new Date(Date.parse(instant) + 10 * MINUTE_MS) });
    const live = await onboarding.untilStage('live');

    expect([autotask, liftOff, slack, smtp].flatMap((simulator) => simulator.faults.list())).toEqual([]);
    expect(repeated(stack.world.auditLog())).toEqual([]);
    expect(faultsAfterGoLive(stack.world, customer, instant)).toEqual([]);
    // Approval wanted, the hours note and the request about locations: one of them lost its answer, none went out twice.
    const mails = live.messages.filter(({ via }) => via === 'email').map(({ outcome }) => outcome);
    expect(mails.toSorted()).toEqual(['sent', 'sent', 'unknown']);
    expect(smtp.state().mails).toHaveLength(3);
    const posts = live.messages.filter(({ via }) => via === 'slack');
    expect(posts.map(({ outcome }) => outcome)).toEqual(posts.map(() => 'sent'));
    expect(posts.filter(({ detail }) => detail.includes('found again'))).toHaveLength(1);
  },
  TEST_MS,
);
