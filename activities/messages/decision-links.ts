import { decisionAddress, linkAddress, linkExpiry } from '../../domain/decision-link.ts';
import type { CustomerId, PersonId } from '../../domain/ids.ts';
import { decisionToken } from '../links/decision-link.ts';
import { linkKeyOf } from '../links/sealed-token.ts';
import type { LoadedProfile } from '../profile-view.ts';
import type { WantedDecision } from '../types.ts';

/** The ways from a message to the decision that it is about. */
export interface DecisionLinks {
  /** For a channel that several people read: whoever opens it signs in. */
  readonly page: string;
  /** Everybody who may decide, deputies too. */
  readonly people: readonly PersonId[];
  /** For one person's mail: after a code that is mailed to them, or a sign-in as them. */
  personal(person: PersonId): string;
}

/** The links to a decision; undefined where no web process is configured. `now` is when the message is composed. */
export function decisionLinks(
  { profile, secrets }: LoadedProfile,
  customer: CustomerId,
  { id, revision, people, proof }: WantedDecision,
  now: string,
): DecisionLinks | undefined {
  const { url, linkDays } = profile.web;
  if (url === undefined || secrets.linkKey === undefined) return undefined;
  const key = linkKeyOf(secrets.linkKey);
  const expiresAt = linkExpiry(now, linkDays);
  return {
    page: decisionAddress(url, customer, id),
    people,
    personal: (person) =>
      linkAddress(url, decisionToken(key, { customer, decision: id, revision, person, proof, expiresAt })),
  };
}
