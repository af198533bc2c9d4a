import { expect } from '@jest/globals';
import { progress } from '../../client/onboarding-client.ts';
import { customerIdSchema } from '../../domain/ids.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { call } from './fake-terminal.ts';
import type { CustomerOnFile, Office } from './office.ts';

/** A customer whose onboarding waits for approval, with the plan's hash. */
export async function startedAndWaiting(office: Office): Promise<CustomerOnFile & { hash: string }> {
  const customer = await office.customerFile();
  const { exitCode, err } = await call(['start', customer.file, '--yes']);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: 'Reading Harbor Dental Group (example)\n' });
  await office.told(customer.id, 'approval-wanted');
  const { plan } = await stateOf(office, customer);
  return { ...customer, hash: plan?.hash ?? '' };
}

/** How the customer's onboarding stands. */
export async function stateOf(office: Office, { id }: CustomerOnFile): Promise<OnboardingState> {
  return (await progress(office, customerIdSchema.parse(id))).state;
}
