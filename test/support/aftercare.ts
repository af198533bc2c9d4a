import { FakeOnboarding, newCustomer } from './fake-onboarding.ts';
import { untilListed } from './sweeps.ts';
import type { Office } from './workflow-office.ts';

/** A customer that went live a minute ago and is watched. */
export async function watched(office: Office): Promise<FakeOnboarding> {
  const onboarding = new FakeOnboarding(office, newCustomer());
  await onboarding.ready();
  await onboarding.forwardToInstant(60_000);
  await onboarding.untilStage('aftercare');
  await untilListed(office, `WorkflowId = '${onboarding.workflowId}' AND OnboardStage = 'aftercare'`, 1);
  return onboarding;
}
