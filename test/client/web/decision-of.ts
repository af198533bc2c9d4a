import type { Decision } from '../../../domain/decisions.ts';
import { decisionNamed } from '../../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { decisionStates } from './decision-states.ts';

/** The decision of that kind, and the onboarding that asks it. */
export function decisionOf(kind: string): { readonly decision: Decision; readonly state: OnboardingState } {
  const known = decisionStates[kind];
  const decision = known && decisionNamed(known.state, known.id);
  if (known === undefined || decision === undefined) throw new Error(`Nothing asks about ${kind}.`);
  return { decision, state: known.state };
}
