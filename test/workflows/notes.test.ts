import { afterEach, describe, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { HOUR_MS } from '../../workflows/limits.ts';
import { dana, FakeOnboarding, newCustomer, sam } from '../support/fake-onboarding.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});
afterEach(() => office.useProfile());

const done = { decision: 'open-step', step: 'hours-note', choice: 'done-by-hand' } as const;
const retry = { decision: 'open-step', step: 'hours-note', choice: 'retry' } as const;
const waive = {
  decision: 'open-step',
  step: 'hours-note',
  choice: 'waive',
  reason: 'agreed by phone',
} as const;

/** Approved, with the hours note asking. */
async function asking(customer = newCustomer()): Promise<FakeOnboarding> {
  const onboarding = await new FakeOnboarding(office, customer).start();
  await onboarding.approvePlan();
  await onboarding.untilAsked('hours-note');
  return onboarding;
}

/** Mails about this customer's hours or locations that arrived. */
function notes({ customer }: FakeOnboarding, matter: string): string[] {
  const mails = office.messages.delivered.filter(({ via }) => via === 'email');
  return mails
    .map(({ text }) => text)
    .filter((text) => text.includes(`[ref ${customer.id}/`) && text.includes(matter));
}

async function refusal(answering: Promise<unknown>): Promise<string> {
  const error = await answering.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof WorkflowUpdateFailedError ? (error.cause?.message ?? '') : 'not refused';
}

describe('the note to Partner Success (R9)', () => {
  test('is sent once; go-live waits for a named person’s word that they have it', async () => {
    const onboarding = await asking();
    const { notes: sent, openItems } = await onboarding.state();
    expect(sent['hours-note']).toMatchObject({ outcome: 'sent' });
    expect(openItems[0]?.problem.message).toContain('waits for their answer');
    expect(await refusal(onboarding.decide(retry))).toContain('was sent');

    await onboarding.forwardToInstant(HOUR_MS);
    expect(await onboarding.state()).toMatchObject({ stage: 'go-live-blocked' });
    expect(onboarding.outside.values['help-desk-field']).toBeNull();

    await onboarding.decide(done, sam);
    await onboarding.decide({ decision: 'late-go-live', choice: 'go-now' });
    expect(await onboarding.result()).toMatchObject({ kind: 'live' });
    const { outcomes } = await onboarding.state();
    expect(outcomes['hours-note']?.preparation).toMatchObject({ kind: 'confirmed-by-hand', by: sam });
  });

  test('whose outcome is unknown is not sent again, unless a person says so', async () => {
    const onboarding = new FakeOnboarding(office);
    await onboarding.start();
    await onboarding.untilStage('waiting-for-approval');
    office.messages.fault('Partner Success team', 'taken-answer-lost');
    await onboarding.approvePlan();
    const { notes: state } = await onboarding.untilAsked('hours-note');
    expect(state['hours-note']).toMatchObject({ outcome: 'unknown' });
    expect(office.messages.attempts.filter((key) => key.startsWith('<'))).toHaveLength(
      new Set(office.messages.attempts.filter((key) => key.startsWith('<'))).size,
    );
    await onboarding.decide(retry, sam);
    await onboarding.until(({ notes: again }) => again['hours-note']?.outcome === 'sent', 'the second note');
    await onboarding.decide(done, sam);
    await onboarding.untilStage('ready');
  });

  test('is written for a person to send where the profile says draft', async () => {
    office.useProfile({ email: { toMissionControl: 'draft' } });
    const onboarding = await asking();
    const { openItems } = await onboarding.state();
    expect(openItems[0]?.instruction).toContain('To: success@missioncontrolnoc.com');
    expect(openItems[0]?.instruction).toContain('Mon');
    expect(notes(onboarding, 'Partner Success')).toEqual([]);
    await onboarding.decide(done, sam);
    await onboarding.untilStage('ready');
  });

  test('is done without only when two persons say so (R22)', async () => {
    const onboarding = await asking();
    const { sentence } = await onboarding.decide(waive, sam);
    expect(sentence).toContain('A second person must agree');
    expect(await refusal(onboarding.decide(waive, sam))).toContain('second person must agree');
    await onboarding.decide(waive, dana);
    const { outcomes } = await onboarding.untilStage('ready');
    expect(outcomes['hours-note']?.preparation).toMatchObject({ kind: 'waived', by: dana });
  });
});

describe('the request to Customer Success (R11)', () => {
  test('goes out for a customer with several locations, and waits for a word of its own', async () => {
    office.useProfile({ missionControl: { customerSuccess: 'customers@example.com' } });
    const onboarding = await asking(newCustomer(14, 'time-based'));
    await onboarding.untilAsked('location-request');
    expect(notes(onboarding, 'Evanston office')).toHaveLength(1);
    await onboarding.decide(done);
    expect((await onboarding.state()).stage).toBe('preparing');
    await onboarding.confirm('location-request');
    await onboarding.untilStage('ready');
  });

  test('is a draft as long as nobody knows the address', async () => {
    const onboarding = await asking(newCustomer(14, 'time-based'));
    const { openItems } = await onboarding.untilAsked('location-request');
    const item = openItems.find(({ step }) => step === 'location-request');
    expect(item?.instruction).toContain('To: Customer Success of Mission Control');
  });

  test('is not wanted for one location', async () => {
    const onboarding = await asking();
    const { plan } = await onboarding.state();
    expect(plan?.lines.map(({ step }) => step)).not.toContain('location-request');
  });
});
