import { showGoLive } from '../../domain/go-live.ts';
import type { OpenItem } from '../../domain/plan.ts';
import { catalogue, stepIds, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { showInstant } from './instant.ts';
import { endWords, type Standing, standingOf, standingWords } from './outcome.ts';
import type { Paint } from './paint.ts';
import { shortened, table } from './table.ts';
import { answersTo, waitingOf } from './waiting.ts';

/** How many of the last lines of its story a status shows; the report has them all. */
const TIMELINE_LINES = 8;
const CELL = 56;

/**
 * All that a person wants to know of an onboarding. `closedAs` is Temporal's word for a workflow that no longer runs:
 * one that was ended from outside has no outcome of its own.
 */
export function showStatus(state: OnboardingState, closedAs: string | undefined, paint: Paint): string {
  return [
    ...head(state, closedAs, paint),
    '',
    ...steps(state, paint),
    ...state.openItems.flatMap((item) => ['', ...openItem(state, item, paint)]),
    ...section('Left after taking back', state.leftAfterUndo),
    ...section('Answers', answers(state)),
    ...section('Messages that did not surely go out', doubtfulMessages(state)),
    ...section('Last lines of the story', lastLines(state)),
  ].join('\n');
}

function head(state: OnboardingState, closedAs: string | undefined, paint: Paint): string[] {
  const stage = `${state.stage} since ${showInstant(state.stageSince)}`;
  const goLive = state.plan === undefined ? 'not resolved yet' : showGoLive(state.plan.goLive);
  const contract = state.plan?.contractLink;
  return [
    paint.title(`${state.customerName} (${state.customerId})`),
    ...table([
      ['Stage', stage],
      ['Go-live', goLive],
      ...(state.goneLiveAt === undefined ? [] : [['Live since', showInstant(state.goneLiveAt)]]),
      ...(contract === undefined ? [] : [['Contract', contract]]),
      ...state.signsOfLife.map((sign) => ['Live already?', sign]),
      ...(state.outcome === undefined ? waits(state, closedAs, paint) : [['Ended', endWords(state.outcome)]]),
    ]),
  ];
}

function waits(state: OnboardingState, closedAs: string | undefined, paint: Paint): string[][] {
  if (closedAs !== undefined) {
    return [['Ended', paint.bad(`from outside: Temporal says ${closedAs}. Nothing was taken back.`)]];
  }
  const { what, who, how, next } = waitingOf(state);
  const on = who.length === 0 ? '' : `, from ${who.join(' or ')}`;
  return [
    ['Waits for', who.length === 0 ? what : paint.change(`${what}${on}`)],
    ...how.map((command) => ['', command]),
    ['Next', next],
  ];
}

function steps(state: OnboardingState, paint: Paint): string[] {
  const wanted = stepIds.filter((step) => state.plan?.lines.some((line) => line.step === step) ?? true);
  const rows = wanted.map((step) => {
    const { title, rules } = catalogue[step];
    const cells = (['preparation', 'live'] as const).map((phase) => {
      const standing = standingOf(state, step, phase);
      return painted(standing, shortened(standingWords(standing), CELL), paint);
    });
    return [step, title, rules.join(', '), systemTitles[systemOf(step)], ...cells];
  });
  const headings = ['Step', 'What', 'Rules', 'System', 'Before go-live', 'At go-live'];
  return table([headings.map((heading) => paint.title(heading)), ...rows]);
}

function painted({ kind }: Standing, words: string, paint: Paint): string {
  switch (kind) {
    case 'settled':
      return paint.good(words);
    case 'needs-a-person':
      return paint.bad(words);
    case 'looked-for-again':
    case 'to-come':
      return paint.change(words);
    case 'nothing-wanted':
      return paint.quiet(words);
  }
}

function openItem(state: OnboardingState, item: OpenItem, paint: Paint): string[] {
  const sign = item.attention ? paint.bad('!') : paint.change('…');
  const when = item.phase === 'live' ? ', at go-live' : '';
  const resolve = `onboard resolve ${state.customerId} ${item.step}`;
  const { waiving } = catalogue[item.step];
  const waive = waiving === 'never' ? '' : ' | --waive --reason "…"';
  return [
    `${sign} ${paint.title(item.title)}${when}, open since ${showInstant(item.since)}`,
    `  What happened: ${item.problem.message}`,
    `  What helps:    ${item.problem.remedy}`,
    ...(item.problem.choices ?? []).map(({ id, label }) => `  Choice:        ${id}: ${label}`),
    ...(item.instruction === '' ? [] : [`  By hand:       ${item.instruction}`]),
    ...(item.nextLookAt === undefined ? [] : [`  Looked at:     again at ${showInstant(item.nextLookAt)}`]),
    `  Answer:        ${resolve} ${answersTo(item)}${waive}`,
  ];
}

function answers(state: OnboardingState): string[] {
  return state.answers.map(({ at, decision, choice, by, provenBy, reason }) => {
    const why = reason === undefined ? '' : `: ${reason}`;
    return `${showInstant(at)}  ${decision}: ${choice} by ${by} (${provenBy})${why}`;
  });
}

function doubtfulMessages(state: OnboardingState): string[] {
  return state.messages
    .filter((message) => message.outcome !== 'sent')
    .map(({ via, key, outcome, detail }) => `${via} ${key}: ${outcome}: ${detail}`);
}

function lastLines({ timeline }: OnboardingState): string[] {
  return timeline.slice(-TIMELINE_LINES).map(({ at, text }) => `${showInstant(at)}  ${text}`);
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  ${line}`)];
}
