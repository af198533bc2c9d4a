import { z } from 'zod';
import { proofKinds } from './decisions.ts';
import { customerIdSchema, personIdSchema } from './ids.ts';

const DAY_MS = 86_400_000;

/** What a link in a message is good for: one person's answer to one revision of one decision, until an instant. */
export const decisionLinkSchema = z.strictObject({
  customer: customerIdSchema,
  /** The decision's id and revision. */
  decision: z.string().min(1),
  revision: z.string().min(1),
  person: personIdSchema,
  /** The least proof that an answer needed when the message was written: whoever opens it is asked for no less. */
  proof: z.enum(proofKinds),
  /** ISO 8601 in UTC. The answer carries it, and the onboarding judges it. */
  expiresAt: z.iso.datetime(),
});
/** See `decisionLinkSchema`. */
export type DecisionLink = z.infer<typeof decisionLinkSchema>;

/** When a link that is made at that instant ends, ISO 8601 in UTC. */
export function linkExpiry(madeAt: string, linkDays: number): string {
  return new Date(Date.parse(madeAt) + linkDays * DAY_MS).toISOString();
}

/** The address of a decision's page, for whoever signs in; it holds nothing that is not in the message anyway. */
export function decisionAddress(base: string, customer: string, decision: string): string {
  return addressBelow(base, `onboardings/${customer}/decisions/${encodeURIComponent(decision)}`);
}

/** The address that a personal link's token stands in. */
export function linkAddress(base: string, token: string): string {
  return addressBelow(base, `d/${token}`);
}

function addressBelow(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`;
}
