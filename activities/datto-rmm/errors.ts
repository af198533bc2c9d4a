import { type ProblemCode, ProductError } from '../../domain/problems.ts';
import type { Answer, NoAnswer } from '../http/exchange.ts';
import type { Call } from './operations.ts';

/** What people call the system, in messages. */
export const systemTitle = 'Datto RMM';

/** What a request was about, for messages. */
export interface Subject {
  readonly wanted: string;
  /** The row that it was about, when there is one. */
  readonly row?: string;
  /** Whether it may have changed something. */
  readonly isWrite: boolean;
}

/** What a call is about. */
export function subjectOf({ wanted, row, operation }: Call): Subject {
  return { wanted, isWrite: operation.method !== 'GET', ...(row === undefined ? {} : { row }) };
}

/** Back-off in use by others where the vendor says nothing: a minute. */
const slowDownMs = 60_000;
/** How long the vendor blocks an address that did not slow down: about five minutes. */
const blockMs = 300_000;

/** How long nobody may send anything after this answer, in milliseconds; 0 when it does not ask for that. */
export function pauseAfterMs({ status, retryAfterMs }: Answer): number {
  if (status === 429) return retryAfterMs ?? slowDownMs;
  return status === 403 ? blockMs : 0;
}

/**
 * The error of an answer that is no success. The shape of bodies is undocumented, so the status alone decides.
 * `wasLimited`: we were asked to slow down shortly before, which makes a 403 the block.
 */
export function refusal(subject: Subject, answer: Answer, wasLimited: boolean): ProductError {
  const { status } = answer;
  if (status === 429 || (status === 403 && wasLimited)) return slowDown(subject, pauseAfterMs(answer));
  if (status === 503 && answer.retryAfterMs !== undefined) return slowDown(subject, answer.retryAfterMs);
  const said = `it answered ${status}`;
  if (status === 400) return failed(subject, 'input-rejected', said);
  if (status === 401) return failed(subject, 'credentials-rejected');
  if (status === 403) return failed(subject, 'permission-missing', forbiddenDetail);
  if (status === 404 && subject.row !== undefined) return failed(subject, 'not-found');
  if (status === 404 || status === 405) return failed(subject, 'our-request', said);
  if (status === 409) return failed(subject, 'conflict');
  // A gateway that gave up waiting says nothing about the system behind it.
  if (status === 502 || status === 504) return lost(subject, `a gateway answered ${status}`, slowDownMs);
  return failed(subject, 'unavailable', said);
}

/** A 403 is also what a block of our address looks like, which another integration may have caused. */
const forbiddenDetail =
  'it answered 403; API access is switched off or our address is blocked for a few minutes';

/** The error when there was no whole answer: a write may have been carried out all the same. */
export function unanswered(subject: Subject, { sent, detail }: NoAnswer): ProductError {
  return sent === 'no' ? failed(subject, 'unavailable', detail) : lost(subject, detail);
}

/** The error of a 200 whose body is not what the API documents: a proxy's page, a body cut short. */
export function notUnderstood(subject: Subject): ProductError {
  return lost(subject, 'its answer cannot be understood');
}

/** The error when a request may not be sent before that time has passed. */
export function slowDown({ wanted }: Pick<Subject, 'wanted'>, retryAfterMs: number): ProductError {
  return new ProductError('rate-limited', { system: systemTitle, wanted }, { retryAfterMs });
}

function lost(subject: Subject, detail: string, retryAfterMs?: number): ProductError {
  return failed(subject, subject.isWrite ? 'outcome-lost' : 'unavailable', detail, retryAfterMs);
}

function failed(
  { wanted, row }: Subject,
  code: ProblemCode,
  detail = '',
  retryAfterMs?: number,
): ProductError {
  const details = { system: systemTitle, wanted, what: row ?? `record to ${wanted}`, detail };
  return new ProductError(code, details, retryAfterMs === undefined ? {} : { retryAfterMs });
}

/** The JSON of a text; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
