import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type HelpDeskHours, showHours, showWeek, type Weekday, weekdays } from '../../domain/hours.ts';
import { helpDeskHoursSchema } from '../../domain/hours-schema.ts';
import { hours, spans } from './arbitraries.ts';

const day = { from: '07:30', to: '20:30' };
const short = { from: '09:00', to: '12:00' };

function weekly(
  days: {
    readonly [Day in Weekday]?: typeof day;
  },
): Extract<HelpDeskHours, { kind: 'weekly' }> {
  return { kind: 'weekly', zone: 'America/New_York', days, holidays: 'closed' };
}

describe('hours as a person reads them', () => {
  const workdays = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
  const cases: readonly [HelpDeskHours, string][] = [
    [{ kind: '24/7' }, '24/7'],
    [weekly(workdays), 'Mon–Fri 07:30–20:30, America/New_York, holidays closed'],
    [
      weekly({ ...workdays, saturday: short }),
      'Mon–Fri 07:30–20:30, Sat 09:00–12:00, America/New_York, holidays closed',
    ],
    [
      weekly({ monday: day, wednesday: day }),
      'Mon 07:30–20:30, Wed 07:30–20:30, America/New_York, holidays closed',
    ],
    [weekly({ sunday: short }), 'Sun 09:00–12:00, America/New_York, holidays closed'],
    [weekly({}), 'never, America/New_York, holidays closed'],
    [
      { ...weekly(workdays), holidays: 'as-usual' },
      'Mon–Fri 07:30–20:30, America/New_York, holidays as-usual',
    ],
  ];
  test.each(cases)('%j', (value, shown) => expect(showHours(value)).toBe(shown));
});

test('two weeks read alike only if they are alike', () => {
  const week = fc.record(Object.fromEntries(weekdays.map((name) => [name, spans])), { requiredKeys: [] });
  fc.assert(
    fc.property(week, week, (one, other) => {
      const alike = weekdays.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
      expect(showWeek(one) === showWeek(other)).toBe(alike);
    }),
  );
});

test('the order of days in the file makes no difference', () => {
  expect(showWeek({ tuesday: day, monday: day })).toBe(showWeek({ monday: day, tuesday: day }));
});

test('all hours that tests make up are hours that the file may hold', () => {
  fc.assert(fc.property(hours, (value) => helpDeskHoursSchema.safeParse(value).success));
});
