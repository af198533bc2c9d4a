import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type Answerer, type AnsweringTerms, answererAt, type Cover } from '../../domain/answering.ts';
import { type AnsweringWeek, answeringWeek } from '../../domain/answering-week.ts';
import { type MspBusinessHours, mspBusinessHours, supportWindow } from '../../domain/clocks.ts';
import { type HelpDeskHours, weekdays } from '../../domain/hours.ts';
import type { WeeklyClock } from '../../domain/weekly-clock.ts';
import { hours, spans } from './arbitraries.ts';

const zones = [
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'UTC',
];

const msps = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    businessHours: fc.record(Object.fromEntries(weekdays.map((day) => [day, spans])), { requiredKeys: [] }),
    holidays: fc.constant([]),
  })
  .map(mspBusinessHours);
const intakes = fc.oneof(fc.constant('off' as const), hours);
const covers: fc.Arbitrary<Cover> = fc.oneof(
  hours.map((intake) => ({ callers: 'everybody' as const, intake })),
  intakes.map((intake) => ({ callers: 'other-devices' as const, intake })),
  fc.tuple(hours, intakes).map(([plan, intake]) => ({
    callers: 'onboarded-devices' as const,
    window: supportWindow(plan.kind === '24/7' ? '24/7' : 'half-day', plan),
    intake,
  })),
);
const terms: fc.Arbitrary<AnsweringTerms> = fc.record({ msp: msps, cover: covers });
const dates = fc
  .integer({ min: 0, max: 2 * 366 })
  .map((days) => Temporal.PlainDate.from('2026-11-23').add({ days }).toString());
const minutesOfTheWeek = fc.array(fc.integer({ min: 0, max: 167 * 60 - 1 }), {
  minLength: 20,
  maxLength: 40,
});

test('a week is whole: each day follows the last, and every minute of it has one answerer', () => {
  fc.assert(
    fc.property(terms, fc.constantFrom(...zones), dates, (given, zone, date) => {
      const week = answeringWeek(given, zone, date);
      const { start, end } = limitsOf(week);
      const segments = week.days.flatMap((day) => day.segments);
      expect(week.days.map((day) => day.weekday)).toEqual(weekdays);
      expect(segments.every((segment) => segment.minutes > 0)).toBe(true);
      const total = (end - start) / 60_000;
      expect(segments.reduce((sum, segment) => sum + segment.minutes, 0)).toBe(total);
      expect(Object.values(week.minutes).reduce((sum, one) => sum + one, 0)).toBe(total);
      expect([167, 167.5, 168, 168.5, 169]).toContain(total / 60);
      for (const { segments: ofDay } of week.days) {
        ofDay.slice(1).forEach((segment, index) => {
          expect(segment.from).toBe(ofDay[index]?.to);
          expect(segment.answerer).not.toBe(ofDay[index]?.answerer);
        });
        expect(ofDay.at(-1)?.to).toBe('24:00');
      }
    }),
    { numRuns: 60 },
  );
});

test('any minute is answered by whom the rules name for what the three clocks show', () => {
  fc.assert(
    fc.property(terms, fc.constantFrom(...zones), dates, minutesOfTheWeek, (given, zone, date, minutes) => {
      const week = answeringWeek(given, zone, date);
      for (const minute of minutes) {
        const instant = new Date(limitsOf(week).start + minute * 60_000);
        const expected = expectedAt(given, instant);
        expect([instant, atMinute(week, minute)]).toEqual([instant, expected]);
        expect(answererAt(given, instant.toISOString())).toBe(expected);
      }
    }),
    { numRuns: 60 },
  );
});

test('every single minute of weeks in which clocks change, elsewhere or here', () => {
  const days = { sunday: { from: '01:30', to: '02:45' }, monday: { from: '08:30', to: '23:59' } };
  const intake: HelpDeskHours = { kind: 'weekly', zone: 'Europe/London', days, holidays: 'closed' };
  const msp = mspBusinessHours({ timeZone: 'America/New_York', businessHours: days, holidays: [] });
  const given: AnsweringTerms = { msp, cover: { callers: 'everybody', intake } };
  for (const date of ['2027-03-14', '2027-03-28', '2027-10-31', '2027-11-07']) {
    const week = answeringWeek(given, 'America/New_York', date);
    const { start, end } = limitsOf(week);
    const wrong: string[] = [];
    for (let at = start; at < end; at += 60_000) {
      const found = atMinute(week, (at - start) / 60_000);
      if (found !== expectedAt(given, new Date(at))) wrong.push(`${new Date(at).toISOString()} ${found}`);
    }
    expect(wrong).toEqual([]);
  }
});

/** The rules, told anew in the plainest way, on clocks of another library. */
function expectedAt({ msp, cover }: AnsweringTerms, at: Date): Answerer {
  if (isOpen(msp, at)) return 'msp';
  const { window, intake } = cover;
  if (window?.type === '24/7' || (window?.type === 'half-day' && isOpen(window, at)))
    return 'mission-control';
  if (intake === 'off') return 'nobody';
  return intake.kind === '24/7' || isOpen(intake, at) ? 'mission-control' : 'outside-contract';
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function isOpen({ zone, days }: WeeklyClock | MspBusinessHours, at: Date): boolean {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  const [date = '', time = ''] = clock.format(at).split(' ');
  const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7] ?? 'monday';
  const span = days[weekday];
  return span !== undefined && span.from <= time && (time < span.to || span.to === '23:59');
}

function atMinute(week: AnsweringWeek, minute: number): Answerer | undefined {
  let left = minute;
  return week.days
    .flatMap((day) => day.segments)
    .find((segment) => {
      left -= segment.minutes;
      return left < 0;
    })?.answerer;
}

function limitsOf({ days, zone }: AnsweringWeek): { start: number; end: number } {
  const monday = Temporal.PlainDate.from(days[0]?.date ?? '');
  return {
    start: monday.toZonedDateTime(zone).epochMilliseconds,
    end: monday.add({ days: 7 }).toZonedDateTime(zone).epochMilliseconds,
  };
}
