import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accessOpensAt } from '../../domain/business-days.ts';
import { mspBusinessHours } from '../../domain/clocks.ts';

const day = { from: '08:30', to: '17:30' };
const workdays = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
const msp = mspBusinessHours({
  timeZone: 'America/New_York',
  businessHours: workdays,
  holidays: ['2026-11-26', '2026-12-25', '2027-01-01'],
});

describe('access opens (R16)', () => {
  test.each([
    ['a Monday: the Friday before', '2026-12-14T12:00:00Z', 1, '2026-12-11T13:30:00Z'],
    ['over one week-end', '2026-12-14T12:00:00Z', 3, '2026-12-09T13:30:00Z'],
    ['over two week-ends', '2026-12-14T12:00:00Z', 6, '2026-12-04T13:30:00Z'],
    ['on a Sunday', '2026-12-13T12:00:00Z', 2, '2026-12-10T13:30:00Z'],
    ['over a holiday', '2026-11-27T12:00:00Z', 1, '2026-11-25T13:30:00Z'],
    ['on a holiday', '2026-12-25T12:00:00Z', 1, '2026-12-24T13:30:00Z'],
    ['over the turn of the year', '2027-01-04T12:00:00Z', 1, '2026-12-31T13:30:00Z'],
    ['over a week-end in which clocks go forward', '2027-03-15T11:00:00Z', 1, '2027-03-12T13:30:00Z'],
    ['the first morning of summer time', '2027-03-16T11:00:00Z', 1, '2027-03-15T12:30:00Z'],
    ['over a week-end in which clocks go back', '2027-11-08T12:00:00Z', 1, '2027-11-05T12:30:00Z'],
    ['the customer’s Monday, still Sunday at the MSP', '2026-12-13T20:00:00Z', 1, '2026-12-11T13:30:00Z'],
    ['the customer’s Sunday, already Monday at the MSP', '2026-12-14T06:00:00Z', 1, '2026-12-11T13:30:00Z'],
    ['the same day, when hours begin', '2026-12-14T15:00:00Z', 0, '2026-12-14T13:30:00Z'],
    ['never after go-live, though the MSP opens later', '2026-12-14T12:00:00Z', 0, '2026-12-14T12:00:00Z'],
    ['never after go-live on a day without hours', '2026-12-13T12:00:00Z', 0, '2026-12-13T12:00:00Z'],
  ])('%s', (_what, goLive, businessDays, opens) => {
    expect(accessOpensAt({ goLive, businessDays, msp })).toBe(opens);
  });

  test('each day opens at its own time', () => {
    const days = { ...workdays, friday: { from: '10:00', to: '12:00' } };
    expect(accessOpensAt({ goLive: '2026-12-14T12:00:00Z', businessDays: 1, msp: { ...msp, days } })).toBe(
      '2026-12-11T15:00:00Z',
    );
  });

  test('an MSP without a business day is told so rather than searched forever', () => {
    expect(() =>
      accessOpensAt({ goLive: '2026-12-14T12:00:00Z', businessDays: 1, msp: { ...msp, days: {} } }),
    ).toThrow('msp.businessHours has no day');
  });

  test('another business day more is always earlier, and the one before is always a business day', () => {
    const instants = fc
      .integer({ min: 0, max: 2 * 366 * 24 * 60 })
      .map((minutes) => new Date(Date.UTC(2026, 10, 23) + minutes * 60_000).toISOString());
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 20 }), (goLive, businessDays) => {
        const opens = accessOpensAt({ goLive, businessDays, msp });
        const earlier = accessOpensAt({ goLive, businessDays: businessDays + 1, msp });
        expect(Date.parse(opens)).toBeLessThanOrEqual(Date.parse(goLive));
        expect(Date.parse(earlier)).toBeLessThan(Date.parse(opens));
        const [weekday, date, time] = atMsp(earlier);
        expect(Object.keys(workdays)).toContain(weekday);
        expect(msp.holidays).not.toContain(date);
        expect(time).toBe('08:30');
      }),
    );
  });
});

const weekdayFormat = new Intl.DateTimeFormat('en-US', { timeZone: msp.zone, weekday: 'long' });
const clockFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: msp.zone,
  dateStyle: 'short',
  timeStyle: 'short',
});

function atMsp(instant: string): readonly [weekday: string, date: string, time: string] {
  const at = new Date(instant);
  const [date = '', time = ''] = clockFormat.format(at).split(' ');
  return [weekdayFormat.format(at).toLowerCase(), date, time];
}
