import { describe, expect, test } from '@jest/globals';
import type { ResolvedGoLive } from '../../domain/go-live.ts';
import { resolveGoLive } from '../../domain/go-live-instant.ts';
import { refusalOfDate } from '../../domain/reschedule.ts';
import { customer, harborDental } from './examples.ts';

const harbor = customer(harborDental);
const contractDate = '2026-12-14';

function moved(date: string, time: string) {
  const goLive = { ...harbor.contract.goLive, date, time };
  return resolveGoLive(
    { ...harbor, contract: { ...harbor.contract, goLive } },
    { minutesBeforeHours: 30, tzVersion: '2026c', holidays: [] },
  );
}

function at(date: string, time: string): ResolvedGoLive {
  const resolution = moved(date, time);
  if (resolution.ok) return resolution.goLive;
  throw new Error(resolution.sentence);
}

function refusal(date: string, time: string, now: string, leadMinutes = 60) {
  return refusalOfDate({ customer: harbor, goLive: at(date, time), now, contractDate, leadMinutes });
}

describe('a go-live cannot be moved', () => {
  test.each([
    [
      'into the past',
      '2026-12-15',
      '07:00',
      '2026-12-16T15:00:30Z',
      'has passed: choose an instant from 2026-12-16 11:01',
    ],
    ['to this very moment', '2026-12-15', '07:00', '2026-12-15T12:00:00Z', 'has passed: choose'],
    [
      'where the fresh look has no time left',
      '2026-12-15',
      '07:00',
      '2026-12-15T11:00:01Z',
      '60 minutes before go-live',
    ],
    [
      'before the contract begins',
      '2026-12-11',
      '07:00',
      '2026-12-01T12:00:00Z',
      'on 2026-12-14 (§ 3.1): choose',
    ],
  ])('%s', (_what, date, time, now, words) => {
    expect(refusal(date, time, now)).toContain(words);
  });

  test('and is told the first minute that would do, on the customer’s clocks', () => {
    expect(refusal('2026-12-15', '07:00', '2026-12-15T11:30:30.500Z')).toBe(
      '2026-12-15 07:00 America/New_York (UTC-05:00) = 2026-12-15 12:00 UTC is too near: everything is read again ' +
        '60 minutes before go-live. Choose an instant from 2026-12-15 07:31 America/New_York on, or make ' +
        'policies.goLive.leadMinutes smaller.',
    );
  });

  test.each([
    ['2027-03-14', '02:30', 'does not exist', '2027-03-14 01:59 or 2027-03-14 03:00'],
    ['2027-11-07', '01:30', 'happens twice', '2027-11-07 00:59 or 2027-11-07 02:00'],
  ])(
    'to %s %s, which %s, while its neighbours are named and can be chosen',
    (date, time, what, neighbours) => {
      const resolution = moved(date, time);
      expect(resolution).toMatchObject({ ok: false });
      expect(resolution.ok ? '' : resolution.sentence).toMatch(new RegExp(`${what}.*${neighbours}`));
      for (const neighbour of neighbours.split(' or ')) {
        const [day = '', clock = ''] = neighbour.split(' ');
        expect(refusal(day, clock, '2026-12-01T12:00:00Z')).toBeUndefined();
      }
    },
  );
});

describe('a go-live can be moved', () => {
  test.each([
    ['to the day of the contract', '2026-12-14', '07:00', '2026-12-01T12:00:00Z'],
    ['to a later one', '2027-02-01', '07:00', '2026-12-20T12:00:00Z'],
    ['with just enough time for the fresh look', '2026-12-15', '07:00', '2026-12-15T11:00:00Z'],
  ])('%s', (_what, date, time, now) => {
    expect(refusal(date, time, now)).toBeUndefined();
  });

  test('nearer, where the profile’s lead time is shorter', () => {
    expect(refusal('2026-12-15', '07:00', '2026-12-15T11:50:00Z', 5)).toBeUndefined();
  });
});
