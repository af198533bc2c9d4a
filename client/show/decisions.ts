import { type Decision, type DecisionFact, everyDecider } from '../../domain/decisions.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import type { Asked } from '../asked.ts';
import { duenessOf } from '../due.ts';
import { commandFor } from './commands.ts';
import { showInstant } from './instant.ts';
import type { Paint } from './paint.ts';
import { picturePaths } from './pictures.ts';
import { table } from './table.ts';

/** What is asked of people, with every answer and what to type for it. */
export function showDecisions(asked: readonly Asked[], nowMs: number, paint: Paint): string {
  return asked.map((one) => brief(one, nowMs, paint).join('\n')).join('\n\n');
}

/** One decision with all that should be known before answering. */
export function showDecision({ state, decision }: Asked, nowMs: number, paint: Paint): string {
  const { step, facts, byHand, remarks, accepts } = decision;
  return [
    ...head({ state, decision }, nowMs, paint),
    ...section('What is known', table(facts.map((fact) => factRow(fact, paint)))),
    ...section(
      'To be accepted by name',
      accepts.map(({ id, text }) => `${id}: ${text}`),
    ),
    ...section('By hand', byHand === '' ? [] : byHand.split('\n')),
    ...section('Pictures', picturePaths(state.openItems.filter((item) => item.step === step))),
    ...section(
      'Asked back and answered',
      remarks.map(({ at, by, kind, text }) => `${showInstant(at)}  ${by} ${remarkWords[kind]}: ${text}`),
    ),
    '',
    ...answers(state, decision, paint),
  ].join('\n');
}

/** What was done about a decision that stays open. */
export const remarkWords = { 'asked-back': 'asks', reply: 'replies' } as const;

function brief(one: Asked, nowMs: number, paint: Paint): string[] {
  return [...head(one, nowMs, paint), ...answers(one.state, one.decision, paint)];
}

function head({ state, decision }: Asked, nowMs: number, paint: Paint): string[] {
  const { id, title, ask, since, urgent } = decision;
  const sign = urgent ? paint.bad('!') : paint.change('?');
  return [
    `${sign} ${paint.title(state.customerId)}  ${paint.title(title)}  ${paint.quiet(id)}`,
    ...ask.split('\n').map((line) => `  ${line}`),
    ...table(
      [
        ['From:', whoMay(state, decision)],
        ['Since:', showInstant(since)],
        ...deadline(decision, nowMs, paint),
      ],
      '  ',
    ),
  ];
}

/** Who may answer, in words: `dana.ops or pat, not sam, who started it`. */
export function whoMay(
  { requestedBy }: Pick<OnboardingState, 'requestedBy'>,
  { rule }: Pick<Decision, 'rule'>,
): string {
  const everybody = everyDecider(rule);
  const may = rule.notTheRequester ? everybody.filter((person) => person !== requestedBy) : everybody;
  const proof = rule.minimumProof === 'claimed' ? '' : `, proven by ${rule.minimumProof} or better`;
  const not = may.length < everybody.length ? `, not ${requestedBy}, who started it` : '';
  return `${may.join(' or ') || 'nobody yet'}${not}${proof}`;
}

function deadline({ deadline: moment, withoutAnswer }: Decision, nowMs: number, paint: Paint): string[][] {
  if (moment === undefined) return [];
  const words = `${showInstant(moment)}${withoutAnswer === undefined ? '' : `. Without an answer: ${withoutAnswer}`}`;
  return [['Deadline:', paintDue(moment, words, nowMs, paint)]];
}

/** What is overdue in the colour of alarm and said so, what is due within three days in that of change. */
export function paintDue(moment: string, words: string, nowMs: number, paint: Paint): string {
  switch (duenessOf(moment, nowMs)) {
    case 'overdue':
      return paint.bad(`overdue: ${words}`);
    case 'soon':
      return paint.change(words);
    case 'later':
      return words;
  }
}

function factRow({ label, value, clause, link }: DecisionFact, paint: Paint): string[] {
  const besides = [clause, link === value ? undefined : link].flatMap((text) => text ?? []).join(' ');
  return [label, value, paint.quiet(besides)];
}

function answers({ customerId }: OnboardingState, decision: Decision, paint: Paint): string[] {
  return decision.options.flatMap((option) => [
    `  ${paint.title(option.label)}: ${option.effect}`,
    `    ${commandFor(customerId, decision, option)}`,
  ]);
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `  ${heading}`, ...lines.map((line) => `    ${line}`)];
}
