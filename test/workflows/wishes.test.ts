import { expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DAY_MS, HOUR_MS } from '../../workflows/limits.ts';
import {
  type Amendment,
  amendUpdate,
  holdUpdate,
  type Reschedule,
  releaseUpdate,
  rescheduleUpdate,
  type Signed,
} from '../../workflows/messages.ts';
import { dana, newCustomer, sam } from '../support/fake-onboarding.ts';
import { countEvents } from '../support/histories.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';
import { Asked, everythingByBoth, proven, stranger } from './asked-stages.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
  office.useProfile({ policies: everythingByBoth });
});

const accepted = 'workflowExecutionUpdateAcceptedEventAttributes';
const signed: Signed = { by: dana, provenBy: proven, reason: 'because' };

async function refused(wish: Promise<unknown>): Promise<string> {
  const error = await wish.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return 'taken';
  if (!(error instanceof WorkflowUpdateFailedError)) throw error;
  const { cause } = error;
  return cause instanceof ApplicationFailure ? (cause.type ?? 'untyped') : 'no refusal';
}

/** The wishes of one onboarding, each with changes to what would be taken. */
async function wishesOf({ onboarding }: Asked) {
  const { customer, handle } = onboarding;
  const { plan } = await onboarding.state();
  if (plan === undefined) throw new Error('There is no plan yet.');
  const at = (instant: number, localDate: string) => ({
    ...plan.goLive,
    localDate,
    instant: new Date(instant).toISOString(),
  });
  const instant = Date.parse(plan.goLive.instant);
  const later = at(instant + 7 * DAY_MS, '2030-01-01');
  const changed = { ...customer, name: `${customer.name} again` };
  return {
    at,
    instant,
    amend: (changes: Partial<Amendment> = {}) =>
      refused(
        handle.executeUpdate(amendUpdate, {
          args: [{ ...signed, customer: changed, fileHash: 'another', ...changes }],
        }),
      ),
    move: (changes: Partial<Reschedule> = {}) =>
      refused(handle.executeUpdate(rescheduleUpdate, { args: [{ ...signed, goLive: later, ...changes }] })),
    hold: (changes: Partial<Signed> = {}) =>
      refused(handle.executeUpdate(holdUpdate, { args: [{ ...signed, ...changes }] })),
    release: (changes: Partial<Signed> = {}) =>
      refused(handle.executeUpdate(releaseUpdate, { args: [{ ...signed, ...changes }] })),
  };
}

test('a wish of somebody else, unproven, or without a reason is refused without a trace', async () => {
  const asked = await new Asked(office).start();
  await asked.onboarding.untilStage('waiting-for-approval');
  const { amend, move, hold, release } = await wishesOf(asked);
  for (const wish of [amend, move, hold]) {
    expect(await wish({ by: stranger })).toBe('wrong-person');
    // An amendment commits nothing: its new plan is approved anew.
    if (wish !== amend) expect(await wish({ provenBy: 'claimed: dana@desk' })).toBe('proof-too-weak');
    expect(await wish({ reason: ' ' })).toBe('reason-missing');
  }
  expect(await release()).toBe('nothing-to-decide');
  expect(await countEvents(asked.onboarding.handle, accepted)).toBe(0);
});

test('an amendment is about this customer, and changes something', async () => {
  const asked = await new Asked(office).start();
  await asked.onboarding.untilStage('waiting-for-approval');
  const { amend } = await wishesOf(asked);
  const { customer } = asked.onboarding;
  const { systems } = customer;
  const autotask = {
    ...systems.autotask,
    companyId: newCustomer(14, 'time-based').systems.autotask.companyId,
  };
  expect(await amend({ customer: newCustomer() })).toBe('other-customer');
  expect(await amend({ customer: { ...customer, systems: { ...systems, autotask } } })).toBe(
    'other-customer',
  );
  expect(await amend({ fileHash: 'test' })).toBe('nothing-to-change');
  expect(await amend()).toBe('taken');
});

test('a go-live is not moved to the past, too near, before the contract, or to where it is', async () => {
  const asked = await new Asked(office).start();
  await asked.onboarding.untilStage('waiting-for-approval');
  const { move, at, instant } = await wishesOf(asked);
  const now = (await asked.onboarding.now()).getTime();
  expect(await move({ goLive: at(now - HOUR_MS, '2030-01-01') })).toBe('past');
  expect(await move({ goLive: at(now + HOUR_MS / 2, '2030-01-01') })).toBe('too-soon');
  expect(await move({ goLive: at(instant - DAY_MS, '2020-01-01') })).toBe('before-contract');
  const { plan } = await asked.onboarding.state();
  expect(plan && (await move({ goLive: plan.goLive }))).toBe('nothing-to-change');
  expect(await move()).toBe('taken');
});

test('a hold is not held twice; the requester may hold, and does not release', async () => {
  const asked = await new Asked(office).start();
  await asked.onboarding.untilStage('waiting-for-approval');
  const { hold, release } = await wishesOf(asked);
  expect(await hold({ by: sam })).toBe('taken');
  expect(await hold()).toBe('already-answered');
  expect(await release({ by: sam })).toBe('requester');
  expect(await release({ by: stranger })).toBe('wrong-person');
  expect(await release()).toBe('taken');
});

test('a live customer is neither amended nor moved nor held', async () => {
  const asked = new Asked(office);
  await asked.live();
  const { amend, move, hold, release } = await wishesOf(asked);
  for (const wish of [amend, move, hold]) expect(await wish()).toBe('too-late');
  expect(await release()).toBe('nothing-to-decide');
});
