import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type GoLiveDayTerms, goLiveDay } from '../../domain/go-live-day.ts';
import type { HelpDeskHours } from '../../domain/hours.ts';
import { isWorkingTime } from '../../domain/working-time.ts';
import { calendars, hours, quarters } from './arbitraries.ts';

const day = { from: '08:30', to: '17:30' };
const desk = { from: '07:30', to: '20:30' };
const msp = {
  timeZone: 'America/New_York',
  businessHours: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  holidays: ['2026-12-25'],
};
const switchOver = { default: 'put-back' as const, minutesBeforeHours: 10, allDayMinutes: 30 };
const profile = { msp, policies: { readinessBusinessDays: 1, goLive: { switchOver } } };

const workdays: HelpDeskHours = {
  kind: 'weekly',
  zone: 'America/New_York',
  days: { monday: desk, tuesday: desk, wednesday: desk, thursday: desk, friday: desk },
  holidays: 'closed',
};

function dayOf(instant: string, value: HelpDeskHours, changes: Partial<GoLiveDayTerms['profile']> = {}) {
  const customer = { contract: { helpDeskHours: { value, clause: '§ 3.2' } } };
  return goLiveDay({ customer, profile: { ...profile, ...changes }, goLive: { instant } });
}

describe('readiness is looked at', () => {
  test.each([
    ['the business day before, when hours begin', '2026-12-15T12:00:00Z', 1, '2026-12-14T13:30:00Z'],
    ['before the week-end, for a Monday', '2026-12-14T12:00:00Z', 1, '2026-12-11T13:30:00Z'],
    ['before the week-end, for a Sunday', '2026-12-13T12:00:00Z', 1, '2026-12-11T13:30:00Z'],
    ['before a holiday', '2026-12-28T12:00:00Z', 1, '2026-12-24T13:30:00Z'],
    ['earlier, if wanted', '2026-12-14T12:00:00Z', 3, '2026-12-09T13:30:00Z'],
    ['on the day itself, not after the instant', '2026-12-14T12:00:00Z', 0, '2026-12-14T12:00:00Z'],
  ])('%s', (_what, instant, readinessBusinessDays, readinessAt) => {
    const policies = { ...profile.policies, readinessBusinessDays };
    expect(dayOf(instant, workdays, { policies }).readinessAt).toBe(readinessAt);
  });
});

describe('the help desk opens, and before it the deadline of R23', () => {
  const anyDay: HelpDeskHours = { ...workdays, holidays: 'as-usual' };
  test.each([
    ['first thing', '2026-12-14T12:00:00Z', workdays, '2026-12-14T12:30:00Z', '2026-12-14T12:20:00Z'],
    [
      'ten minutes are left at least',
      '2026-12-14T12:25:00Z',
      workdays,
      '2026-12-14T12:30:00Z',
      '2026-12-14T12:35:00Z',
    ],
    ['hours have begun', '2026-12-14T15:00:00Z', workdays, '2026-12-14T15:00:00Z', '2026-12-14T15:10:00Z'],
    ['on a Saturday', '2026-12-12T12:00:00Z', workdays, '2026-12-14T12:30:00Z', '2026-12-14T12:20:00Z'],
    ['on a holiday', '2026-12-25T12:00:00Z', workdays, '2026-12-28T12:30:00Z', '2026-12-28T12:20:00Z'],
    [
      'on a holiday that is none for them',
      '2026-12-25T12:00:00Z',
      anyDay,
      '2026-12-25T12:30:00Z',
      '2026-12-25T12:20:00Z',
    ],
    ['24/7', '2026-12-14T05:00:00Z', { kind: '24/7' }, '2026-12-14T05:30:00Z', '2026-12-14T05:20:00Z'],
    [
      'hours kept elsewhere',
      '2026-12-14T12:00:00Z',
      { ...workdays, zone: 'America/Chicago' },
      '2026-12-14T13:30:00Z',
      '2026-12-14T13:20:00Z',
    ],
    [
      'the morning after clocks went forward',
      '2027-03-15T11:00:00Z',
      workdays,
      '2027-03-15T11:30:00Z',
      '2027-03-15T11:20:00Z',
    ],
  ] satisfies [string, string, HelpDeskHours, string, string][])(
    '%s',
    (_what, instant, value, helpDeskHoursOpenAt, switchOverDeadline) => {
      expect(dayOf(instant, value)).toMatchObject({ helpDeskHoursOpenAt, switchOverDeadline });
    },
  );

  test('how long around-the-clock hours and the margin are is the profile’s', () => {
    const goLive = { switchOver: { ...switchOver, minutesBeforeHours: 45, allDayMinutes: 120 } };
    const policies = { ...profile.policies, goLive };
    expect(dayOf('2026-12-14T05:00:00Z', { kind: '24/7' }, { policies }).switchOverDeadline).toBe(
      '2026-12-14T06:15:00Z',
    );
  });
});

test('readiness, instant, deadline come in this order, whatever the calendars', () => {
  fc.assert(
    fc.property(calendars, hours, quarters, ({ zone, days, holidays }, value, instant) => {
      const ofMsp = { timeZone: zone, businessHours: days, holidays };
      const found = dayOf(instant, value, { msp: ofMsp });
      expect(Date.parse(found.readinessAt)).toBeLessThan(Date.parse(instant));
      expect(isWorkingTime({ zone, days, holidays }, found.readinessAt)).toBe(true);
      expect(Date.parse(found.helpDeskHoursOpenAt)).toBeGreaterThanOrEqual(Date.parse(instant));
      expect(Date.parse(found.switchOverDeadline)).toBeGreaterThanOrEqual(Date.parse(instant) + 600_000);
    }),
    { numRuns: 60 },
  );
});
