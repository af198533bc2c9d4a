import { describe, expect, test } from '@jest/globals';
import { personIdSchema } from '../../domain/ids.ts';
import { planNudges } from '../../domain/nudge-plan.ts';
import { type NudgingProfile, nudgeTermsOf } from '../../domain/nudge-terms.ts';
import { dueNudge, type Nudge, nextNudge } from '../../domain/nudges.ts';
import { showNextNudge } from '../../domain/show-nudges.ts';

const day = { from: '08:30', to: '17:30' };
const id = (text: string) => personIdSchema.parse(text);
const profile: NudgingProfile = {
  msp: {
    timeZone: 'America/New_York',
    businessHours: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
    holidays: ['2026-12-25'],
  },
  people: [
    { id: id('dana'), roles: ['ops'], deputy: id('pat') },
    { id: id('morgan'), roles: ['office-admin'] },
    { id: id('pat'), roles: ['owner'] },
    { id: id('kim'), roles: ['ops'], timeZone: 'Asia/Kolkata', deputy: id('dana') },
    { id: id('lee'), roles: ['ops'], timeZone: 'America/Los_Angeles', deputy: id('kim') },
    { id: id('sam'), roles: ['technician'] },
  ],
  policies: { reminders: { firstAfterBusinessHours: 4, times: 2, digestAt: '09:00' } },
};

interface Asked {
  readonly since?: string;
  readonly deadline?: string;
  readonly deciders?: readonly string[];
  readonly of?: NudgingProfile;
}

/** Monday, 09:00 at the MSP, where nothing else is said. */
function planOf({ since = '2026-12-07T14:00:00Z', deadline, deciders = ['dana'], of = profile }: Asked = {}) {
  const question = { since, deciders: deciders.map(id), ...(deadline !== undefined && { deadline }) };
  return planNudges(nudgeTermsOf(of, question));
}

const shown = (plan: readonly Nudge[]) => plan.map(({ at, to, level }) => `${at} ${level} ${to.join('+')}`);

describe('a decision without an answer', () => {
  test('is reminded of twice, then the deputy hears of it, then the office admin every business day', () => {
    const plan = planOf();
    expect(shown(plan).slice(0, 7)).toEqual([
      '2026-12-07T18:00:00Z remind dana',
      '2026-12-08T14:00:00Z remind dana',
      '2026-12-09T14:00:00Z deputy pat',
      '2026-12-10T14:00:00Z office-admin morgan',
      '2026-12-11T14:00:00Z office-admin morgan',
      '2026-12-14T14:00:00Z office-admin morgan',
      '2026-12-15T14:00:00Z office-admin morgan',
    ]);
    expect(plan).toHaveLength(33);
    expect(plan.map(({ number }) => number)).toEqual(plan.map((_nudge, index) => index + 1));
  });

  test('asked at night, waits for the hours of work', () => {
    expect(shown(planOf({ since: '2026-12-12T04:00:00Z' })).slice(0, 2)).toEqual([
      '2026-12-14T17:30:00Z remind dana',
      '2026-12-15T14:00:00Z remind dana',
    ]);
  });

  test('stays quiet on a holiday', () => {
    expect(shown(planOf({ since: '2026-12-24T14:00:00Z' })).slice(0, 3)).toEqual([
      '2026-12-24T18:00:00Z remind dana',
      '2026-12-28T14:00:00Z remind dana',
      '2026-12-29T14:00:00Z deputy pat',
    ]);
  });

  test('reaches each person in the hours of their own zone; the next level waits for the slowest', () => {
    expect(shown(planOf({ deciders: ['kim', 'lee'] })).slice(0, 6)).toEqual([
      '2026-12-07T20:30:00Z remind lee',
      '2026-12-08T07:00:00Z remind kim',
      '2026-12-08T17:00:00Z remind lee',
      '2026-12-09T03:30:00Z remind kim',
      '2026-12-10T13:30:00Z deputy dana',
      '2026-12-11T14:00:00Z office-admin morgan',
    ]);
  });

  test('goes to all who may decide in one nudge, and past a deputy who is one of them', () => {
    expect(shown(planOf({ deciders: ['dana', 'pat'] })).slice(0, 3)).toEqual([
      '2026-12-07T18:00:00Z remind dana+pat',
      '2026-12-08T14:00:00Z remind dana+pat',
      '2026-12-09T14:00:00Z office-admin morgan',
    ]);
  });

  test('goes on to those who may decide where nobody is office admin', () => {
    const people = profile.people.filter(({ roles }) => !roles.includes('office-admin'));
    expect(shown(planOf({ of: { ...profile, people }, deciders: ['sam', 'gone'] })).slice(1, 4)).toEqual([
      '2026-12-08T14:00:00Z remind sam',
      '2026-12-09T14:00:00Z office-admin sam',
      '2026-12-10T14:00:00Z office-admin sam',
    ]);
  });

  test('follows the policy', () => {
    const policies = { reminders: { firstAfterBusinessHours: 1, times: 3, digestAt: '16:00' } };
    expect(shown(planOf({ of: { ...profile, policies } })).slice(0, 5)).toEqual([
      '2026-12-07T15:00:00Z remind dana',
      '2026-12-08T21:00:00Z remind dana',
      '2026-12-09T21:00:00Z remind dana',
      '2026-12-10T21:00:00Z deputy pat',
      '2026-12-11T21:00:00Z office-admin morgan',
    ]);
  });
});

describe('a near deadline', () => {
  test('brings every level forward', () => {
    expect(shown(planOf({ deadline: '2026-12-08T15:00:00Z' })).slice(0, 4)).toEqual([
      '2026-12-07T18:00:00Z remind dana',
      '2026-12-07T21:00:00Z deputy pat',
      '2026-12-08T13:30:00Z office-admin morgan',
      '2026-12-09T14:00:00Z office-admin morgan',
    ]);
  });

  test('has a reminder half-way when less than a day is left', () => {
    expect(shown(planOf({ deadline: '2026-12-07T17:00:00Z' })).slice(0, 3)).toEqual([
      '2026-12-07T15:30:00Z remind dana',
      '2026-12-07T16:15:00Z deputy pat',
      '2026-12-07T16:37:30Z office-admin morgan',
    ]);
  });

  test('that is far or has passed changes nothing', () => {
    expect(planOf({ deadline: '2027-03-01T15:00:00Z' })).toEqual(planOf());
    expect(planOf({ deadline: '2026-12-07T14:00:00Z' }).at(0)).toEqual(planOf().at(0));
  });

  test('in the night is not worked towards outside of hours', () => {
    expect(shown(planOf({ since: '2026-12-07T23:00:00Z', deadline: '2026-12-08T09:00:00Z' })).at(0)).toBe(
      '2026-12-08T13:30:00Z remind dana',
    );
  });
});

describe('what was sent', () => {
  const plan = planOf();

  test('is not sent again', () => {
    expect(nextNudge(plan, 0)?.at).toBe('2026-12-07T18:00:00Z');
    expect(nextNudge(plan, 2)?.level).toBe('deputy');
    expect(nextNudge(plan, plan.length)).toBeUndefined();
  });

  test('was due, and of several that were missed only the last is made up for', () => {
    expect(dueNudge(plan, 0, Date.parse('2026-12-07T17:59:59Z'))).toBeUndefined();
    expect(dueNudge(plan, 0, Date.parse('2026-12-07T18:00:00Z'))?.number).toBe(1);
    expect(dueNudge(plan, 1, Date.parse('2026-12-07T18:00:00Z'))).toBeUndefined();
    expect(dueNudge(plan, 0, Date.parse('2026-12-09T20:00:00Z'))?.number).toBe(3);
  });

  test.each([
    [0, 'America/New_York', 'next nudge Mon 2026-12-07 13:00, then to pat'],
    [1, 'America/New_York', 'next nudge Tue 2026-12-08 09:00, then to pat'],
    [1, 'Asia/Kolkata', 'next nudge Tue 2026-12-08 19:30, then to pat'],
    [2, 'America/New_York', 'next nudge Wed 2026-12-09 09:00 to pat, then to morgan'],
    [3, 'America/New_York', 'next nudge Thu 2026-12-10 09:00 to morgan'],
    [33, 'America/New_York', 'no nudge is left'],
  ])('after %d, in %s, status says: %s', (sent, zone, words) => {
    expect(showNextNudge(plan, sent, zone)).toBe(words);
  });
});
