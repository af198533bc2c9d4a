/** Whether a moment has passed, comes within three days, or later. */
export type Dueness = 'overdue' | 'soon' | 'later';

const DAY_MS = 86_400_000;
const SOON_DAYS = 3;

/** How near a moment is; what has none is never due. ISO 8601 in UTC; `nowMs` as `Date.now()` counts. */
export function duenessOf(moment: string | undefined, nowMs: number): Dueness {
  const left = moment === undefined ? Number.POSITIVE_INFINITY : Date.parse(moment) - nowMs;
  if (left <= 0) return 'overdue';
  return left <= SOON_DAYS * DAY_MS ? 'soon' : 'later';
}
