import type { Decision } from '../../domain/decisions.ts';
import type { OnboardingState } from '../onboarding/state.ts';
import { contractTermsDecision } from './contract-terms.ts';
import {
  accessAfterMoveDecision,
  alreadyLiveDecision,
  driftDecisions,
  endAfterLiveDecision,
  lateGoLiveDecision,
} from './on-the-way.ts';
import { openStepDecisions } from './open-step.ts';

/**
 * Every point where this onboarding needs a person now, the urgent ones first. The one source for command line, pages,
 * mails, reminders and the validator of answers.
 */
export function openDecisions(state: OnboardingState): Decision[] {
  if (state.outcome !== undefined) return [];
  const all = [
    ...lateGoLiveDecision(state),
    ...alreadyLiveDecision(state),
    ...contractTermsDecision(state),
    ...openStepDecisions(state),
    ...accessAfterMoveDecision(state),
    ...endAfterLiveDecision(state),
    ...driftDecisions(state),
  ];
  return [...all.filter(({ urgent }) => urgent), ...all.filter(({ urgent }) => !urgent)];
}

/** The open decision of that id. */
export function decisionNamed(state: OnboardingState, id: string): Decision | undefined {
  return openDecisions(state).find((decision) => decision.id === id);
}
