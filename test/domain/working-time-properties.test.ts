import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { weekdays } from '../../domain/hours.ts';
import {
  addBusinessDays,
  addBusinessHours,
  businessDaysBefore,
  businessHoursBetween,
  isWorkingTime,
  nextWorkingInstant,
  type WorkingCalendar,
} from '../../domain/working-time.ts';
import { calendars, quarters } from './arbitraries.ts';

const QUARTER_MS = 15 * 60_000;

test('quarter by quarter, working time is what a clock on the wall and a calendar beside it say', () => {
  fc.assert(
    fc.property(calendars, quarters, fc.integer({ min: 0, max: 60 }), (calendar, start, count) => {
      const worked = workedQuarters(calendar, start, count);
      const end = worked.at(-1) ?? start;
      expect(addBusinessHours(calendar, start, count / 4)).toBe(end);
      expect(nextWorkingInstant(calendar, start)).toBe(worked[0]);
      expect(businessHoursBetween(calendar, start, end)).toBe(count / 4);
      expect(isWorkingTime(calendar, start)).toBe(worked[0] === start);
    }),
    { numRuns: 60 },
  );
});

test('business days later and before are business days, as many as asked for', () => {
  fc.assert(
    fc.property(calendars, quarters, fc.integer({ min: 1, max: 12 }), (calendar, start, count) => {
      const later = addBusinessDays(calendar, start, count);
      expect(isWorkingTime(calendar, later)).toBe(true);
      expect(Date.parse(later)).toBeGreaterThan(Date.parse(start));
      const next = addBusinessDays(calendar, start, 1);
      expect(clockAt(calendar, addBusinessDays(calendar, next, count - 1)).date).toBe(
        clockAt(calendar, later).date,
      );
      const before = businessDaysBefore(calendar, start, count);
      expect(isWorkingTime(calendar, before)).toBe(true);
      expect(Date.parse(before)).toBeLessThan(Date.parse(start));
      expect(businessDaysBefore(calendar, before, 1)).toBe(businessDaysBefore(calendar, start, count + 1));
    }),
    { numRuns: 60 },
  );
});

/** The first so many quarter hours of work from the start, and the one after them; told by another library. */
function workedQuarters(calendar: WorkingCalendar, start: string, count: number): string[] {
  const found: string[] = [];
  for (let at = Date.parse(start); found.length <= count; at += QUARTER_MS) {
    if (worksAt(calendar, at)) found.push(new Date(at).toISOString().replace('.000', ''));
  }
  return found;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clockAt({ zone }: WorkingCalendar, at: string | number): { date: string; time: string } {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  const [date = '', time = ''] = clock.format(new Date(at)).split(' ');
  return { date, time };
}

function worksAt(calendar: WorkingCalendar, at: number): boolean {
  const { date, time } = clockAt(calendar, at);
  const weekday = weekdays[(new Date(`${date}T12:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
  const span = calendar.days[weekday];
  if (span === undefined || calendar.holidays.includes(date)) return false;
  return span.from <= time && (time < span.to || span.to === '23:59');
}
