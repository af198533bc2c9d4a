import type { Outcome } from '../../domain/plan.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import type { OnboardingOutcome, OnboardingState } from '../../workflows/onboarding/state.ts';

/** What came of a step, in words. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'unchanged':
      return `was right: ${outcome.after}`;
    case 'changed':
      return `${outcome.before} → ${outcome.after}, verified`;
    case 'confirmed-by-hand':
      return `by hand: ${outcome.by}${outcome.inspected ? ', inspected' : ', not inspected'}`;
    case 'waived':
      return `waived by ${outcome.by}: ${outcome.reason}`;
  }
}

/** Where a step stands in a phase. */
export type Standing =
  | { readonly kind: 'settled'; readonly outcome: Outcome }
  | { readonly kind: 'needs-a-person' | 'looked-for-again' | 'to-come' | 'nothing-wanted' };

/** Says where a step stands in a phase. */
export function standingOf(state: OnboardingState, step: StepId, phase: Phase): Standing {
  const outcome = state.outcomes[step]?.[phase];
  if (outcome !== undefined) return { kind: 'settled', outcome };
  const item = state.openItems.find((open) => open.step === step && open.phase === phase);
  if (item !== undefined) return { kind: item.attention ? 'needs-a-person' : 'looked-for-again' };
  const wanted = state.plan?.lines.some((line) => line.step === step && line.phase === phase) ?? false;
  return { kind: wanted ? 'to-come' : 'nothing-wanted' };
}

/** Where a step stands, in words. */
export function standingWords(standing: Standing): string {
  switch (standing.kind) {
    case 'settled':
      return outcomeWords(standing.outcome);
    case 'needs-a-person':
      return 'needs a person';
    case 'looked-for-again':
      return 'not there yet';
    case 'to-come':
      return 'to come';
    case 'nothing-wanted':
      return '–';
  }
}

/** How an onboarding ended, in a sentence. */
export function endWords(outcome: OnboardingOutcome): string {
  switch (outcome.kind) {
    case 'live':
      return `Live since ${outcome.at}.`;
    case 'cancelled':
      return `Cancelled by ${outcome.by}: ${outcome.reason}`;
    case 'ended':
      return `Live from ${outcome.liveSince}, then ended by ${outcome.by}: ${outcome.reason}`;
    case 'stopped':
    case 'audited':
      return outcome.why;
  }
}
