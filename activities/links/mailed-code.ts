import { createHmac } from 'node:crypto';
import { keyFor } from './sealed-token.ts';

/** How long a mailed code is good for, in minutes. */
export const CODE_MINUTES = 10;

/**
 * The six digits of a challenge, as one-time passwords are made from a counter (RFC 4226). Whoever mails it and whoever
 * checks it both make it from the key, so that it never stands in a workflow's history.
 */
export function mailedCode(key: Buffer, challenge: string): string {
  const digest = createHmac('sha256', keyFor(key, 'mailed code')).update(challenge).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
