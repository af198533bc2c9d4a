import { Temporal } from 'temporal-polyfill';
import {
  type Answerer,
  type AnsweringTerms,
  answerer,
  type Callers,
  clocksOf,
  coversOf,
} from './answering.ts';
import { type MspTimes, mspBusinessHours } from './clocks.ts';
import type { CustomerFile } from './customer-file.ts';
import type { Weekday } from './hours.ts';
import { type IsHoliday, instantsOf, localTime, possibleChanges, weekdayOf } from './weekly-clock.ts';

/** A stretch of one day with one answerer, on the customer's clocks. */
export interface AnsweringSegment {
  /** `07:30`; with its offset where the clocks show that time twice. */
  readonly from: string;
  /** `24:00` at the end of the day. */
  readonly to: string;
  readonly answerer: Answerer;
  readonly minutes: number;
}

/** A day of the customer, from midnight to midnight. */
export interface AnsweringDay {
  readonly weekday: Weekday;
  readonly date: string;
  readonly segments: readonly AnsweringSegment[];
}

/** Monday to Sunday on the customer's clocks. */
export interface AnsweringWeek {
  readonly zone: string;
  readonly days: readonly AnsweringDay[];
  /** 168 hours together, one more or less in a week in which the customer's clocks change. */
  readonly minutes: { readonly [Who in Answerer]: number };
}

/** Which week is meant: without any holiday, or with every day as if it were one. */
export type WeekKind = 'ordinary' | 'holidays';

/** Who answers these callers, in an ordinary week and on holidays. */
export interface Answering {
  readonly callers: Callers;
  readonly ordinary: AnsweringWeek;
  readonly holidays: AnsweringWeek;
}

/** R61 · Who answers this customer's users, in the week of its go-live; two answers for per-device customers. */
export function answeringOf(customer: CustomerFile, msp: MspTimes): Answering[] {
  const { timeZone, contract } = customer;
  return coversOf(customer).map((cover) => {
    const terms = { msp: mspBusinessHours(msp), cover };
    const week = (kind: WeekKind) => answeringWeek(terms, timeZone, contract.goLive.date, kind);
    return { callers: cover.callers, ordinary: week('ordinary'), holidays: week('holidays') };
  });
}

/**
 * Who answers through the week that holds the date, Monday to Sunday in the customer's zone. Real instants are compared,
 * so a change of clocks in that week, of the customer, the MSP or the hours' zone, falls where it really does.
 */
export function answeringWeek(
  terms: AnsweringTerms,
  zone: string,
  date: string,
  kind: WeekKind = 'ordinary',
): AnsweringWeek {
  const day = Temporal.PlainDate.from(date);
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const days = [0, 1, 2, 3, 4, 5, 6].map((after) =>
    answeringDay(terms, monday.add({ days: after }), zone, () => kind === 'holidays'),
  );
  const segments = days.flatMap((one) => one.segments);
  const of = (who: Answerer) =>
    segments.filter((one) => one.answerer === who).reduce((sum, one) => sum + one.minutes, 0);
  return {
    zone,
    days,
    minutes: {
      msp: of('msp'),
      'mission-control': of('mission-control'),
      'outside-contract': of('outside-contract'),
      nobody: of('nobody'),
    },
  };
}

function answeringDay(
  terms: AnsweringTerms,
  date: Temporal.PlainDate,
  zone: string,
  isHoliday: IsHoliday,
): AnsweringDay {
  const start = date.toZonedDateTime(zone);
  const end = date.add({ days: 1 }).toZonedDateTime(zone);
  const stretches: { from: Temporal.ZonedDateTime; answerer: Answerer }[] = [];
  for (const from of cuts(terms, start, end)) {
    const who = answerer(terms, from.toInstant(), isHoliday);
    if (stretches.at(-1)?.answerer !== who) stretches.push({ from, answerer: who });
  }
  const segments = stretches.map(({ from, answerer }, index): AnsweringSegment => {
    const to = stretches[index + 1]?.from ?? end;
    const minutes = (to.epochMilliseconds - from.epochMilliseconds) / 60_000;
    return { from: shown(from), to: to === end ? '24:00' : shown(to), answerer, minutes };
  });
  return { weekday: weekdayOf(date), date: date.toString(), segments };
}

/** The instants of a day at which the answer may change, in order, its start being the first. */
function cuts(terms: AnsweringTerms, start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime) {
  const { compare } = Temporal.ZonedDateTime;
  const inside = clocksOf(terms)
    .flatMap((clock) => possibleChanges(clock, start, end))
    .map((instant) => instant.toZonedDateTimeISO(start.timeZoneId))
    .filter((at) => compare(start, at) < 0 && compare(at, end) < 0);
  return [start, ...inside.toSorted(compare)];
}

function shown(at: Temporal.ZonedDateTime): string {
  const [one, other] = instantsOf(at.toPlainDateTime(), at.timeZoneId);
  return one.equals(other) ? localTime(at) : `${localTime(at)} (UTC${at.offset})`;
}
