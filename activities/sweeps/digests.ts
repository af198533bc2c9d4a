import type { PersonId } from '../../domain/ids.ts';
import type { Profile } from '../../domain/profile.ts';
import { showOnClock } from '../../domain/show-instant.ts';
import { mailTo, postTo } from '../messages/to-people.ts';
import type { Sendable } from '../types.ts';
import type { DueReminder } from './reminders.ts';

/** One mail to a person about everything that waits for them now; none while mail is off. */
export function digestFor(
  profile: Profile,
  person: PersonId,
  due: readonly DueReminder[],
  key: string,
): Sendable[] {
  const zone = profile.people.find(({ id }) => id === person)?.timeZone ?? profile.msp.timeZone;
  const body = due.map((one) => lines(one, zone).join('\n')).join('\n\n');
  return mailTo(profile, person, { subject: subjectOf(due), body }, key);
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
