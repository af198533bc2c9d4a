import type { Decision, DecisionFact, DecisionOption } from '../../domain/decisions.ts';
import type { OpenItem } from '../../domain/plan.ts';
import { catalogue, systemOf, systemTitles, wayTo } from '../../domain/steps/catalogue.ts';
import type { OnboardingState } from '../onboarding/state.ts';
import { askBack, option, ruleFor } from './options.ts';

/** Every step that cannot go on without a person. */
export function openStepDecisions(state: OnboardingState): Decision[] {
  return state.openItems.filter(({ attention }) => attention).map((item) => decisionFor(state, item));
}

function decisionFor(state: OnboardingState, item: OpenItem): Decision {
  const { step, phase, problem } = item;
  const { title, rules } = catalogue[step];
  const atGoLive = phase === 'live' && state.goneLiveAt === undefined;
  return {
    id: step,
    question: 'openStep',
    step,
    revision: `${item.since}+${answersFor(state, item)}`,
    title: `${title} (${rules.join(', ')})${phase === 'live' ? ', at go-live' : ''}`,
    ask: `${problem.message} ${problem.remedy}`,
    facts: factsOf(state, item),
    accepts: [],
    byHand: item.instruction,
    options: optionsOf(state, item),
    rule: ruleFor(state, 'openStep'),
    since: item.since,
    ...deadlineOf(state, item),
    urgent: atGoLive,
    cause: `${systemOf(step)}/${problem.code}`,
    remarks: state.remarks[step] ?? [],
  };
}

/** An item keeps its `since` through retries: without the count a second retry would be taken for the first. */
function answersFor({ answers }: OnboardingState, { step }: OpenItem): number {
  return answers.filter(({ decision }) => decision === `open-step ${step}`).length;
}

function factsOf(state: OnboardingState, { step, phase }: OpenItem): DecisionFact[] {
  const line = state.plan?.lines.find((known) => known.step === step && known.phase === phase);
  const asked = state.waiversAsked[step];
  return [
    { label: 'System', value: systemTitles[systemOf(step)] },
    ...(line === undefined ? [] : [{ label: 'Wanted', value: line.after }]),
    ...(line?.before === undefined ? [] : [{ label: 'Was', value: line.before }]),
    ...(asked === undefined ? [] : [{ label: 'Waiver asked by', value: `${asked.by}: ${asked.reason}` }]),
  ];
}

function optionsOf(state: OnboardingState, { step, problem }: OpenItem): DecisionOption[] {
  const choices = (problem.choices ?? []).map(({ id, label }) =>
    option(`choose:${id}`, label, 'It is tried again with this choice, then looked at.'),
  );
  const sent = state.notes[step]?.outcome === 'sent';
  const retry = option('retry', 'Try again', 'It is tried again, then looked at.');
  return [
    ...choices,
    ...(choices.length > 0 || sent || wayTo(step) === 'person' ? [] : [retry]),
    option(
      'done-by-hand',
      'Done by hand',
      'It is looked at wherever that is possible; what does not hold stays open.',
    ),
    ...waivers(step),
    askBack,
  ];
}

function waivers(step: OpenItem['step']): DecisionOption[] {
  const { waiving } = catalogue[step];
  if (waiving === 'never') return [];
  const effect =
    waiving === 'second-person'
      ? 'It goes on without as soon as a second person says so, too (R22).'
      : 'It goes on without.';
  return [option('waive', 'Do without', effect, { needsReason: true, weighty: true })];
}

function deadlineOf(
  { plan, switchOverTrouble, goneLiveAt }: OnboardingState,
  { step, phase }: OpenItem,
): Pick<Decision, 'deadline' | 'withoutAnswer'> {
  if (phase === 'live') {
    if (switchOverTrouble === undefined || goneLiveAt !== undefined) return {};
    const { deadline, withoutAnswer } = switchOverTrouble;
    return { deadline, withoutAnswer: defaults[withoutAnswer] };
  }
  if (plan === undefined || catalogue[step].optional) return {};
  return { deadline: plan.goLive.instant, withoutAnswer: 'The customer does not go live then.' };
}

const defaults = {
  'put-back': 'The help-desk field is put back (R20), and the customer is not live.',
  'person-ticks': 'The field stays; somebody has to open the tickets in Lift Off by hand (R21).',
} as const;
