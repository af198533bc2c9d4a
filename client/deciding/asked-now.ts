import type { Decision, DecisionOption } from '../../domain/decisions.ts';
import { openDecisions } from '../../workflows/decisions/open-decisions.ts';
import { type Chosen, toAnswer } from '../../workflows/decisions/to-answer.ts';
import type { Answer } from '../../workflows/messages.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { CommandFailure } from '../command-failure.ts';
import { showInstant } from '../show/instant.ts';

/** The open decision of that id. Throws `CommandFailure` with who answered it, or with what is asked instead. */
export function askedNow(state: OnboardingState, id: string): Decision {
  const open = openDecisions(state);
  const decision = open.find((one) => one.id === id);
  if (decision !== undefined) return decision;
  const given = state.answers.findLast((earlier) => earlier.id === id);
  const before =
    given === undefined ? '' : ` ${given.by} has answered it: ${given.choice}, on ${showInstant(given.at)}.`;
  const ids = open.map((one) => one.id).join(', ') || 'nothing';
  throw new CommandFailure(`“${id}” is not asked of ${state.customerId} now.${before} Open: ${ids}.`);
}

/** The option of that id. Throws `CommandFailure` with those that there are. */
export function optionNamed({ id, options }: Decision, choice: string): DecisionOption {
  const option = options.find((one) => one.id === choice);
  if (option !== undefined) return option;
  const known = options.map((one) => `  ${one.id}  ${one.label}: ${one.effect}`).join('\n');
  throw new CommandFailure(`“${choice}” is no answer to ${id} now. Answers:\n${known}`);
}

/** The answer, bound to the revision that was read. Throws `CommandFailure` where the decision has no such option. */
export function answerTo(decision: Decision, chosen: Chosen): Answer {
  optionNamed(decision, chosen.choice);
  const answer = toAnswer(decision, chosen);
  if (answer !== undefined) return answer;
  throw new CommandFailure(`“${chosen.choice}” cannot be answered to ${decision.id} here.`);
}
