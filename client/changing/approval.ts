import type { PersonId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import { wayTo } from '../../domain/steps/catalogue.ts';
import { wantedIn } from '../../workflows/decisions/contract-terms.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { whoMay } from '../show/decisions.ts';

/** Whether a move of the date by that person counts as an approval of the moved plan; else who approves it. */
export function approvalAfterMove(state: OnboardingState, plan: Plan, by: PersonId): string {
  return countsAsApproved(state, plan, by)
    ? `As you may approve and only the date moves, plan ${plan.hash} counts as approved with it.`
    : approvalWanted(state, plan);
}

/** Who approves a changed plan. */
export function approvalWanted(state: OnboardingState, { hash, rules }: Plan): string {
  return `Plan ${hash} waits for approval, from ${whoMay(state, { rule: rules.contractTerms })}.`;
}

/** Whether moving nothing but the date is an approval, by that person. */
export function countsAsApproved(state: OnboardingState, plan: Plan, by: PersonId): boolean {
  const { approved, agreedBefore, disagreed, requestedBy } = state;
  const before = approved ?? (disagreed === 'move' ? agreedBefore : undefined);
  if (before === undefined || (plan.rules.contractTerms.notTheRequester && by === requestedBy)) return false;
  const now = wantedIn(plan);
  return plan.lines
    .filter(({ step }) => wayTo(step) !== 'message')
    .map(({ step, phase }) => `${step}@${phase}`)
    .every((key) => before.wanted[key] === now[key]);
}
