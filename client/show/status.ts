import type { Decision } from '../../domain/decisions.ts';
import type { NudgingProfile } from '../../domain/nudge-terms.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { nextNudgeOf } from '../nudging.ts';
import { courseRows, placeRows } from './course.ts';
import { paintDue, remarkWords } from './decisions.ts';
import { showInstant } from './instant.ts';
import { showOpenItem } from './open-item.ts';
import { endWords } from './outcome.ts';
import type { Paint } from './paint.ts';
import { showSteps } from './steps.ts';
import { table } from './table.ts';
import { type Wait, waitingOf } from './waiting.ts';

/** How many of the last lines of its story a status shows; the report has them all. */
const TIMELINE_LINES = 8;

/** What a status is shown with beside the state itself. */
export interface StatusView {
  readonly paint: Paint;
  /** Milliseconds since 1970, as `Date.now()` counts. */
  readonly nowMs: number;
  /** Temporal's word for a workflow that no longer runs: one that was ended from outside has no outcome of its own. */
  readonly closedAs: string | undefined;
  /** What reminders follow; without it none are foretold. */
  readonly profile: NudgingProfile | undefined;
}

/** All that a person wants to know of an onboarding. */
export function showStatus(state: OnboardingState, view: StatusView): string {
  const { paint } = view;
  return [
    ...head(state, view),
    '',
    ...showSteps(state, paint),
    ...state.openItems.flatMap((item) => ['', ...showOpenItem(state, item, paint)]),
    ...section('Asked back and answered', remarks(state)),
    ...section('Left after taking back', state.leftAfterUndo),
    ...section('Answers', answers(state)),
    ...section('Messages that did not surely go out', doubtfulMessages(state)),
    ...section('Last lines of the story', lastLines(state)),
  ].join('\n');
}

function head(state: OnboardingState, view: StatusView): string[] {
  const { paint, nowMs } = view;
  return [
    paint.title(`${state.customerName} (${state.customerId})`),
    ...table([
      ['Stage', `${state.stage} since ${showInstant(state.stageSince)}`],
      ...placeRows(state),
      ...courseRows(state, nowMs, paint),
      ...state.signsOfLife.map((sign) => ['Live already?', sign]),
      ...(state.outcome === undefined ? waits(state, view) : [['Ended', endWords(state.outcome)]]),
    ]),
  ];
}

function waits(state: OnboardingState, view: StatusView): string[][] {
  const { closedAs, paint } = view;
  if (closedAs !== undefined) {
    return [['Ended', paint.bad(`from outside: Temporal says ${closedAs}. Nothing was taken back.`)]];
  }
  const { for: all, next } = waitingOf(state);
  return [...all.flatMap((wait) => waitRows(state, wait, view)), ['Next', next]];
}

/** One thing that is waited for: what, on whom since when, until when, the next reminder, and what to type. */
function waitRows(state: OnboardingState, wait: Wait, { paint, nowMs, profile }: StatusView): string[][] {
  const { what, since, who, how, decision } = wait;
  const sinceWhen = `since ${showInstant(since)}`;
  if (who === undefined) return [['Waits for', `${what}, ${sinceWhen}`]];
  const due = decision === undefined ? [] : deadlineRows(decision, nowMs, paint);
  const nudge =
    decision === undefined || profile === undefined ? [] : [['', nextNudgeOf(state, decision, profile)]];
  return [
    ['Waits for', paint.change(`${what}, from ${who}, ${sinceWhen}`)],
    ...due,
    ...nudge,
    ...(how === undefined ? [] : [['', how]]),
  ];
}

function deadlineRows({ deadline, withoutAnswer }: Decision, nowMs: number, paint: Paint): string[][] {
  if (deadline === undefined) return [];
  const words = `by ${showInstant(deadline)}${withoutAnswer === undefined ? '' : `; without an answer: ${withoutAnswer}`}`;
  return [['', paintDue(deadline, words, nowMs, paint)]];
}

function remarks({ remarks: all }: OnboardingState): string[] {
  return Object.entries(all).flatMap(([decision, lines]) =>
    lines.map(
      ({ at, by, kind, text }) => `${showInstant(at)}  ${decision}: ${by} ${remarkWords[kind]}: ${text}`,
    ),
  );
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
