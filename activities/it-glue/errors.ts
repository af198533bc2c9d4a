import { type ProblemCode, ProductError } from '../../domain/problems.ts';
import type { Answer, NoAnswer } from '../http/exchange.ts';

/** What people call the system, in messages. */
export const systemTitle = 'IT Glue';

/** One request to IT Glue, in the terms of its REST API. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Without a slash at the start, such as `flexible_assets/401`; words are joined by underscores. */
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  readonly body?: object;
  /** For messages, after "we wanted to": `read the Site Summary`. */
  readonly wanted: string;
  /** The record that the call is about, after "IT Glue has no": a missing one is then told as such. */
  readonly row?: string;
}

interface KnownText {
  readonly pattern: RegExp;
  readonly code: ProblemCode;
  /** Our words: an outside body never reaches a message. */
  readonly detail: string;
}

/** What refusals say, wherever in the answer they say it: the shapes differ. The first that fits counts. */
const knownRefusals: readonly KnownText[] = [
  // A field was made anew since we read the fields: they are read again with the next attempt.
  { pattern: /invalid trait keys/i, code: 'conflict', detail: '' },
  { pattern: /synced resource/i, ...rejected('the record is synced from Autotask') },
  { pattern: /can't be blank|is required/i, ...rejected('a required field is missing') },
  { pattern: /is invalid/i, ...rejected('a value does not fit its field') },
];

function rejected(detail: string) {
  return { code: 'input-rejected', detail } as const;
}

/** The error of an answer that is no success. */
export function refusal(call: Call, answer: Answer): ProductError {
  const { status } = answer;
  if (status === 401 || status === 403) return refusedAccess(call, answer);
  if (isRateLimit(answer)) return rateLimited(call, answer);
  if (status === 404 && call.row !== undefined && isOwnText(answer)) return failed(call, 'not-found');
  if (status === 422) return refusedInput(call, answer);
  if (status >= 400 && status < 500) return failed(call, 'our-request', `it answered ${status}`);
  // A gateway that gave up waiting says nothing about the system behind it.
  if (status === 502 || status === 504) return lost(call, `a gateway answered ${status}`);
  return failed(call, 'unavailable', `it answered ${status}`);
}

/** The error when there was no whole answer: a write may have been carried out all the same. */
export function unanswered(call: Call, { sent, detail }: NoAnswer): ProductError {
  return sent === 'no' ? failed(call, 'unavailable', detail) : lost(call, detail);
}

/** The error of a success whose body is not JSON:API: a page of HTML, a body cut short. */
export function notUnderstood(call: Call): ProductError {
  return lost(call, 'its answer cannot be understood');
}

/** The error of a list that does not end. */
export function endless(call: Call, pages: number): ProductError {
  return failed(call, 'our-request', `its list has more than ${pages} pages`);
}

/** Stops before a write that the field cannot take; nothing was sent. `detail` is in our words and the field's label. */
export function notWritable(wanted: string, detail: string): ProductError {
  return new ProductError('input-rejected', { system: systemTitle, wanted, detail });
}

/** Stops before a write that would destroy what others put there; nothing was sent. */
export function wouldLose(what: string, detail: string): ProductError {
  return new ProductError('would-lose', { system: systemTitle, what, detail });
}

/** 401 is also what a wrong id or a missing right gets; only the text tells it from a dead key. */
function refusedAccess(call: Call, { text }: Answer): ProductError {
  if (!/Unauthorized resource access/i.test(text)) return failed(call, 'credentials-rejected');
  return failed(call, 'permission-missing', 'the key lacks a right, or the id leads nowhere');
}

function refusedInput(call: Call, { text }: Answer): ProductError {
  const known = knownRefusals.find(({ pattern }) => pattern.test(text));
  return failed(call, known?.code ?? 'input-rejected', known?.detail ?? 'it answered 422');
}

function isOwnText({ text }: Answer): boolean {
  return !text.trimStart().startsWith('<');
}

function lost(call: Call, detail: string): ProductError {
  return failed(call, call.method === 'GET' ? 'unavailable' : 'outcome-lost', detail);
}

function failed(call: Call, code: ProblemCode, detail = ''): ProductError {
  const what = call.row ?? `record to ${call.wanted}`;
  return new ProductError(code, { system: systemTitle, wanted: call.wanted, what, detail });
}

function isRateLimit({ status, retryAfterMs }: Answer): boolean {
  return status === 429 || (status >= 500 && retryAfterMs !== undefined);
}

/** Retry-After is not confirmed for this vendor; without it the caller's own back-off decides. */
function rateLimited(call: Call, { retryAfterMs }: Answer): ProductError {
  const details = { system: systemTitle, wanted: call.wanted };
  return new ProductError('rate-limited', details, retryAfterMs === undefined ? {} : { retryAfterMs });
}
