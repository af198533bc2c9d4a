import { type Decision, everyDecider } from '../../../domain/decisions.ts';
import type { CustomerId, PersonId } from '../../../domain/ids.ts';
import { systemTitles } from '../../../domain/steps/catalogue.ts';
import { openDecisions } from '../../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';

/** One of the questions that have a cause in common. */
export interface Affected {
  readonly customer: CustomerId;
  readonly name: string;
  readonly decision: Decision;
}

/** The same trouble in several places: an outage is one question, not twenty. */
export interface SameCause {
  readonly cause: string;
  readonly system: string;
  readonly affected: readonly Affected[];
  /** Answers that fit all of them and need no words. */
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** What several questions that this person may answer have in common, the most frequent first. */
export function sameCauses(states: readonly OnboardingState[], person: PersonId): SameCause[] {
  const all = states.flatMap((state) => affectedIn(state, person));
  const causes = new Set(all.flatMap(({ decision }) => decision.cause ?? []));
  return [...causes]
    .map((cause) =>
      sameCause(
        cause,
        all.filter(({ decision }) => decision.cause === cause),
      ),
    )
    .filter(({ affected }) => affected.length > 1)
    .toSorted((one, other) => other.affected.length - one.affected.length);
}

function affectedIn(state: OnboardingState, person: PersonId): Affected[] {
  return openDecisions(state)
    .filter(({ cause, rule }) => cause !== undefined && everyDecider(rule).includes(person))
    .map((decision) => ({ customer: state.customerId, name: state.customerName, decision }));
}

function sameCause(cause: string, affected: readonly Affected[]): SameCause {
  const [name] = cause.split('/');
  const system = Object.entries(systemTitles).find(([id]) => id === name)?.[1] ?? cause;
  const offered = (id: string) =>
    affected.every(({ decision }) => decision.options.some((option) => option.id === id));
  const choices = [
    { id: 'retry', label: 'Try all again' },
    { id: 'done-by-hand', label: 'All done by hand: I have looked at each' },
  ];
  return { cause, system, affected, choices: choices.filter(({ id }) => offered(id)) };
}
