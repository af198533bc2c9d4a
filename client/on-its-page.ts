import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { CommandFailure } from './command-failure.ts';

/**
 * Waits for what a workflow says to somebody on a command line. There everybody is merely claimed: where that is not
 * enough, throws `CommandFailure` with the page on which the same can be said.
 */
export async function orOnItsPage<Said>(said: Promise<Said>, page: string): Promise<Said> {
  try {
    return await said;
  } catch (error) {
    const refusal = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
    if (!(refusal instanceof ApplicationFailure) || refusal.type !== 'proof-too-weak') throw error;
    throw new CommandFailure(
      `${refusal.message}\nOn a command line everybody is merely claimed. Say it on the page ${page} of the web process (web.url of the profile).`,
    );
  }
}

/** The path of an onboarding's page: there it is moved, held, released, cancelled, and an approval withdrawn. */
export function onboardingPage(customer: string): string {
  return `/onboardings/${customer}`;
}

/** The path of the page on which one decision is answered. */
export function decisionPage(customer: string, decision: string): string {
  return `${onboardingPage(customer)}/decisions/${decision}`;
}
