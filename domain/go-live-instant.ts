import { Temporal } from 'temporal-polyfill';
import type { CustomerFile } from './customer-file.ts';
import type { ResolvedGoLive } from './go-live.ts';
import { type DaySpan, type HelpDeskHours, type Weekday, weekdays } from './hours.ts';

export { isPast, type ResolvedGoLive, showGoLive } from './go-live.ts';

/** What the instant depends on beside the customer file. */
export interface GoLiveOptions {
  /** How long before help-desk hours begin "first thing in the morning" is (R20). */
  readonly minutesBeforeHours: number;
  /** The version of the time-zone data in use, as `process.versions.tz` says. */
  readonly tzVersion: string;
  /** Local dates that the MSP keeps as holidays. */
  readonly holidays: readonly string[];
}

/** The instant, or a sentence that says why there is none and what to write instead. */
export type GoLiveResolution =
  | { readonly ok: true; readonly goLive: ResolvedGoLive }
  | { readonly ok: false; readonly sentence: string };

type LocalChoice =
  | { readonly ok: true; readonly local: Temporal.PlainDateTime; readonly flags: readonly string[] }
  | { readonly ok: false; readonly sentence: string };

/** R20 · The go-live instant of a customer: the contract's local date and time, or first thing on that day. */
export function resolveGoLive(customer: CustomerFile, options: GoLiveOptions): GoLiveResolution {
  const { date, time } = customer.contract.goLive;
  const day = Temporal.PlainDate.from(date);
  const chosen =
    time === undefined ? firstThing(customer, day, options) : written(customer, day.toPlainDateTime(time));
  if (!chosen.ok) return chosen;

  const sentence = clockChange(chosen.local, customer.timeZone);
  if (sentence !== undefined) return { ok: false, sentence };

  const zoned = chosen.local.toZonedDateTime(customer.timeZone);
  return {
    ok: true,
    goLive: {
      localDate: date,
      localTime: showTime(chosen.local),
      zone: customer.timeZone,
      instant: zoned.toInstant().toString({ smallestUnit: 'second' }),
      offset: zoned.offset,
      tzVersion: options.tzVersion,
      flags: [...dayFlags(day, options), ...chosen.flags],
    },
  };
}

/** The time that the contract says, flagged if the help desk would open before it. */
function written(customer: CustomerFile, local: Temporal.PlainDateTime): LocalChoice {
  const hours = customer.contract.helpDeskHours.value;
  if (hours.kind === '24/7') return { ok: true, local, flags: [] };
  const span = hours.days[weekdayOf(local)];
  if (!span) return { ok: true, local, flags: ['there are no help-desk hours on that weekday'] };

  const opens = opening(local.toPlainDate(), span, hours, customer.timeZone);
  const late = Temporal.PlainDateTime.compare(local, opens) > 0;
  return { ok: true, local, flags: late ? [`help-desk hours begin before it, at ${showTime(opens)}`] : [] };
}

/** First thing in the morning: shortly before help-desk hours begin; midnight where they never end. */
function firstThing(customer: CustomerFile, day: Temporal.PlainDate, options: GoLiveOptions): LocalChoice {
  const hours = customer.contract.helpDeskHours.value;
  const absent = 'time was not in the contract';
  if (hours.kind === '24/7') {
    return { ok: true, local: day.toPlainDateTime(), flags: [`${absent}: midnight, because hours are 24/7`] };
  }
  const span = hours.days[weekdayOf(day)] ?? earliest(hours);
  if (!span)
    return { ok: false, sentence: 'Without help-desk hours on any day, write contract.goLive.time.' };

  const opens = opening(day, span, hours, customer.timeZone);
  if (!opens.toPlainDate().equals(day)) {
    return {
      ok: false,
      sentence:
        `In ${customer.timeZone} the help-desk hours of ${day} (${span.from} ${hours.zone}) begin on ` +
        `${opens.toPlainDate()}: write contract.goLive.time, in ${customer.timeZone}.`,
    };
  }
  const before = `${absent}: ${options.minutesBeforeHours} minutes before help-desk hours begin (${showTime(opens)})`;
  const closed = hours.days[weekdayOf(day)] ? [] : ['there are no help-desk hours on that weekday'];
  const local = opens.subtract({ minutes: options.minutesBeforeHours });
  if (local.toPlainDate().equals(day)) return { ok: true, local, flags: [before, ...closed] };
  return {
    ok: true,
    local: day.toPlainDateTime(),
    flags: [`${before} would be the day before, so midnight`, ...closed],
  };
}

/** When the hours of a day begin, on the customer's clocks: the hours may be kept in another zone. */
function opening(day: Temporal.PlainDate, span: DaySpan, hours: { zone: string }, customerZone: string) {
  const local = day.toPlainDateTime(span.from);
  if (hours.zone === customerZone) return local;
  return local.toZonedDateTime(hours.zone).withTimeZone(customerZone).toPlainDateTime();
}

/** The span that begins earliest in the week: the stand-in on a day without hours. */
function earliest(hours: Extract<HelpDeskHours, { kind: 'weekly' }>): DaySpan | undefined {
  return weekdays
    .flatMap((day) => hours.days[day] ?? [])
    .toSorted((one, other) => one.from.localeCompare(other.from))
    .at(0);
}

function dayFlags(day: Temporal.PlainDate, options: GoLiveOptions): string[] {
  const weekday = weekdayOf(day);
  const weekend = weekday === 'saturday' || weekday === 'sunday';
  return [
    ...(weekend ? [`weekend: the day is a ${weekday === 'sunday' ? 'Sunday' : 'Saturday'}`] : []),
    ...(options.holidays.includes(day.toString()) ? ['holiday: the MSP does not work that day'] : []),
  ];
}

/**
 * Why a local time is no single instant: clocks that are put forward skip it, clocks that are put back show it twice.
 * It is refused rather than guessed, with the nearest times on both sides that are clear.
 */
function clockChange(local: Temporal.PlainDateTime, zone: string): string | undefined {
  const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = local.toZonedDateTime(zone, { disambiguation: 'later' });
  if (first.equals(second)) return undefined;

  const change = first.getTimeZoneTransition('next');
  if (change === null) return `${showLocal(local)} is not one clear instant in ${zone}: choose another time.`;
  const clockBefore = change.subtract({ nanoseconds: 1 }).toPlainDateTime().round('minute');
  const clockAfter = change.toPlainDateTime();
  const skipped = Temporal.PlainDateTime.compare(clockBefore, clockAfter) < 0;
  const [from, to] = skipped ? [clockBefore, clockAfter] : [clockAfter, clockBefore];
  const what = skipped
    ? `does not exist in ${zone}: clocks go from ${showLocal(from)} straight to ${showLocal(to)}`
    : `happens twice in ${zone} (UTC${first.offset} and UTC${second.offset}): clocks are put back from ${showLocal(to)} to ${showLocal(from)}`;
  const nearest = `${showLocal(from.subtract({ minutes: 1 }))} or ${showLocal(to)}`;
  return `${showLocal(local)} ${what}. The nearest clear times are ${nearest}: write one as contract.goLive.time.`;
}

function weekdayOf(day: Temporal.PlainDate | Temporal.PlainDateTime): Weekday {
  return weekdays[day.dayOfWeek - 1] ?? 'monday';
}

function showTime(local: Temporal.PlainDateTime): string {
  return local.toString().slice(11, 16);
}

function showLocal(local: Temporal.PlainDateTime): string {
  return local.toString().slice(0, 16).replace('T', ' ');
}
