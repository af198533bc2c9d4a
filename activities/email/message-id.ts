import { createHash } from 'node:crypto';

/**
 * A Message-ID that is the same whenever the same message is composed again, so that a double can be seen
 *. `parts`: workflow id, step and revision, for instance.
 */
export function messageIdFor(parts: readonly string[], domain: string): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `<${digest}@${domain}>`;
}
