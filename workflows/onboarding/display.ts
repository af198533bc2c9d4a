import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CustomerFile } from '../../domain/customer-file.ts';
import type { Outcome } from '../../domain/plan.ts';
import { catalogue, stepIds, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import { openDecisions } from '../decisions/open-decisions.ts';
import {
  customerIdKey,
  goLiveKey,
  needsAttentionKey,
  serviceModelKey,
  stageKey,
} from '../search-attributes.ts';
import type { OnboardingState } from './state.ts';

/**
 * What an operator sees in the Temporal UI without opening a payload. Search attributes are written only where they
 * differ from what was `shown` before: each writing is an event in the history. Answers what is shown now.
 */
export function showOnboarding(customer: CustomerFile, state: OnboardingState, shown: string): string {
  setCurrentDetails(details(customer, state));
  const goLive = state.plan?.goLive.instant;
  const attention = needsAttention(state);
  const now = JSON.stringify([state.stage, attention, goLive]);
  if (now === shown) return shown;
  upsertSearchAttributes([
    { key: customerIdKey, value: customer.id },
    { key: serviceModelKey, value: customer.service.model },
    { key: stageKey, value: state.stage },
    { key: needsAttentionKey, value: attention },
    ...(goLive === undefined ? [] : [{ key: goLiveKey, value: new Date(goLive) }]),
  ]);
  return now;
}

/** An outcome as a line of the story. */
export function sentenceFor(step: StepId, phase: Phase, outcome: Outcome): string {
  const title = `${catalogue[step].title}${phase === 'live' ? ' (go-live)' : ''}`;
  switch (outcome.kind) {
    case 'unchanged':
      return `${title}: already ${outcome.after}.`;
    case 'changed':
      return `${title}: ${outcome.before} → ${outcome.after}, verified.`;
    case 'confirmed-by-hand':
      return `${title}: done by hand, said ${outcome.by}${outcome.inspected ? '; inspected and right' : ''}.`;
    case 'waived':
      return `${title}: waived by ${outcome.by}: ${outcome.reason}`;
  }
}

/** Whether somebody has to do something: what reminders and lists look for. */
export function needsAttention(state: OnboardingState): boolean {
  return openDecisions(state).length > 0;
}

function details(customer: CustomerFile, state: OnboardingState): string {
  const goLive = state.plan?.goLive;
  const when =
    goLive === undefined
      ? 'not resolved yet'
      : `${goLive.localDate} ${goLive.localTime} ${goLive.zone} (${goLive.instant})`;
  const head = [
    `**${customer.name}** · ${customer.service.model}`,
    `**Stage:** ${state.stage} since ${state.stageSince}`,
    `**Go-live:** ${when}`,
  ];
  return [...head, '', ...table(state), '', ...openItems(state)].join('\n');
}

function table(state: OnboardingState): string[] {
  const wanted = stepIds.filter((step) => state.plan?.lines.some((line) => line.step === step) ?? true);
  const rows = wanted.map((step) => {
    const { title, rules } = catalogue[step];
    const system = systemTitles[systemOf(step)];
    return `| ${title} | ${rules.join(', ')} | ${system} | ${cell(state, step, 'preparation')} | ${cell(state, step, 'live')} |`;
  });
  return ['| Step | Rules | System | Before go-live | Go-live |', '|---|---|---|---|---|', ...rows];
}

function cell(state: OnboardingState, step: StepId, phase: Phase): string {
  const outcome = state.outcomes[step]?.[phase];
  if (outcome !== undefined) return words(outcome);
  if (state.openItems.some((item) => item.step === step && item.phase === phase)) return '**open**';
  const wanted = state.plan?.lines.some((line) => line.step === step && line.phase === phase) ?? false;
  return wanted ? '…' : '–';
}

function words(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'unchanged':
    case 'changed':
      return `✓ ${outcome.kind}: ${outcome.after}`.replaceAll('|', '/');
    case 'confirmed-by-hand':
      return `✓ by hand: ${outcome.by}`;
    case 'waived':
      return `waived: ${outcome.by}`;
  }
}

function openItems(state: OnboardingState): string[] {
  return state.openItems.map((item) => `- **${item.title}**: ${item.problem.message} ${item.instruction}`);
}
