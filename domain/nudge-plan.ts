import type { PersonId } from './ids.ts';
import type { Nudge, NudgeLevel } from './nudges.ts';
import {
  addBusinessDays,
  addBusinessHours,
  businessHoursBetween,
  nextWorkingInstant,
  type WorkingCalendar,
} from './working-time.ts';

export type { Nudge, NudgeLevel } from './nudges.ts';

/** Somebody who is reminded, and when they work. */
export interface Nudged {
  readonly id: PersonId;
  readonly hours: WorkingCalendar;
}

/** What the reminders of one decision follow from. */
export interface NudgeTerms {
  /** When the question was asked, ISO 8601. */
  readonly since: string;
  /** Until when it must be answered. */
  readonly deadline?: string;
  /** Who may decide; all are reminded alike. */
  readonly deciders: readonly Nudged[];
  /** Who stands in for them; may be nobody. */
  readonly deputies: readonly Nudged[];
  readonly officeAdmins: readonly Nudged[];
  readonly policy: {
    readonly firstAfterBusinessHours: number;
    /** How often the deciders are reminded, at least once. */
    readonly times: number;
    /** Local time at which the reminders of a day come together. */
    readonly digestAt: string;
  };
}

/** The nudges to one person at one level, in order. */
interface Series {
  readonly person: Nudged;
  readonly first: string;
  readonly last: string;
  readonly at: readonly string[];
}

/** Half a business day: so long before a deadline somebody should know of it. */
const HALF_DAY_HOURS = 4;

/** After this many days the office admin has been told often enough. */
const ADMIN_TIMES = 30;

/**
 * Whom to remind of a decision when, until it is answered: after some hours of work, then once a business day; then the
 * deputies; then the office admin, daily. A near deadline brings every level forward: half a business day before it,
 * or half-way to it when less than a whole day is left. Everybody is left alone outside of their hours.
 * Throws `ProductError` `profile-invalid` when somebody never works.
 */
export function planNudges(terms: NudgeTerms): Nudge[] {
  const { deciders, deputies, officeAdmins } = terms;
  const reminded = deciders.map((person) => remindersOf(person, terms));
  const toDeputies = escalated(reminded, deputies, 1, terms);
  const before = toDeputies.length > 0 ? toDeputies : reminded;
  const toAdmins = escalated(before, officeAdmins, ADMIN_TIMES, terms);
  return [
    ...merged('remind', reminded),
    ...merged('deputy', toDeputies),
    ...merged('office-admin', toAdmins),
  ].map((nudge, index) => ({ ...nudge, number: index + 1 }));
}

function remindersOf(person: Nudged, terms: NudgeTerms): Series {
  const { since, deadline, policy } = terms;
  const planned = addBusinessHours(person.hours, since, policy.firstAfterBusinessHours);
  const { first, at } = daily(person, broughtForward(person, since, planned, deadline), policy.times, terms);
  // What would come too late to be of use gives way to the next level.
  const inTime = (one: string) =>
    deadline === undefined || businessHoursBetween(person.hours, one, deadline) >= HALF_DAY_HOURS;
  const kept = at.filter((one) => one === first || inTime(one));
  return { person, first, last: kept.at(-1) ?? first, at: kept };
}

/** The next level: a business day after the last nudge of the one before, in the hours of those who hear of it now. */
function escalated(
  before: readonly Series[],
  people: readonly Nudged[],
  times: number,
  terms: NudgeTerms,
): Series[] {
  const { since, deadline, policy } = terms;
  const last = latest(
    since,
    before.map((series) => series.last),
  );
  const waited = latest(
    since,
    before.map((series) => addBusinessDays(series.person.hours, series.last, 1, policy.digestAt)),
  );
  return people.map((person) => {
    const planned = nextWorkingInstant(person.hours, waited);
    return daily(person, broughtForward(person, last, planned, deadline), times, terms);
  });
}

/** The planned instant, or a sooner one because of the deadline; always later than `from` if the planned one is. */
function broughtForward({ hours }: Nudged, from: string, planned: string, deadline?: string): string {
  if (deadline === undefined || Date.parse(deadline) <= Date.parse(from)) return planned;
  const left = businessHoursBetween(hours, from, deadline);
  const sooner = addBusinessHours(hours, from, Math.max(left - HALF_DAY_HOURS, left / 2));
  return Date.parse(sooner) < Date.parse(planned) ? sooner : planned;
}

/** That many nudges, one a business day, all but the first with the digest of the day. */
function daily(person: Nudged, first: string, times: number, { policy }: NudgeTerms): Series {
  const at = [first];
  let last = first;
  while (at.length < times) {
    last = addBusinessDays(person.hours, last, 1, policy.digestAt);
    at.push(last);
  }
  return { person, first, last, at };
}

/** Who is nudged at the same instant gets one nudge together. */
function merged(level: NudgeLevel, all: readonly Series[]): Omit<Nudge, 'number'>[] {
  const instants = [...new Set(all.flatMap(({ at }) => at))];
  return instants
    .toSorted((one, other) => Date.parse(one) - Date.parse(other))
    .map((at) => ({
      at,
      to: all.filter((series) => series.at.includes(at)).map(({ person }) => person.id),
      level,
    }));
}

function latest(least: string, instants: readonly string[]): string {
  return instants.reduce((one, other) => (Date.parse(other) > Date.parse(one) ? other : one), least);
}
