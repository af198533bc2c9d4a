import type { PersonId } from '../../domain/ids.ts';
import type { Profile } from '../../domain/profile.ts';
import { messageIdFor } from '../email/message-id.ts';
import type { Sendable } from '../types.ts';

/** A text with its headline. */
export interface Headlined {
  readonly subject: string;
  readonly body: string;
}

/** A mail to somebody of the MSP's own; who is not in the profile any more gets none, nor anybody while mail is off. */
export function mailTo(
  { people, systems: { email } }: Profile,
  id: PersonId,
  { subject, body }: Headlined,
  key: string,
): Sendable[] {
  if (email.mode === 'off') return [];
  return people
    .filter((person) => person.id === id)
    .map((person) => ({
      via: 'email',
      key: `${key}/${id}`,
      messageId: messageIdFor([key, id], domainOf(email.from)),
      to: person.email,
      subject,
      text: `Hello ${person.name},\n\n${body}\n`,
    }));
}

/** A message into a channel of the MSP's Slack; none while that is off. */
export function postTo(
  { systems: { slack } }: Profile,
  channel: 'onboarding' | 'onCall',
  { subject, body }: Headlined,
  key: string,
): Sendable[] {
  if (slack.mode === 'off') return [];
  return [{ via: 'slack', key, channel: slack.channels[channel], text: `${subject}\n${body}` }];
}

/** Whoever holds the role. */
export function peopleWith(
  { people }: Profile,
  role: Profile['people'][number]['roles'][number],
): PersonId[] {
  return people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
}

/** The part of a sender's address behind the `@`. */
export function domainOf(from: string): string {
  return from.split('@').at(-1)?.replace('>', '') ?? 'localhost';
}
