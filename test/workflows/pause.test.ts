import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { personIdSchema } from '../../domain/ids.ts';
import { HOUR_MS } from '../../workflows/limits.ts';
import {
  deskStateQuery,
  deskWorkflowId,
  pauseSystemUpdate,
  workflowTypes,
} from '../../workflows/messages.ts';
import { dana, FakeOnboarding, pat, sam } from '../support/fake-onboarding.ts';
import { type Office, openOfficeForTests, taskQueue } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

/** Pauses Lift Off for everybody, or lets it go on. */
function liftOff(paused: boolean, by = dana) {
  const startWorkflowOperation = new WithStartWorkflowOperation(workflowTypes.desk, {
    workflowId: deskWorkflowId,
    taskQueue,
    args: [],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  const request = {
    system: 'lift-off',
    paused,
    by,
    provenBy: 'claimed: test@loopback',
    reason: 'their portal is down',
  } as const;
  return office.client.workflow.executeUpdateWithStart(pauseSystemUpdate, {
    startWorkflowOperation,
    args: [request],
    updateId: randomUUID(),
  });
}

test('a paused system is left alone by all onboardings, those that begin meanwhile, too, and an outage is one decision', async () => {
  const [parked, waiting] = [new FakeOnboarding(office), new FakeOnboarding(office)];
  for (const onboarding of [parked, waiting]) {
    await onboarding.start();
    await onboarding.untilStage('waiting-for-approval');
  }
  // As often as a visit is tried.
  parked.outside.failWrites('vip-users', 'unavailable', 3);
  await parked.approve();
  const { openItems } = await parked.untilAsked('vip-users');
  expect(new Set(openItems.map(({ problem }) => problem.code))).toEqual(new Set(['unavailable']));

  await liftOff(true);
  for (const onboarding of [parked, waiting])
    await onboarding.until(({ paused }) => paused['lift-off'] !== undefined, 'the pause');
  await expect(liftOff(true)).rejects.toMatchObject({ cause: { type: 'already-answered' } });
  const desk = office.client.workflow.getHandle(deskWorkflowId);
  expect((await desk.query(deskStateQuery)).paused).toMatchObject({ 'lift-off': { by: dana } });

  const before = waiting.outside.readings.length;
  await waiting.approve();
  const later = await new FakeOnboarding(office).start();
  await later.until(({ paused }) => paused['lift-off'] !== undefined, 'the pause');
  await waiting.forward(HOUR_MS);
  expect(waiting.outside.ours).toEqual(['per-incident-intake: on → off']);
  expect(waiting.outside.readings.slice(before).flatMap(({ steps }) => steps)).not.toContain('vip-users');

  await liftOff(false);
  await parked.untilStage('ready');
  await waiting.untilStage('ready');
  expect(parked.outside.values['vip-users']).toEqual(parked.customer.vips);
  expect((await parked.state()).answers.map(({ decision }) => decision)).not.toContain('open-step vip-users');
});

test('while a system is paused nobody goes live by it', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await liftOff(true);
  await onboarding.until(({ paused }) => paused['lift-off'] !== undefined, 'the pause');
  await onboarding.forwardToInstant(HOUR_MS);
  await onboarding.untilStage('go-live-blocked');
  expect(onboarding.outside.values['help-desk-field']).toBeNull();
  const goNow = { decision: 'late-go-live', choice: 'go-now' } as const;
  await expect(onboarding.decide(goNow)).rejects.toMatchObject({ cause: { type: 'still-open' } });
  await liftOff(false);
  await onboarding.until(({ paused }) => paused['lift-off'] === undefined, 'the end of the pause');
  await onboarding.until(({ openItems }) => openItems.length === 0, 'nothing open');
  await onboarding.decide(goNow);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
});

test('a visit that a pause holds up does not hold up the clock, and a moved date does not lose it', async () => {
  const onboarding = await new FakeOnboarding(office).start();
  await onboarding.untilStage('waiting-for-approval');
  await liftOff(true);
  await onboarding.until(({ paused }) => paused['lift-off'] !== undefined, 'the pause');
  await onboarding.approve();
  await onboarding.reschedule(3);
  await onboarding.confirm('hours-note');
  await onboarding.forwardToInstant(HOUR_MS);
  await onboarding.untilStage('go-live-blocked');
  await liftOff(false);
  await onboarding.until(({ outcomes }) => outcomes['vip-users']?.preparation !== undefined, 'the visit');
  expect(onboarding.outside.values['vip-users']).toEqual(onboarding.customer.vips);
});

test('who may not pause a system may not resume it either, whoever is unknown least of all, and the profile of the moment counts', async () => {
  const desk = office.client.workflow.getHandle(deskWorkflowId);
  const pausedBy = async () => (await desk.query(deskStateQuery)).paused['lift-off']?.by;
  const refusal = (by: string, others: string) => ({
    cause: {
      type: 'wrong-person',
      message: `${by} may not pause or resume a system. Who may: ${others} (policies.decisions.pauseSystem).`,
    },
  });
  const stranger = personIdSchema.parse('mallory');
  try {
    for (const by of [sam, stranger])
      await expect(liftOff(true, by)).rejects.toMatchObject(refusal(by, 'dana.ops, pat'));
    expect(await pausedBy()).toBeUndefined();
    await liftOff(true);
    for (const by of [sam, stranger])
      await expect(liftOff(false, by)).rejects.toMatchObject(refusal(by, 'dana.ops, pat'));
    expect(await pausedBy()).toBe(dana);

    office.useProfile({
      policies: { decisions: { pauseSystem: ['technician'] } },
      people: [
        { id: 'dana.ops', roles: ['ops'] },
        { id: 'sam', roles: ['technician'], deputy: 'pat' },
        { id: 'pat', roles: ['owner'] },
      ],
    });
    await expect(liftOff(false)).rejects.toMatchObject(refusal(dana, 'sam, pat'));
    await liftOff(false, sam);
    await liftOff(true, pat);
    await liftOff(false, pat);
  } finally {
    office.useProfile();
  }
});

test('of two who pause a system at the same time one is told of the other', async () => {
  const both = await Promise.allSettled([liftOff(true), liftOff(true, pat)]);
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused).toMatchObject([{ cause: { type: 'already-answered' } }]);
  await liftOff(false);
});
