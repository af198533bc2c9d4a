import type { Decision } from '../../domain/decisions.ts';
import type { OpenItem } from '../../domain/plan.ts';
import { decisionNamed } from '../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { commandFor } from './commands.ts';
import { showInstant } from './instant.ts';
import type { Paint } from './paint.ts';
import { picturePaths } from './pictures.ts';

/** A step that cannot go on by itself: what happened, what helps, what to do by hand, and what to type. */
export function showOpenItem(state: OnboardingState, item: OpenItem, paint: Paint): string[] {
  const { title, since, problem, instruction, nextLookAt } = item;
  const sign = item.attention ? paint.bad('!') : paint.change('…');
  const when = item.phase === 'live' ? ', at go-live' : '';
  const decision = item.attention ? decisionNamed(state, item.step) : undefined;
  return [
    `${sign} ${paint.title(title)}${when}, open since ${showInstant(since)}`,
    line('What happened', problem.message),
    line('What helps', problem.remedy),
    ...(instruction === '' ? [] : [line('By hand', instruction)]),
    ...picturePaths([item]).map((path) => line('Picture', path)),
    ...(nextLookAt === undefined ? [] : [line('Looked at', `again at ${showInstant(nextLookAt)}`)]),
    ...(decision?.cause === undefined ? [] : [line('Cause', decision.cause)]),
    ...(decision === undefined ? [] : answers(state.customerId, decision)),
  ];
}

function answers(customer: string, decision: Decision): string[] {
  return decision.options.map((option) => line(option.label, commandFor(customer, decision, option)));
}

function line(label: string, text: string): string {
  return `  ${`${label}:`.padEnd(15)}${text}`;
}
