import { businessHoursOf, type MspTimes } from './clocks.ts';
import type { PersonId } from './ids.ts';
import type { Nudged, NudgeTerms } from './nudge-plan.ts';
import type { Profile } from './profile.ts';

/** A question as far as reminders go. */
export interface OpenQuestion {
  /** When it was asked, ISO 8601. */
  readonly since: string;
  /** Until when it must be answered, ISO 8601. */
  readonly deadline?: string;
  /** Who may decide. */
  readonly deciders: readonly PersonId[];
}

type Person = Pick<Profile['people'][number], 'id' | 'roles' | 'timeZone' | 'deputy'>;

/** The parts of the profile that reminders follow. */
export interface NudgingProfile {
  readonly msp: MspTimes;
  readonly people: readonly Person[];
  readonly policies: Pick<Profile['policies'], 'reminders'>;
}

/**
 * Whom a question's reminders go to. Somebody who may decide hears of it as such and not again as a deputy; without an
 * office admin, those who may decide go on hearing of it; somebody who has left the profile is passed over.
 */
export function nudgeTermsOf({ msp, people, policies }: NudgingProfile, question: OpenQuestion): NudgeTerms {
  const { since, deadline } = question;
  const nudged = (person: Person): Nudged => ({ id: person.id, hours: businessHoursOf(person, msp) });
  const deciders = [...new Set(question.deciders)].flatMap((id) =>
    people.filter((person) => person.id === id),
  );
  const standIns = new Set(deciders.flatMap(({ deputy }) => deputy ?? []));
  const deputies = people.filter((person) => standIns.has(person.id) && !deciders.includes(person));
  const officeAdmins = people.filter(({ roles }) => roles.includes('office-admin'));
  return {
    since,
    ...(deadline !== undefined && { deadline }),
    deciders: deciders.map(nudged),
    deputies: deputies.map(nudged),
    officeAdmins: (officeAdmins.length > 0 ? officeAdmins : deciders).map(nudged),
    policy: policies.reminders,
  };
}
