import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { catalogue, stepIds } from '../../domain/steps/catalogue.ts';
import type { Step, StepId, StepValues } from '../../domain/steps/step.ts';
import { contacts, hours } from './arbitraries.ts';
import { customerOf, wish } from './examples.ts';

/** Values as a person or a system may have left them there, of every step. */
const values: { readonly [Id in StepId]: fc.Arbitrary<StepValues[Id]> } = {
  'lift-off-account': fc.boolean(),
  'per-incident-intake': fc.boolean(),
  'vip-users': contacts,
  approvers: contacts,
  'business-hours': fc.option(hours),
  instructions: fc.record({
    newUserSetup: fc.string(),
    newWorkstationSetup: fc.string(),
    userTermination: fc.string(),
  }),
  'help-desk-field': fc.option(fc.string({ minLength: 1 })),
  'documented-hours': fc.option(fc.string({ minLength: 1 })),
  'documented-plan': fc.option(fc.string({ minLength: 1 })),
  'site-mapping': fc.boolean(),
  'site-group': fc.boolean(),
  'session-group-access': fc.uniqueArray(fc.constantFrom('ViewSessionGroup', 'JoinSession', 'EditSession')),
  'help-desk-join': fc.constantFrom('group-missing', 'group-empty', 'greyed', 'enabled'),
  'splashtop-access': fc.boolean(),
  'hours-note': fc.boolean(),
  'location-request': fc.boolean(),
  'test-call': fc.boolean(),
  'test-ticket': fc.boolean(),
  'user-notice': fc.boolean(),
};

function mergingSatisfies<Id extends StepId>(id: Id): void {
  const step: Step<Id> = catalogue[id];
  const value: fc.Arbitrary<StepValues[Id]> = values[id];
  fc.assert(
    fc.property(value, value, (read, wanted) => {
      const merged = step.merged(read, wanted);
      expect([id, step.satisfied(merged, wanted)]).toEqual([id, true]);
      expect(step.satisfied(step.merged(merged, wanted), wanted)).toBe(true);
    }),
  );
}

describe('what is written is what was wanted', () => {
  test.each(stepIds)('%s', (id) => mergingSatisfies(id));
});

describe('lists of people (R3, R4)', () => {
  test.each(['vip-users', 'approvers'] as const)(
    '%s: nobody is ever dropped, and nobody is added who is there',
    (id) => {
      fc.assert(
        fc.property(contacts, contacts, (read, wanted) => {
          const merged = catalogue[id].merged(read, wanted);
          expect(merged.slice(0, read.length)).toEqual(read);
          const there = read.map((person) => person.email.toLowerCase());
          for (const person of merged.slice(read.length)) {
            expect(wanted).toContainEqual(person);
            expect(there).not.toContain(person.email.toLowerCase());
          }
        }),
      );
    },
  );

  test.each(['vip-users', 'approvers'] as const)(
    '%s: a list that holds everybody wanted is good enough',
    (id) => {
      const dana = { name: 'Dana', email: 'dana@example.com' };
      const shouting = { name: 'DANA W.', email: 'DANA@EXAMPLE.COM' };
      const other = { name: 'Luis', email: 'luis@example.com' };
      expect(catalogue[id].satisfied([other, shouting], [dana])).toBe(true);
      expect(catalogue[id].satisfied([other], [dana])).toBe(false);
      expect(catalogue[id].satisfied([], [])).toBe(true);
    },
  );
});

describe('help-desk hours are compared as the portal can hold them', () => {
  const { satisfied } = catalogue['business-hours'];
  const wanted = customerOf['per-incident'].contract.helpDeskHours.value;
  if (wanted.kind !== 'weekly') throw new Error('the example is weekly');

  test('without holidays', () => expect(satisfied({ ...wanted, holidays: 'as-usual' }, wanted)).toBe(true));
  test('with the zone', () => expect(satisfied({ ...wanted, zone: 'America/Chicago' }, wanted)).toBe(false));
  test('with the days', () =>
    expect(satisfied({ ...wanted, days: { monday: { from: '07:30', to: '20:30' } } }, wanted)).toBe(false));
  test('around the clock', () => expect(satisfied({ kind: '24/7' }, wanted)).toBe(false));
  test('not set', () => expect(satisfied(null, wanted)).toBe(false));
});

function neverEmpty<Id extends StepId>(id: Id): void {
  const step: Step<Id> = catalogue[id];
  const value: fc.Arbitrary<StepValues[Id]> = values[id];
  fc.assert(
    fc.property(
      value,
      (shown) => step.show(shown) !== '' && step.byHand(shown, wish('per-device', 'live')) !== '',
    ),
  );
}

test.each(stepIds)('%s: every value, the empty ones too, has words', (id) => {
  neverEmpty(id);
});
