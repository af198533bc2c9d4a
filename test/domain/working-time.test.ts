import { describe, expect, test } from '@jest/globals';
import { mspBusinessHours } from '../../domain/clocks.ts';
import {
  addBusinessDays,
  addBusinessHours,
  businessDaysBefore,
  businessHoursBetween,
  isWorkingTime,
  nextWorkingInstant,
  type WorkingCalendar,
} from '../../domain/working-time.ts';

const day = { from: '08:30', to: '17:30' };
const workdays = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
const msp = mspBusinessHours({
  timeZone: 'America/New_York',
  businessHours: { ...workdays, friday: { from: '08:30', to: '12:00' } },
  holidays: ['2026-12-25', '2027-01-01'],
});
const inKolkata: WorkingCalendar = { ...msp, zone: 'Asia/Kolkata' };
const onlyTuesdays: WorkingCalendar = { ...msp, days: { tuesday: day } };
const everyDay = { ...workdays, saturday: day, sunday: day };
const untilMidnight = { from: '20:00', to: '23:59' };
const nights: WorkingCalendar = {
  ...msp,
  days: { monday: untilMidnight, tuesday: { from: '00:00', to: '02:00' } },
};

/** Works around the hours in which the clocks of a zone change. */
const overChanges = (zone: string, from: string, to: string): WorkingCalendar => ({
  zone,
  holidays: [],
  days: Object.fromEntries(Object.keys(everyDay).map((name) => [name, { from, to }])),
});

describe('the next working instant', () => {
  test.each([
    ['the same one inside hours', msp, '2026-12-07T15:00:00Z', '2026-12-07T15:00:00Z'],
    ['to the millisecond', msp, '2026-12-07T15:00:00.123Z', '2026-12-07T15:00:00.123Z'],
    ['when hours begin', msp, '2026-12-07T13:30:00Z', '2026-12-07T13:30:00Z'],
    ['the next morning, once they have ended', msp, '2026-12-07T22:30:00Z', '2026-12-08T13:30:00Z'],
    ['after the week-end', msp, '2026-12-11T17:00:00Z', '2026-12-14T13:30:00Z'],
    ['after a holiday and the week-end', msp, '2026-12-24T23:00:00Z', '2026-12-28T13:30:00Z'],
    ['in a zone of half hours', inKolkata, '2026-12-07T00:00:00Z', '2026-12-07T03:00:00Z'],
    ['in the only day of the week', onlyTuesdays, '2026-12-09T15:00:00Z', '2026-12-15T13:30:00Z'],
    ['a span to 23:59 lasts until midnight', nights, '2026-12-08T04:59:30.000Z', '2026-12-08T04:59:30Z'],
    ['midnight goes on with the next day', nights, '2026-12-08T05:00:00Z', '2026-12-08T05:00:00Z'],
    [
      'a beginning that the clocks skip is where they go on',
      overChanges('America/New_York', '02:30', '05:00'),
      '2027-03-14T05:00:00Z',
      '2027-03-14T07:00:00Z',
    ],
    [
      'a whole span that the clocks skip falls out',
      overChanges('America/New_York', '02:15', '02:45'),
      '2027-03-14T05:00:00Z',
      '2027-03-15T06:15:00Z',
    ],
    [
      'an hour that comes twice is worked twice',
      overChanges('America/New_York', '01:00', '01:30'),
      '2027-11-07T05:45:00Z',
      '2027-11-07T06:00:00Z',
    ],
    [
      'a midnight that does not exist',
      overChanges('America/Santiago', '00:00', '03:00'),
      '2027-09-05T03:30:00Z',
      '2027-09-05T04:00:00Z',
    ],
  ])('%s', (_what, calendar, instant, next) => {
    expect(nextWorkingInstant(calendar, instant)).toBe(next);
    expect(isWorkingTime(calendar, next)).toBe(true);
    expect(isWorkingTime(calendar, instant)).toBe(Date.parse(instant) === Date.parse(next));
  });
});

describe('some business hours later', () => {
  test.each([
    ['on the same day', msp, '2026-12-07T14:00:00Z', 4, '2026-12-07T18:00:00Z'],
    ['half an hour', msp, '2026-12-07T14:00:00Z', 0.5, '2026-12-07T14:30:00Z'],
    ['over night', msp, '2026-12-07T20:30:00Z', 4, '2026-12-08T15:30:00Z'],
    ['asked at night', msp, '2026-12-08T03:00:00Z', 4, '2026-12-08T17:30:00Z'],
    ['over a short Friday and the week-end', msp, '2026-12-11T15:00:00Z', 4, '2026-12-14T15:30:00Z'],
    [
      'never the end of a day, but the next beginning',
      msp,
      '2026-12-07T18:30:00Z',
      4,
      '2026-12-08T13:30:00Z',
    ],
    ['over a week without work', onlyTuesdays, '2026-12-08T21:30:00Z', 4, '2026-12-15T16:30:00Z'],
    ['over midnight', nights, '2026-12-08T04:00:00Z', 1.5, '2026-12-08T05:30:00Z'],
    [
      'a day with an hour more',
      overChanges('America/New_York', '00:00', '04:00'),
      '2027-11-07T04:00:00Z',
      4.5,
      '2027-11-07T08:30:00Z',
    ],
    [
      'a day with half an hour less',
      overChanges('Australia/Lord_Howe', '00:00', '04:00'),
      '2027-10-02T13:30:00Z',
      4,
      '2027-10-03T13:30:00Z',
    ],
  ])('%s', (_what, calendar, instant, hours, later) => {
    expect(addBusinessHours(calendar, instant, hours)).toBe(later);
  });

  test('an end that is not later is no hours away', () => {
    expect(businessHoursBetween(msp, '2026-12-07T15:00:00Z', '2026-12-07T15:00:00Z')).toBe(0);
    expect(businessHoursBetween(msp, '2026-12-07T15:00:00Z', '2026-12-01T15:00:00Z')).toBe(0);
    expect(businessHoursBetween(msp, '2026-12-11T15:00:00Z', '2026-12-14T14:30:00Z')).toBe(3);
  });
});

describe('some business days later', () => {
  test.each([
    ['at the same time', msp, '2026-12-07T15:00:00Z', 1, undefined, '2026-12-08T15:00:00Z'],
    ['over the week-end', msp, '2026-12-11T15:00:00Z', 1, undefined, '2026-12-14T15:00:00Z'],
    ['over a holiday', msp, '2026-12-24T15:00:00Z', 1, undefined, '2026-12-28T15:00:00Z'],
    ['no day: the next working instant', msp, '2026-12-12T15:00:00Z', 0, '12:00', '2026-12-14T13:30:00Z'],
    [
      'from a week-end, Monday does not count',
      msp,
      '2026-12-12T15:00:00Z',
      1,
      undefined,
      '2026-12-15T13:30:00Z',
    ],
    [
      'when hours begin, if they end before that time',
      msp,
      '2026-12-10T20:00:00Z',
      1,
      undefined,
      '2026-12-11T13:30:00Z',
    ],
    ['at a time', msp, '2026-12-07T20:00:00Z', 1, '09:00', '2026-12-08T14:00:00Z'],
    ['at a time before hours', msp, '2026-12-07T20:00:00Z', 1, '06:00', '2026-12-08T13:30:00Z'],
    [
      'at a local time over a change of clocks',
      msp,
      '2027-03-12T14:00:00Z',
      1,
      '09:00',
      '2027-03-15T13:00:00Z',
    ],
    ['to a leap day', msp, '2028-02-28T15:00:00Z', 1, undefined, '2028-02-29T15:00:00Z'],
    ['over a leap day', msp, '2028-02-28T15:00:00Z', 2, undefined, '2028-03-01T15:00:00Z'],
    ['one day a week', onlyTuesdays, '2026-12-08T15:00:00Z', 2, undefined, '2026-12-22T15:00:00Z'],
    ['in a zone of half hours', inKolkata, '2026-12-07T05:00:00Z', 1, '09:00', '2026-12-08T03:30:00Z'],
  ])('%s', (_what, calendar, instant, days, time, later) => {
    expect(addBusinessDays(calendar, instant, days, time)).toBe(later);
  });
});

describe('some business days before', () => {
  test.each([
    ['the opening of the day itself', msp, '2026-12-07T15:00:00Z', 0, '2026-12-07T13:30:00Z'],
    ['never after the instant', msp, '2026-12-07T11:00:00Z', 0, '2026-12-07T11:00:00Z'],
    ['over the week-end', msp, '2026-12-07T11:00:00Z', 1, '2026-12-04T13:30:00Z'],
    ['one day a week', onlyTuesdays, '2026-12-07T11:00:00Z', 2, '2026-11-24T13:30:00Z'],
    ['on the calendar of a zone of half hours', inKolkata, '2026-12-07T20:00:00Z', 1, '2026-12-07T03:00:00Z'],
  ])('%s', (_what, calendar, instant, days, before) => {
    expect(businessDaysBefore(calendar, instant, days)).toBe(before);
  });
});

describe('a calendar without a working day is refused rather than searched forever', () => {
  const from = '2026-12-07T15:00:00Z';
  const noDays: WorkingCalendar = { ...msp, days: {} };
  test.each([
    ['the next instant', () => nextWorkingInstant(noDays, from)],
    ['hours', () => addBusinessHours(noDays, from, 1)],
    ['days', () => addBusinessDays(noDays, from, 1)],
    ['days before', () => businessDaysBefore(noDays, from, 1)],
  ])('%s', (_what, ask) => {
    expect(ask).toThrow('msp.businessHours has no day');
  });

  test('between two instants it has no hours', () => {
    expect(businessHoursBetween(noDays, from, '2036-12-07T15:00:00Z')).toBe(0);
  });
});
