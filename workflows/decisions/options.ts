import type { DecisionOption, DecisionRule, Question } from '../../domain/decisions.ts';
import type { OnboardingState } from '../onboarding/state.ts';

/** Every decision can be asked back: whoever asked for the onboarding then replies, and it stays open. */
export const askBack: DecisionOption = {
  id: 'ask-back',
  label: 'Ask back',
  effect: 'Your question goes to whoever started the onboarding; the decision stays open.',
  needsReason: true,
  weighty: false,
};

/** An option that needs no reason and weighs little, unless it says otherwise. */
export function option(
  id: string,
  label: string,
  effect: string,
  more: Partial<Pick<DecisionOption, 'needsReason' | 'weighty'>> = {},
): DecisionOption {
  return { id, label, effect, needsReason: false, weighty: false, ...more };
}

const nobodyYet: DecisionRule = {
  mayDecide: [],
  deputies: [],
  minimumProof: 'claimed',
  notTheRequester: false,
};

/** Who may answer the question: nobody before the first plan. */
export function ruleFor({ plan }: OnboardingState, question: Question): DecisionRule {
  return plan?.rules[question] ?? nobodyYet;
}
