import type { PersonId } from '../../domain/ids.ts';
import type { Profile } from '../../domain/profile.ts';
import { showOnClock } from '../../domain/show-instant.ts';
import { decisionLinks } from '../messages/decision-links.ts';
import { mailTo, postTo } from '../messages/to-people.ts';
import type { LoadedProfile } from '../profile-view.ts';
import type { Sendable } from '../types.ts';
import type { DueReminder } from './reminders.ts';

/** What all digests of one sweep have in common. */
export interface SweepTerms {
  readonly key: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
}

/** One mail to a person about everything that waits for them now, with their own link to each; none while mail is off. */
export function digestFor(
  loaded: LoadedProfile,
  person: PersonId,
  due: readonly DueReminder[],
  { key, now }: SweepTerms,
): Sendable[] {
  const { profile } = loaded;
  const zone = profile.people.find(({ id }) => id === person)?.timeZone ?? profile.msp.timeZone;
  const body = due
    .map((one) => [...lines(one, zone), ...linkTo(loaded, person, one, now)].join('\n'))
    .join('\n\n');
  return mailTo(profile, person, { subject: subjectOf(due), body }, key);
}

/** Only for somebody who may answer: whoever is to see to it that others do gets none. */
function linkTo(loaded: LoadedProfile, person: PersonId, due: DueReminder, now: string): string[] {
  const { customerId, decision: id, asks: revision, proof, nudge } = due;
  if (nudge.level === 'office-admin') return [];
  const links = decisionLinks(loaded, customerId, { id, revision, people: nudge.to, proof }, now);
  return links === undefined ? [] : [`  Or here: ${links.personal(person)}`];
}

/** One message into the onboarding channel, one line for each decision; none while Slack is off. */
export function digestForChannel(profile: Profile, due: readonly DueReminder[], key: string): Sendable[] {
  const list = due.map(
    ({ customerName, title, urgent, nudge, asked }) =>
      `${urgent ? 'URGENT · ' : '· '}${customerName}: ${title}, ` +
      `${asked === undefined ? 'to decide' : 'to reply'}: ${nudge.to.join(', ')}`,
  );
  const subject = due.length === 1 ? 'One decision waits' : `${due.length} decisions wait`;
  return postTo(profile, 'onboarding', { subject, body: list.join('\n') }, key);
}

function subjectOf(due: readonly DueReminder[]): string {
  const [first] = due;
  const urgent = due.some((one) => one.urgent) ? 'URGENT: ' : '';
  if (first === undefined || due.length > 1) return `${urgent}${due.length} decisions wait for you`;
  return `${urgent}${first.customerName}: ${first.title} waits for you`;
}

const levels = {
  remind: 'It waits for you.',
  deputy: 'Nobody has answered; you stand in for somebody who may.',
  'office-admin': 'Nobody has answered, nor who stands in: please see to it that somebody does.',
} as const;

function lines(due: DueReminder, zone: string): string[] {
  const { customerId, customerName, decision, title, urgent, since, deadline, nudge, asked } = due;
  const until = deadline === undefined ? '' : ` It must be answered by ${showOnClock(deadline, zone)}.`;
  const command = `onboard decide ${customerId} ${decision}`;
  return [
    `${urgent ? 'URGENT · ' : ''}${customerName}: ${title}`,
    `  Asked since ${showOnClock(since, zone)}.${until}`,
    ...(asked === undefined
      ? [`  ${levels[nudge.level]}`, `  Decide: ${command}`]
      : [`  ${asked.by} asks: ${asked.text}`, `  Reply: ${command} --reply "…"`]),
  ];
}
