import type { Outcomes, Plan, PlanLine } from './plan.ts';
import { catalogue, recordNames, stepIds, systemTitles } from './steps/catalogue.ts';
import type { Phase } from './steps/step.ts';

// Workflows import this module: it stays pure and small.

/** One item of the onboarding ticket's checklist, as it should be. */
export interface ChecklistWish {
  /** What the item is about; its text ends with it in brackets, because Autotask keeps no key of ours. */
  readonly key: string;
  /** At most 600 characters, in one line. */
  readonly text: string;
  /** Only when everything that it is about was verified, confirmed by hand, or waived. */
  readonly ticked: boolean;
}

/** What a checklist is made of: what is planned, and what came of it. */
export interface Progress {
  readonly plan: Pick<Plan, 'lines'>;
  readonly outcomes: Outcomes;
}

/** Lines that share one item, under its key. */
export type Group = readonly [key: string, lines: readonly PlanLine[]];

/** How many items Autotask keeps per ticket. */
export const ticketChecklistLimit = 40;
const longestText = 600;

const phaseHeadings: { readonly [Name in Phase]: string } = {
  preparation: 'Before go-live',
  live: 'At go-live',
};

/** What lines are put together by, finest first: step, record, system, and all. */
const groupings: readonly ((line: PlanLine) => string)[] = [
  ({ step, phase }) => inPhase(step, phase),
  ({ step, phase }) => inPhase(`record:${catalogue[step].record}`, phase),
  ({ system }) => `system:${system}`,
];
const everything = 'everything';

function inPhase(name: string, phase: Phase): string {
  return phase === 'live' ? `${name}@live` : name;
}

const knownKeys: ReadonlySet<string> = new Set([
  ...[...stepIds, ...recordNames.map((record) => `record:${record}`)].flatMap((name) => [
    inPhase(name, 'preparation'),
    inPhase(name, 'live'),
  ]),
  ...Object.keys(systemTitles).map((system) => `system:${system}`),
  everything,
]);

/** The key that an item's text ends with; undefined for an item that is not ours. */
export function keyIn(text: string): string | undefined {
  const key = /\[([^[\]]+)\]\s*$/.exec(text)?.[1];
  return key !== undefined && knownKeys.has(key) ? key : undefined;
}

/**
 * The checklist of an onboarding: one item per step and phase. Where there is no room for so many, steps share items:
 * those of a record, else of a system, else all; a shared item is ticked when all its steps are settled.
 */
export function checklistWishes(progress: Progress, room = ticketChecklistLimit): ChecklistWish[] {
  return checklistGroups(progress.plan.lines, room).map(([key, lines]) => {
    const ticked = lines.every((line) => isSettled(line, progress.outcomes));
    return { key, text: fitted(wordsOf(lines, progress.outcomes), key), ticked };
  });
}

/** The lines by item, in the order of the plan. */
export function checklistGroups(lines: readonly PlanLine[], room = ticketChecklistLimit): Group[] {
  const all = groupings.map((keyOf) => groupedBy(lines, keyOf));
  return all.find((groups) => groups.length <= room) ?? groupedBy(lines, () => everything);
}

function groupedBy(lines: readonly PlanLine[], keyOf: (line: PlanLine) => string): Group[] {
  const keys = new Set(lines.map(keyOf));
  return [...keys].map((key) => [key, lines.filter((line) => keyOf(line) === key)]);
}

/** Whether the step is verified, confirmed by hand or waived in that phase. */
export function isSettled({ step, phase }: PlanLine, outcomes: Outcomes): boolean {
  return outcomes[step]?.[phase] !== undefined;
}

function wordsOf(lines: readonly PlanLine[], outcomes: Outcomes): string {
  const [first, second] = lines;
  const waived = waivedBy(lines, outcomes);
  if (first !== undefined && second === undefined)
    return `${phaseHeadings[first.phase]} · ${first.title} (${first.rules.join(', ')})${waived}`;
  const headings = unique(lines.map(({ phase }) => phaseHeadings[phase])).join(', ');
  const systems = unique(lines.map(({ system }) => systemTitles[system])).join(', ');
  const settled = lines.filter((line) => isSettled(line, outcomes)).length;
  const titles = unique(lines.map(({ title }) => title)).join(', ');
  return `${headings} · ${systems}: ${settled} of ${lines.length} done${waived} · ${titles}`;
}

function waivedBy(lines: readonly PlanLine[], outcomes: Outcomes): string {
  const people = lines.flatMap(({ step, phase }) => {
    const outcome = outcomes[step]?.[phase];
    return outcome?.kind === 'waived' ? [outcome.by] : [];
  });
  return people.length === 0 ? '' : ` · waived by ${unique(people).join(', ')}`;
}

function unique<Text extends string>(texts: readonly Text[]): Text[] {
  return [...new Set(texts)];
}

/** The key stays whole whatever is cut: the item is known by it. */
function fitted(words: string, key: string): string {
  const mark = ` [${key}]`;
  const line = words.replace(/\s+/g, ' ').trim();
  const room = longestText - mark.length;
  if (line.length <= room) return `${line}${mark}`;
  return `${line.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, '')}…${mark}`;
}
