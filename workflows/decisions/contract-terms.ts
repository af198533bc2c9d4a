import type { Decision, DecisionFact } from '../../domain/decisions.ts';
import { showGoLive } from '../../domain/go-live.ts';
import type { Outcomes, Plan, PlanLine } from '../../domain/plan.ts';
import { systemTitles } from '../../domain/steps/catalogue.ts';
import type { Agreement, OnboardingState } from '../onboarding/state.ts';
import { askBack, option, ruleFor } from './options.ts';

/** The contract's terms and the plan: approved, declined or asked back by a named person (R6). */
export function contractTermsDecision(state: OnboardingState): Decision[] {
  const { plan, stage, agreedBefore } = state;
  if (plan === undefined || (stage !== 'waiting-for-approval' && stage !== 'declined')) return [];
  const declined = stage === 'declined';
  return [
    {
      id: 'contract-terms',
      question: 'contractTerms',
      revision: plan.hash,
      title: agreedBefore === undefined ? 'Contract terms and plan' : 'Changed plan',
      ask: declined
        ? 'The plan was declined. Amend the customer file, move the date, or cancel.'
        : 'Are these the terms of the signed contract, and may this be done?',
      facts: declined ? [...answerBefore(state), ...factsOf(plan, state)] : factsOf(plan, state),
      accepts: declined ? [] : plan.questions,
      byHand: '',
      options: declined ? [askBack] : choices(plan),
      rule: ruleFor(state, 'contractTerms'),
      since: state.stageSince,
      deadline: plan.goLive.instant,
      withoutAnswer: 'Nothing is written but R1, and the customer does not go live.',
      urgent: false,
      remarks: state.remarks['contract-terms'] ?? [],
    },
  ];
}

function choices({ goLive }: Plan) {
  return [
    option('approve', 'Approve', `It is prepared, and goes live by itself at ${showGoLive(goLive)}.`, {
      weighty: true,
    }),
    option('decline', 'Decline', 'Nothing is done until the file is amended or the onboarding cancelled.', {
      needsReason: true,
    }),
    askBack,
  ];
}

function answerBefore({ answers }: OnboardingState): DecisionFact[] {
  const last = answers.findLast(({ decision }) => decision === 'contract-terms');
  return last === undefined ? [] : [{ label: 'Declined', value: `by ${last.by}: ${last.reason ?? ''}` }];
}

function factsOf(plan: Plan, { agreedBefore, outcomes }: OnboardingState): DecisionFact[] {
  return [
    { label: 'Contract', value: plan.contractLink, link: plan.contractLink },
    ...plan.terms.map(({ term, value, clause }) => ({ label: term, value, clause })),
    { label: 'Go-live', value: showGoLive(plan.goLive) },
    ...changesSince(plan, agreedBefore),
    ...plan.remarks.map((value) => ({ label: 'Look at twice', value })),
    ...plan.answering.map((value) => ({ label: 'Who answers when', value })),
    ...plan.lines.filter(({ verdict }) => verdict !== 'as-wanted').map((line) => lineFact(line, outcomes)),
  ];
}

function lineFact(
  { step, title, phase, system, before, after, rules }: PlanLine,
  outcomes: Outcomes,
): DecisionFact {
  const when = phase === 'live' ? ', at go-live' : '';
  const outcome = outcomes[step]?.[phase];
  const change =
    outcome?.kind === 'waived'
      ? `waived by ${outcome.by}: ${outcome.reason}`
      : `${before ?? 'not known'} → ${after}`;
  return {
    label: `${systemTitles[system]}${when}`,
    value: `${title} (${rules.join(', ')}): ${change}`,
  };
}

/** What an approval of a changed plan is about: the difference to what was agreed before. */
function changesSince(plan: Plan, before: Agreement | undefined): DecisionFact[] {
  if (before === undefined) return [];
  return differencesTo(plan, before).map((value) => ({ label: 'Changed since', value }));
}

/** In words, what the plan wants otherwise than what was agreed. */
export function differencesTo(plan: Plan, before: Agreement): string[] {
  const now = wantedIn(plan);
  const titles = new Map(plan.lines.map((line) => [`${line.step}@${line.phase}`, line.title]));
  const moved =
    plan.goLive.instant === before.goLive ? [] : [`Go-live: ${before.goLive} → ${plan.goLive.instant}`];
  const lines = [...new Set([...Object.keys(before.wanted), ...Object.keys(now)])]
    .filter((key) => before.wanted[key] !== now[key])
    .map(
      (key) =>
        `${titles.get(key) ?? key}: ${before.wanted[key] ?? 'nothing'} → ${now[key] ?? 'nothing any more'}`,
    );
  return [...moved, ...lines];
}

/** What a plan wants, in words, by step and phase. */
export function wantedIn({ lines }: Plan): Agreement['wanted'] {
  return Object.fromEntries(
    lines.map(({ step, phase, after, content }) => [`${step}@${phase}`, content ?? after]),
  );
}
