import { catalogue } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';

/** What a cancel takes back, newest first, and what stays; as each step declares. */
export function undoWords(state: OnboardingState): string[] {
  return changedSteps(state).map((step) => undoOf(state, step));
}

/** What a cancel takes back, and apart from it what has no way back; each newest first. */
export function undoParts(state: OnboardingState): { readonly back: string[]; readonly stays: string[] } {
  const steps = changedSteps(state);
  const hasNoWayBack = (step: StepId) => catalogue[step].undo.kind === 'none';
  const words = (step: StepId) => undoOf(state, step);
  return {
    back: steps.filter((step) => !hasNoWayBack(step)).map(words),
    stays: steps.filter(hasNoWayBack).map(words),
  };
}

function changedSteps({ changed }: OnboardingState): StepId[] {
  return [...new Set(changed.map(({ step }) => step).toReversed())];
}

function undoOf(state: OnboardingState, id: StepId): string {
  const { title } = catalogue[id];
  const undo = safeWords(id);
  if (undo !== undefined) return `${title} ${undo}`;
  const outcomes = state.outcomes[id];
  const outcome = outcomes?.preparation ?? outcomes?.live;
  const before = outcome?.kind === 'changed' ? outcome.before : 'what was there before';
  return `${title} goes back to: ${before}`;
}

/** Undefined where the value before comes back. */
function safeWords<Id extends StepId>(id: Id): string | undefined {
  const { undo, show } = catalogue[id];
  switch (undo.kind) {
    case 'value-before':
      return undefined;
    case 'safe-value':
      return `becomes ${show(undo.value)}: ${undo.why}`;
    case 'none':
      return `stays: ${undo.why}. ${undo.followUp}`;
  }
}
