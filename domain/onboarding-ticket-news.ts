import { type ChecklistWish, checklistGroups, isSettled, keyIn, type Progress } from './onboarding-ticket.ts';
import type { Phase, StepId } from './steps/step.ts';

// Workflows import this module: it stays pure and small.

/** One item of a ticket's checklist, as it was read. */
export interface TicketItem {
  readonly id: number;
  readonly text: string;
  readonly isCompleted: boolean;
  /** Ticked by our own login rather than by a person. */
  readonly completedByUs: boolean;
  readonly completedByResourceId?: number;
  /** The address of who ticked it, where Autotask shows one. */
  readonly completedByEmail?: string;
  /** ISO 8601 in UTC. */
  readonly completedAt?: string;
}

/** What an item was last known to hold: what we wrote, or what was read and taken up. */
export type KnownItem = Pick<ChecklistWish, 'key' | 'ticked'>;

/** A person ticked (the step counts as done by hand) or unticked (it opens again) an item. */
export interface ChecklistNews {
  readonly step: StepId;
  readonly phase: Phase;
  readonly ticked: boolean;
  /** Who ticked it, where that can be told; nothing tells who unticks. */
  readonly byEmail?: string;
}

/**
 * What people have done to our items since they were last known, step by step. An item that stands as we want it, or
 * that we ticked ourselves, is no news; neither are items of other people. `room` as in `checklistWishes`.
 */
export function checklistNews(
  progress: Progress,
  known: readonly KnownItem[],
  read: readonly TicketItem[],
  room?: number,
): ChecklistNews[] {
  const ours = itemsByKey(read);
  return checklistGroups(progress.plan.lines, room).flatMap(([key, lines]) => {
    const item = ours.get(key);
    const settled = lines.filter((line) => isSettled(line, progress.outcomes));
    const wish = { key, ticked: settled.length === lines.length };
    if (item === undefined || !isNews(item, wish, known)) return [];
    const by = item.isCompleted && item.completedByEmail !== undefined;
    const touched = item.isCompleted ? lines.filter((line) => !settled.includes(line)) : lines;
    return touched.map(({ step, phase }) => ({
      step,
      phase,
      ticked: item.isCompleted,
      ...(by && { byEmail: item.completedByEmail }),
    }));
  });
}

/** Whether a person changed the item since it was last known; one that nobody knew was open. */
export function isNews(item: TicketItem, wish: KnownItem, known: readonly KnownItem[]): boolean {
  const last = known.find(({ key }) => key === wish.key)?.ticked ?? false;
  const differs = item.isCompleted !== last && item.isCompleted !== wish.ticked;
  return differs && !(item.isCompleted && item.completedByUs);
}

/** What to remember once the news of a reading were taken up: the same reading then holds none any more. */
export function knownFrom(read: readonly TicketItem[]): KnownItem[] {
  return [...itemsByKey(read)].map(([key, item]) => ({ key, ticked: item.isCompleted }));
}

/** Our items by key; of several with one key the oldest counts. */
export function itemsByKey(read: readonly TicketItem[]): ReadonlyMap<string, TicketItem> {
  const ours = new Map<string, TicketItem>();
  for (const item of read.toSorted((one, other) => one.id - other.id)) {
    const key = keyIn(item.text);
    if (key !== undefined && !ours.has(key)) ours.set(key, item);
  }
  return ours;
}

/** How many items of ours a ticket can hold beside those of other people. */
export function roomFor(read: readonly TicketItem[], limit: number): number {
  return Math.max(0, limit - read.filter(({ text }) => keyIn(text) === undefined).length);
}
