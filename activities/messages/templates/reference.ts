import type { CustomerId } from '../../../domain/ids.ts';

/** What a mail that waits for an answer is about. */
export type Matter = 'hours' | 'locations';

/** Finds the way from a reply back to what it answers: `harbor-dental/hours/1`. */
export function messageReference(customer: CustomerId, matter: Matter, revision: number): string {
  return `${customer}/${matter}/${revision}`;
}

/** The reference as a subject carries it: answers and forwards leave it whole. */
export function inSubject(reference: string): string {
  return `[ref ${reference}]`;
}

/** The references in the subject of a reply, in whatever prefixes mail programs have put before it. */
export function referencesIn(subject: string): string[] {
  const found = subject.matchAll(/\[ref\s+([a-z0-9-]+\/(?:hours|locations)\/\d+)\]/gi);
  return [...found].flatMap(([, reference = '']) => reference.toLowerCase());
}
