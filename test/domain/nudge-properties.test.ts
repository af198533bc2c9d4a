import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { personIdSchema } from '../../domain/ids.ts';
import { type Nudged, type NudgeTerms, planNudges } from '../../domain/nudge-plan.ts';
import { businessHoursBetween, isWorkingTime } from '../../domain/working-time.ts';
import { calendars, quarters, zones } from './arbitraries.ts';

const levels = ['remind', 'deputy', 'office-admin'];

/** Everybody keeps the MSP's days and hours, on clocks of their own. */
const terms: fc.Arbitrary<NudgeTerms> = fc
  .record({
    calendar: calendars,
    places: fc.array(zones, { minLength: 6, maxLength: 6 }),
    counts: fc.tuple(
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 1, max: 2 }),
    ),
    since: quarters,
    quartersLeft: fc.option(fc.integer({ min: -20, max: 10 * 96 }), { nil: undefined }),
    policy: fc.record({
      firstAfterBusinessHours: fc.integer({ min: 1, max: 12 }),
      times: fc.integer({ min: 1, max: 4 }),
      digestAt: fc.constantFrom('00:00', '09:00', '16:45', '23:59'),
    }),
  })
  .map(({ calendar, places, counts: [deciders, deputies, admins], since, quartersLeft, policy }) => {
    const people = places.map((zone, index): Nudged => {
      return { id: personIdSchema.parse(`person-${index}`), hours: { ...calendar, zone } };
    });
    return {
      since,
      ...(quartersLeft !== undefined && {
        deadline: new Date(Date.parse(since) + quartersLeft * 900_000).toISOString(),
      }),
      deciders: people.slice(0, deciders),
      deputies: people.slice(2, 2 + deputies),
      officeAdmins: people.slice(4, 4 + admins),
      policy,
    };
  });

const clocks = new Map<string, Intl.DateTimeFormat>();
function dateIn(zone: string, at: string): string {
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  clocks.set(zone, clock);
  return clock.format(new Date(at));
}

test('nobody is nudged outside of their hours, nor twice on one day by reminders; nothing goes back', () => {
  fc.assert(
    fc.property(terms, (given) => {
      const plan = planNudges(given);
      const everybody = [...given.deciders, ...given.deputies, ...given.officeAdmins];
      const hoursOf = new Map(everybody.map(({ id, hours }) => [id, hours]));
      const days = plan.flatMap(({ at, to, level }) =>
        to.map((id) => {
          const hours = hoursOf.get(id) ?? { zone: 'UTC', days: {}, holidays: [] };
          expect([at, id, isWorkingTime(hours, at)]).toEqual([at, id, true]);
          return `${level} ${id} ${dateIn(hours.zone, at)}`;
        }),
      );
      const reminders = days.filter((one) => one.startsWith('remind'));
      expect(new Set(reminders).size).toBe(reminders.length);
      const instants = plan.map(({ at }) => Date.parse(at));
      expect(instants).toEqual([...new Set(instants)].toSorted((one, other) => one - other));
      expect(instants[0]).toBeGreaterThanOrEqual(Date.parse(given.since));
      const reached = plan.map(({ level }) => levels.indexOf(level));
      expect(reached).toEqual(reached.toSorted((one, other) => one - other));
      expect(planNudges(given)).toEqual(plan);
    }),
    { numRuns: 25 },
  );
});

test('before a deadline, each who may decide is reminded half a business day ahead, or half-way to it', () => {
  fc.assert(
    fc.property(terms, (given) => {
      const { since, deadline } = given;
      if (deadline === undefined) return;
      const plan = planNudges(given);
      for (const { id, hours } of given.deciders) {
        const left = businessHoursBetween(hours, since, deadline);
        const first = plan.find(({ level, to }) => level === 'remind' && to.includes(id));
        const ahead = businessHoursBetween(hours, first?.at ?? deadline, deadline);
        expect(ahead).toBeGreaterThanOrEqual(Math.min(4, left / 2));
      }
    }),
    { numRuns: 40 },
  );
});
