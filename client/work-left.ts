import type { SystemName } from '../domain/steps/step.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';

/** The titles of what an onboarding still has to do in a system; what it does not know before its plan does not count. */
export function workLeftIn({ plan, outcomes, outcome }: OnboardingState, system: SystemName): string[] {
  if (outcome !== undefined) return [];
  const left = (plan?.lines ?? []).filter(
    (line) => line.system === system && outcomes[line.step]?.[line.phase] === undefined,
  );
  return [...new Set(left.map(({ title }) => title))];
}
