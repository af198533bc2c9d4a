import { Temporal } from 'temporal-polyfill';
import { ProductError } from './problems.ts';
import { isOpenAt } from './weekly-clock.ts';
import {
  closedOn,
  dateAt,
  SEARCHED_DAYS,
  type Stretch,
  stretchesFrom,
  stretchesOn,
  type WorkingCalendar,
} from './working-stretches.ts';

export type { WorkingCalendar };

interface BusinessDay {
  readonly date: Temporal.PlainDate;
  readonly opens: number;
  readonly stretches: readonly Stretch[];
}

const HOUR_MS = 3_600_000;

// Instants go in and come out as ISO 8601 in UTC, to the millisecond. Where nothing else is said, the functions throw
// `ProductError` `profile-invalid` for a calendar without a working day.

/** Whether the instant falls into working time, as the clock on the wall shows it. */
export function isWorkingTime(calendar: WorkingCalendar, instant: string): boolean {
  return isOpenAt(calendar, Temporal.Instant.from(instant), closedOn(calendar));
}

/** The instant itself when it is working time, else the next moment that is. */
export function nextWorkingInstant(calendar: WorkingCalendar, instant: string): string {
  return addBusinessHours(calendar, instant, 0);
}

/**
 * The instant after so many hours of work (fractions too), and itself working time: what would be the very end of a
 * day is the beginning of the next.
 */
export function addBusinessHours(calendar: WorkingCalendar, instant: string, hours: number): string {
  let left = Math.round(hours * HOUR_MS);
  for (const { from, to } of stretchesFrom(calendar, Date.parse(instant))) {
    if (left < to - from) return isoOf(from + left);
    left -= to - from;
  }
  throw noWorkingDay();
}

/** How many hours of work lie between two instants; 0 when the second is not the later. */
export function businessHoursBetween(calendar: WorkingCalendar, start: string, end: string): number {
  const endMs = Date.parse(end);
  let sum = 0;
  for (const { from, to } of stretchesFrom(calendar, Date.parse(start))) {
    if (from >= endMs) break;
    sum += Math.min(to, endMs) - from;
  }
  return sum / HOUR_MS;
}

/**
 * So many business days later at the same local time, or at `time` (`09:00`); when that day's hours begin if the time
 * lies outside of them. Counted from the next working instant, which is the answer for 0 days.
 */
export function addBusinessDays(
  calendar: WorkingCalendar,
  instant: string,
  days: number,
  time?: string,
): string {
  const start = nextWorkingInstant(calendar, instant);
  if (days === 0) return start;
  const local = Temporal.Instant.from(start).toZonedDateTimeISO(calendar.zone);
  const { date, opens, stretches } = businessDayFrom(calendar, local.toPlainDate(), days);
  const wanted = date.toPlainDateTime(time ?? local.toPlainTime()).toZonedDateTime(calendar.zone);
  const { epochMilliseconds } = wanted;
  const inside = stretches.some(({ from, to }) => from <= epochMilliseconds && epochMilliseconds < to);
  return isoOf(inside ? epochMilliseconds : opens);
}

/** When hours begin, so many business days before the instant's day (0 is the day itself); never after the instant. */
export function businessDaysBefore(calendar: WorkingCalendar, instant: string, days: number): string {
  const instantMs = Date.parse(instant);
  const day = dateAt(calendar, instantMs);
  const opens =
    days === 0 ? stretchesOn(calendar, day)[0]?.from : businessDayFrom(calendar, day, -days).opens;
  return isoOf(Math.min(opens ?? instantMs, instantMs));
}

/** The business day that many away from the day, which itself does not count; a negative count goes back. */
function businessDayFrom(calendar: WorkingCalendar, day: Temporal.PlainDate, count: number): BusinessDay {
  const step = Math.sign(count);
  let left = Math.abs(count);
  let date = day;
  for (let idle = 0; idle < SEARCHED_DAYS; idle += 1) {
    date = date.add({ days: step });
    const stretches = stretchesOn(calendar, date);
    const [first] = stretches;
    if (first === undefined) continue;
    left -= 1;
    idle = 0;
    if (left === 0) return { date, opens: first.from, stretches };
  }
  throw noWorkingDay();
}

function isoOf(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString();
}

function noWorkingDay(): ProductError {
  return new ProductError('profile-invalid', {
    detail: 'msp.businessHours has no day that is not a holiday',
  });
}
