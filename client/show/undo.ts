import { catalogue } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';

/** What a cancel takes back, newest first, and what stays; as each step declares. */
export function undoWords(state: OnboardingState): string[] {
  const steps = new Set(state.changed.map(({ step }) => step).toReversed());
  return [...steps].map((step) => undoOf(state, step));
}

function undoOf(state: OnboardingState, id: StepId): string {
  const { title } = catalogue[id];
  const undo = safeWords(id);
  if (undo !== undefined) return `${title} ${undo}`;
  const outcome = state.outcomes[id]?.preparation;
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
