import type { Decision } from '../domain/decisions.ts';
import { openDecisions } from '../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';
import { duenessOf } from './due.ts';

/** A decision beside the onboarding that waits for it. */
export interface Asked {
  readonly state: OnboardingState;
  readonly decision: Decision;
}

/** Everything that these onboardings ask, what rings at once and what is overdue first, then the nearest deadline. */
export function allAsked(states: readonly OnboardingState[], nowMs: number): Asked[] {
  const asked = states.flatMap((state) => openDecisions(state).map((decision) => ({ state, decision })));
  return asked.toSorted(
    (one, other) =>
      rank(one.decision, nowMs) - rank(other.decision, nowMs) ||
      order(one.decision).localeCompare(order(other.decision)),
  );
}

/** The steps of all these onboardings that are parked for one cause, such as `lift-off/page-changed`. */
export function parkedFor(cause: string, states: readonly OnboardingState[], nowMs: number): Asked[] {
  return allAsked(states, nowMs).filter(({ decision }) => decision.cause === cause);
}

/** The causes for which steps are parked now. */
export function causesOf(asked: readonly Asked[]): string[] {
  return [...new Set(asked.flatMap(({ decision }) => decision.cause ?? []))];
}

function rank({ urgent, deadline }: Decision, nowMs: number): number {
  if (urgent) return 0;
  return duenessOf(deadline, nowMs) === 'overdue' ? 1 : 2;
}

/** What has no deadline comes after all that has one. */
function order({ deadline = '9999', since }: Decision): string {
  return `${deadline} ${since}`;
}
