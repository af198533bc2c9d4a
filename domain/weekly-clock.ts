import { Temporal } from 'temporal-polyfill';
import { type DaySpan, type Weekday, weekdays } from './hours.ts';

/** Opening times by weekday, read on the clocks of one zone. Days without a span are closed. */
export interface WeeklyClock {
  readonly zone: string;
  readonly days: { readonly [Day in Weekday]?: DaySpan | undefined };
}

/** Whether a local date (`2026-12-25`) is a holiday. */
export type IsHoliday = (date: string) => boolean;

/** The last minute that a file can write; a span that ends with it is meant to last until midnight. */
export const LAST_MINUTE = '23:59';

/**
 * Whether the clock is open at that instant, judged by what a clock on its wall shows: an hour that is skipped is never
 * open, an hour that comes twice is open both times. `isClosed` names dates on which it does not open at all.
 */
export function isOpenAt({ zone, days }: WeeklyClock, at: Temporal.Instant, isClosed: IsHoliday): boolean {
  const local = at.toZonedDateTimeISO(zone);
  const span = days[weekdayOf(local)];
  if (span === undefined || isClosed(local.toPlainDate().toString())) return false;
  const time = localTime(local);
  return span.from <= time && (time < span.to || span.to === LAST_MINUTE);
}

/**
 * Every instant in the range at which the clock may open or close, beside some at which it does not: openings, closings,
 * midnights and changes of clocks. Between two neighbours `isOpenAt` gives one answer.
 */
export function possibleChanges(
  { zone, days }: WeeklyClock,
  start: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
): Temporal.Instant[] {
  const first = start.withTimeZone(zone);
  const last = end.withTimeZone(zone).toPlainDate();
  const found = clockChanges(first, end);
  let date = first.toPlainDate();
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const span = days[weekdayOf(date)];
    const times = span === undefined ? [] : [span.from, span.to];
    found.push(date.toZonedDateTime(zone).toInstant());
    for (const time of times) found.push(...instantsOf(date.toPlainDateTime(time), zone));
  }
  return found;
}

/** The weekday of a local date. */
export function weekdayOf({ dayOfWeek }: { readonly dayOfWeek: number }): Weekday {
  return weekdays[dayOfWeek - 1] ?? 'monday';
}

/** `HH:MM` on the zone's clocks. */
export function localTime(local: Temporal.ZonedDateTime): string {
  return local.toPlainTime().toString().slice(0, 5);
}

/** Both instants that a local time can mean where clocks change; twice the same one otherwise. */
export function instantsOf(
  local: Temporal.PlainDateTime,
  zone: string,
): readonly [Temporal.Instant, Temporal.Instant] {
  return [
    local.toZonedDateTime(zone, { disambiguation: 'earlier' }).toInstant(),
    local.toZonedDateTime(zone, { disambiguation: 'later' }).toInstant(),
  ];
}

function clockChanges(start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime): Temporal.Instant[] {
  const next = start.getTimeZoneTransition('next');
  if (next === null || Temporal.ZonedDateTime.compare(next, end) >= 0) return [];
  return [next.toInstant(), ...clockChanges(next, end)];
}
