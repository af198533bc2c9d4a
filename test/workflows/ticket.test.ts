import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { HOUR_MS } from '../../workflows/limits.ts';
import { workflowTypes } from '../../workflows/messages.ts';
import { FakeOnboarding, until } from '../support/fake-onboarding.ts';
import { type Office, openOfficeForTests, taskQueue } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
  office.tickets.on = true;
});

const sweep = () =>
  office.client.workflow.execute(workflowTypes.ticketSweep, {
    workflowId: `sweep-tickets-${randomUUID()}`,
    taskQueue,
    args: [],
  });

const ticketOf = ({ customer }: FakeOnboarding) => office.tickets.of(customer.id);
const tickedOf = ({ customer }: FakeOnboarding) => office.tickets.ticked(customer.id);

/** Until the ticket shows the step as wanted. */
function untilTicked(onboarding: FakeOnboarding, key: string, wanted = true) {
  return until(
    () => tickedOf(onboarding)[key] === wanted,
    () => `${key} to be ${wanted ? 'ticked' : 'open'}: ${JSON.stringify(tickedOf(onboarding))}`,
  );
}

test('the ticket shows every step, ticked only when verified, with notes at milestones, and is completed in the end', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  await onboarding.untilAsked('vip-users');
  await untilTicked(onboarding, 'approvers');
  expect(tickedOf(onboarding)).toMatchObject({ 'vip-users': false, 'help-desk-field@live': false });
  const { plan } = await onboarding.state();
  expect(ticketOf(onboarding).dueDate).toBe(plan?.goLive.instant);

  await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
  await onboarding.untilStage('ready');
  await onboarding.forwardToInstant(HOUR_MS);
  await onboarding.result();
  const { completed, notes, items } = ticketOf(onboarding);
  expect(completed).toBe(true);
  expect(items.filter(({ isCompleted }) => !isCompleted)).toEqual([]);
  expect(notes.map(({ key }) => key)).toEqual(['preparing-1', 'ready-1', 'complete']);
});

test('nothing is written to the PSA before the plan is approved', async () => {
  const onboarding = await new FakeOnboarding(office).start();
  await onboarding.untilStage('waiting-for-approval');
  expect(() => ticketOf(onboarding)).toThrow('has no ticket');
});

test('a person who ticks an open step has done it by hand, and that is looked at', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  await onboarding.untilAsked('vip-users');
  await untilTicked(onboarding, 'approvers');

  // Ticked without having done it: it does not hold, and the tick is taken off again.
  office.tickets.tick(onboarding.customer.id, 'vip-users', true);
  expect(await sweep()).toMatchObject({ changed: { [onboarding.workflowId]: 1 } });
  await onboarding.until(
    ({ openItems }) => openItems.some(({ problem }) => problem.code === 'not-verified'),
    'what does not hold to stay open',
  );
  await untilTicked(onboarding, 'vip-users', false);

  onboarding.outside.meddle('vip-users', onboarding.customer.vips);
  office.tickets.tick(onboarding.customer.id, 'vip-users', true);
  await sweep();
  const { outcomes, answers } = await onboarding.untilStage('ready');
  expect(outcomes['vip-users']?.preparation).toMatchObject({
    kind: 'confirmed-by-hand',
    by: 'sam',
    inspected: true,
  });
  expect(answers.at(-1)).toMatchObject({ provenBy: 'claimed: Autotask sam@example.com' });
  await untilTicked(onboarding, 'vip-users');
  expect(await sweep()).toMatchObject({ changed: {} });
});

test('a tick of somebody whom the profile does not know does not count', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.failWrites('vip-users', 'page-changed', 1);
  await onboarding.start();
  await onboarding.approve();
  await onboarding.untilAsked('vip-users');
  await untilTicked(onboarding, 'approvers');
  office.tickets.tick(onboarding.customer.id, 'vip-users', true, 'stranger@elsewhere.example.com');
  await sweep();
  await untilTicked(onboarding, 'vip-users', false);
  const { timeline, openItems } = await onboarding.state();
  expect(openItems.map(({ step }) => step)).toEqual(['vip-users']);
  expect(timeline.map(({ text }) => text)).toContainEqual(expect.stringContaining('may not answer for it'));
});

test('a step whose tick is taken off is open again', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await untilTicked(onboarding, 'vip-users');
  office.tickets.tick(onboarding.customer.id, 'vip-users', false);
  await sweep();
  const { stage, openItems } = await onboarding.untilAsked('vip-users');
  expect({ stage, code: openItems[0]?.problem.code }).toEqual({
    stage: 'preparing',
    code: 'reopened-by-person',
  });
  await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
  await onboarding.untilStage('ready');
  await untilTicked(onboarding, 'vip-users');
});

test('a cancelled onboarding completes its ticket with the reason', async () => {
  const onboarding = new FakeOnboarding(office);
  await onboarding.ready();
  await untilTicked(onboarding, 'vip-users');
  await onboarding.cancel('contract withdrawn');
  await onboarding.result();
  expect(ticketOf(onboarding)).toMatchObject({ completed: true });
  expect(ticketOf(onboarding).notes.at(-1)?.text).toBe('contract withdrawn');
});
