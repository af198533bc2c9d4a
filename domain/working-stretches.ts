import { Temporal } from 'temporal-polyfill';
import { isOpenAt, LAST_MINUTE, possibleChanges, type WeeklyClock, weekdayOf } from './weekly-clock.ts';

/** When somebody works, or a desk is open: a week on the clocks of one zone, less whole days. */
export interface WorkingCalendar extends WeeklyClock {
  /** Local dates on which there is no work at all. */
  readonly holidays: readonly string[];
}

/** A stretch of working time without a break, in milliseconds since 1970; `to` is the first moment after it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 24 * 3_600_000;

/** A calendar without a working day in a whole year has none. */
export const SEARCHED_DAYS = 366;

/** Working time from the moment on; ends only where there is none for a year. */
export function* stretchesFrom(calendar: WorkingCalendar, startMs: number): Generator<Stretch, void> {
  let date = dateAt(calendar, startMs);
  for (let idle = 0; idle < SEARCHED_DAYS; idle += 1) {
    const ahead = stretchesOn(calendar, date).filter(({ to }) => to > startMs);
    for (const { from, to } of ahead) yield { from: Math.max(from, startMs), to };
    if (ahead.length > 0) idle = 0;
    date = date.add({ days: 1 });
  }
}

/** What is known of each calendar's days: a month of reminders asks for the same day again and again. */
const known = new WeakMap<WorkingCalendar, Map<string, readonly Stretch[]>>();

/** The working time of a local date: one stretch or none, perhaps more on a day on which clocks change. */
export function stretchesOn(calendar: WorkingCalendar, date: Temporal.PlainDate): readonly Stretch[] {
  const days = known.get(calendar) ?? new Map<string, readonly Stretch[]>();
  known.set(calendar, days);
  const name = date.toString();
  const stretches = days.get(name) ?? computed(calendar, date, name);
  days.set(name, stretches);
  return stretches;
}

function computed(calendar: WorkingCalendar, date: Temporal.PlainDate, name: string): Stretch[] {
  const span = calendar.days[weekdayOf(date)];
  if (span === undefined || closedOn(calendar)(name)) return [];
  const start = date.toZonedDateTime(calendar.zone);
  const end = date.add({ days: 1 }).toZonedDateTime(calendar.zone);
  const endMs = end.epochMilliseconds;
  if (endMs - start.epochMilliseconds !== DAY_MS) return stretchesBetween(calendar, start, end);
  const at = (time: string) =>
    date.toZonedDateTime({ timeZone: calendar.zone, plainTime: time }).epochMilliseconds;
  return [{ from: at(span.from), to: span.to === LAST_MINUTE ? endMs : at(span.to) }];
}

/** The same for a day on which clocks change: what is open between the moments at which anything can change. */
function stretchesBetween(
  calendar: WorkingCalendar,
  start: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
): Stretch[] {
  const cuts = possibleChanges(calendar, start, end)
    .map(({ epochMilliseconds }) => epochMilliseconds)
    .filter((at) => start.epochMilliseconds <= at && at <= end.epochMilliseconds)
    .toSorted((one, other) => one - other);
  const stretches: { from: number; to: number }[] = [];
  cuts.forEach((from, index) => {
    const to = cuts[index + 1] ?? from;
    const last = stretches.at(-1);
    const isOpen = isOpenAt(calendar, Temporal.Instant.fromEpochMilliseconds(from), closedOn(calendar));
    if (to === from || !isOpen) return;
    if (last?.to === from) last.to = to;
    else stretches.push({ from, to });
  });
  return stretches;
}

/** Whether a local date is one on which there is no work, whatever the weekday. */
export function closedOn({ holidays }: WorkingCalendar) {
  return (date: string): boolean => holidays.includes(date);
}

/** The local date at that moment. */
export function dateAt({ zone }: WorkingCalendar, ms: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
}
