import { showGoLive } from '../domain/go-live.ts';
import { catalogue, stepIds, systemOf, systemTitles } from '../domain/steps/catalogue.ts';
import type { StepId } from '../domain/steps/step.ts';
import type { OnboardingOrder } from '../workflows/messages.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';
import { escaped, list, page, table } from './report-page.ts';
import { showInstant } from './show/instant.ts';
import { endWords, outcomeWords, type Standing, standingOf, standingWords } from './show/outcome.ts';

/**
 * Everything about an onboarding as one HTML page without outside parts: for the screen, for paper, for the customer's
 * folder. The same state gives the same page: it holds instants, never "now".
 */
export function renderReport(state: OnboardingState, order: OnboardingOrder): string {
  const { customer } = order;
  return page(`Onboarding of ${customer.name}`, [
    `<h1>${escaped(customer.name)}</h1>`,
    head(state, order),
    section('Contract', contract(state, order)),
    section('Look at twice', list(state.plan?.remarks ?? [])),
    section('Steps', steps(state)),
    section('Open', openItems(state)),
    section('Left after taking back', list(state.leftAfterUndo)),
    section('Decisions', decisions(state)),
    section('Messages', messages(state)),
    section('Timeline', timeline(state)),
  ]);
}

function head(state: OnboardingState, order: OnboardingOrder): string {
  const end = state.outcome === undefined ? 'still under way' : endWords(state.outcome);
  return table(undefined, [
    ['Customer', `${order.customer.id} · ${order.customer.service.model}`],
    ['Stage', `${state.stage} since ${showInstant(state.stageSince)}`],
    ['Planned go-live', state.plan === undefined ? 'not resolved' : showGoLive(state.plan.goLive)],
    ['Live since', state.goneLiveAt === undefined ? 'not live' : showInstant(state.goneLiveAt)],
    ['Outcome', end],
    ['Requested by', `${order.requestedBy}, ${showInstant(state.startedAt)}`],
    ['Plan', state.approvedHash ?? state.plan?.hash ?? 'none'],
    ['Customer file', order.fileHash],
  ]);
}

/** R6: each value beside the clause of the contract that says it. */
function contract({ plan }: OnboardingState, { customer }: OnboardingOrder): string {
  const terms = (plan?.terms ?? []).map(({ term, value, clause }) => [term, value, clause]);
  return `<p>Signed contract: ${escaped(customer.contract.link)}</p>${table(['Term', 'Value', 'Clause'], terms)}`;
}

function steps(state: OnboardingState): string {
  return table(
    ['Step', 'Rules', 'System', 'Before', 'Before go-live', 'At go-live'],
    stepIds.map((id) => {
      const { title, rules, record } = catalogue[id];
      const preparation = standing(standingOf(state, id, 'preparation'));
      const live = standing(standingOf(state, id, 'live'));
      const system = systemTitles[systemOf[record]];
      return [title, rules.join(', '), system, found(state, id), preparation, live];
    }),
  );
}

/** What was there first, before anything of ours. */
function found(state: OnboardingState, id: StepId): string {
  return foundWords(state.observed, id) ?? 'not read';
}

function foundWords<Id extends StepId>(observed: OnboardingState['observed'], id: Id): string | undefined {
  const value = observed[id];
  return value === undefined ? undefined : catalogue[id].show(value);
}

function standing(where: Standing): string {
  return where.kind === 'settled'
    ? `${outcomeWords(where.outcome)} (${showInstant(where.outcome.at)})`
    : standingWords(where);
}

function openItems({ openItems }: OnboardingState): string {
  return list(
    openItems.map(({ title, since, problem, instruction }) =>
      `${title}, since ${showInstant(since)}: ${problem.message} ${problem.remedy} ${instruction}`.trim(),
    ),
  );
}

function decisions({ answers }: OnboardingState): string {
  const rows = answers.map(({ at, decision, choice, by, provenBy, reason = '' }) => [
    showInstant(at),
    decision,
    choice,
    `${by} (${provenBy})`,
    reason,
  ]);
  return table(['When', 'Question', 'Answer', 'Who', 'Why'], rows);
}

function messages({ messages }: OnboardingState): string {
  const rows = messages.map(({ via, key, outcome, detail }) => [via, key, outcome, detail]);
  return table(['By', 'Message', 'Outcome', 'Detail'], rows);
}

function timeline({ timeline }: OnboardingState): string {
  return table(
    undefined,
    timeline.map(({ at, text }) => [showInstant(at), text]),
  );
}

/** A heading without anything below it says nothing: it is left out. */
function section(heading: string, content: string): string {
  return content === '' ? '' : `<section><h2>${escaped(heading)}</h2>${content}</section>`;
}
