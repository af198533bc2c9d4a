import { expect, test } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { failureConverterPath } from '../../connection/temporal.ts';
import { HOUR_MS } from '../../workflows/limits.ts';
import { continueAsNewSignal, customerWorkflowId, intakeFoundOpenSignal } from '../../workflows/messages.ts';
import { FakeOnboarding, until } from '../support/fake-onboarding.ts';
import { workflowBundleForTests } from '../support/temporal.ts';
import { type Office, openOfficeForTests } from '../support/workflow-office.ts';

let office: Office;
openOfficeForTests((opened) => {
  office = opened;
});

/** What a worker that takes over does: goes through the history again; any other way than before is an error. */
async function replay(workflowId: string, runId?: string): Promise<void> {
  const history = await office.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const workflowBundle = await workflowBundleForTests();
  await Worker.runReplayHistory(
    { workflowBundle, dataConverter: { failureConverterPath } },
    history,
    workflowId,
  );
}

test('a worker that takes over at any point goes the same way', async () => {
  const onboarding = new FakeOnboarding(office);
  const { outside, workflowId, handle } = onboarding;
  outside.failWrites('vip-users', 'page-changed', 1);
  for (const { email } of onboarding.customer.approvers) outside.missingContacts.add(email);
  await onboarding.start();
  await onboarding.approve();
  await onboarding.untilAsked('vip-users');
  await replay(workflowId);

  outside.heal();
  await onboarding.decide({ decision: 'open-step', step: 'vip-users', choice: 'retry' });
  await onboarding.forward(HOUR_MS);
  outside.meddle('per-incident-intake', true);
  await handle.signal(intakeFoundOpenSignal, { seenAt: '2026-11-30T05:30:00.000Z' });
  await onboarding.until((state) => state.intakePutBack === 1 && state.stage === 'ready', 'the intake');
  await replay(workflowId);

  const { runId } = await handle.describe();
  await handle.signal(continueAsNewSignal);
  await until(
    async () => (await handle.describe()).runId !== runId,
    () => 'the next run',
  );
  await replay(workflowId, runId);
  await onboarding.forwardToInstant(HOUR_MS);
  expect(await onboarding.result()).toMatchObject({ kind: 'live' });
  await replay(workflowId);
  await replay(customerWorkflowId(onboarding.customer.id));
});

test('a cancel goes the same way again', async () => {
  const onboarding = new FakeOnboarding(office);
  onboarding.outside.faultWrites('approvers', 'hang-after-writing');
  await onboarding.start();
  await onboarding.approve();
  await until(
    () => onboarding.outside.hanging > 0,
    () => 'the visit to hang',
  );
  await onboarding.cancel();
  expect(await onboarding.result()).toMatchObject({ kind: 'cancelled' });
  await replay(onboarding.workflowId);
});
