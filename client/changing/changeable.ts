import type { CustomerId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import type { OnboardingOrder } from '../../workflows/messages.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { CommandFailure } from '../command-failure.ts';
import type { Deployment } from '../deployment.ts';
import { isRunning, orderOf, progress } from '../onboarding-client.ts';

/** A running onboarding that can still be changed. */
export interface Changeable {
  readonly state: OnboardingState;
  readonly order: OnboardingOrder;
  /** The plan as it stands. */
  readonly plan: Plan;
}

/**
 * The running onboarding of a customer. Throws `CommandFailure` where there is none, or none that could be changed: told
 * before every system is read for nothing.
 */
export async function changeable(deployment: Deployment, customer: CustomerId): Promise<Changeable> {
  if (!(await isRunning(deployment, customer)))
    throw new CommandFailure(`${customer} is not being onboarded. What runs: onboard list`);
  const [{ state }, order] = await Promise.all([
    progress(deployment, customer),
    orderOf(deployment, customer),
  ]);
  const { plan, goneLiveAt, customerName } = state;
  if (goneLiveAt !== undefined)
    throw new CommandFailure(
      `${customerName} is live since ${goneLiveAt}: it can no longer be changed here.`,
    );
  if (plan === undefined)
    throw new CommandFailure(
      `There is no plan of ${customerName} yet. Look again soon: onboard status ${customer}`,
    );
  return { state, order, plan };
}
