import type { Profile } from '../../domain/profile.ts';
import type { ComposedMessage } from '../types.ts';
import { type Headlined, mailTo, peopleWith } from './to-people.ts';

/** R23 · What rings beside Slack's on-call channel: a mail to each person on call, and the pager, where there is one. */
export function onCallMessages(profile: Profile, text: Headlined, key: string): ComposedMessage[] {
  const { people = peopleWith(profile, 'ops'), pager } = profile.policies.onCall;
  return [
    ...(pager === undefined
      ? []
      : [{ via: 'pager' as const, key, summary: text.subject, details: text.body }]),
    ...people.flatMap((id) => mailTo(profile, id, text, key)),
  ];
}
