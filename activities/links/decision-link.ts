import { type DecisionLink, decisionLinkSchema } from '../../domain/decision-link.ts';
import { openToken, sealToken } from './sealed-token.ts';

/** The token of a link: binds customer, decision, revision, person and expiry, and says none of them. */
export function decisionToken(key: Buffer, link: DecisionLink): string {
  return sealToken(key, 'decision link', JSON.stringify(link));
}

/**
 * What a token is good for; undefined when we did not make it. One that has expired is read, too: it still says what it
 * was for, and the onboarding refuses the answer.
 */
export function decisionLinkOf(key: Buffer, token: string): DecisionLink | undefined {
  const text = openToken(key, 'decision link', token);
  return text === undefined ? undefined : decisionLinkSchema.safeParse(JSON.parse(text)).data;
}
