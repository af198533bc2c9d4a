import { z } from 'zod';
import { type ProblemCode, ProductError } from '../../domain/problems.ts';
import type { Answer, NoAnswer } from '../http/exchange.ts';

/** What people call the system, in messages. */
export const systemTitle = 'Autotask';

/** One request to Autotask, in the terms of its REST API. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `V1.0/`, such as `Companies/query`. The first segment is what the vendor counts threads by. */
  readonly path: string;
  readonly body?: object;
  /** For messages, after "we wanted to": `read the company`. */
  readonly wanted: string;
  /** The row that the call is about, after "Autotask has no": a missing one is then told as such. */
  readonly row?: string;
}

/** Thread slots are freed within seconds. */
const threadPauseMs = 2_000;
/** The hourly limit may come without Retry-After: take a minute. */
const hourlyPauseMs = 60_000;

interface KnownText {
  readonly pattern: RegExp;
  readonly code: ProblemCode;
  /** Our words: an outside body never reaches a message. */
  readonly detail: string;
}

/** Validation is HTTP 500 at this vendor, so its texts decide. The first that fits counts. */
const knownTexts: readonly KnownText[] = [
  { pattern: /threshold|Itgenatr005|request limit/i, code: 'rate-limited', detail: '' },
  { pattern: /IntegrationCode is invalid/i, code: 'credentials-rejected', detail: '' },
  { pattern: /Zone information could not be determined/i, code: 'credentials-rejected', detail: '' },
  { pattern: /No matching records/i, code: 'not-found', detail: '' },
  {
    pattern: /(adequate|required) permissions/i,
    code: 'permission-missing',
    detail: 'the security level of the API user does not allow it',
  },
  { pattern: /Missing Required Field|Value does not exist for/i, ...rejected('a required field is missing') },
  // Ours is one of the list, so it is the category that does not show it (R71).
  {
    pattern: /Picklist value .* for status\b/i,
    code: 'status-refused',
    detail: 'the ticket’s category does not show it (R71)',
  },
  { pattern: /Picklist value/i, ...rejected('the value is not in the field’s list') },
  { pattern: /Reference value/i, ...rejected('a reference leads to nothing') },
  { pattern: /Unable to find .* in the/i, ...rejected('there is no field of that name') },
  { pattern: /Conversion failed|Unexpected character/i, ...rejected('a value is of the wrong kind') },
  { pattern: /must be between/i, ...rejected('a number is out of its range') },
  { pattern: /Data violation|is not currently defined/i, ...rejected('it breaks a rule of the record') },
  { pattern: /read-?only/i, ...rejected('the field is read-only') },
];

function rejected(detail: string) {
  return { code: 'input-rejected', detail } as const;
}

/** The error of an answer that is no success. */
export function refusal(call: Call, answer: Answer): ProductError {
  const known = knownTexts.find(({ pattern }) => pattern.test(answer.text));
  if (answer.status === 401) return failed(call, 'credentials-rejected');
  if (isRateLimit(answer, known?.code)) return rateLimited(call, answer);
  if (answer.status === 404 || answer.status === 405) return unknownAddress(call, answer);
  if (known) return failed(call, known.code, known.detail);
  if (answer.status === 403) return failed(call, 'permission-missing', 'it answered 403');
  // A gateway that gave up waiting says nothing about the system behind it.
  if (answer.status === 502 || answer.status === 504)
    return lost(call, `a gateway answered ${answer.status}`);
  return failed(call, 'unavailable', `it answered ${answer.status}`);
}

/** The error when there was no whole answer: a write may have been carried out all the same. */
export function unanswered(call: Call, { sent, detail }: NoAnswer): ProductError {
  return sent === 'no' ? failed(call, 'unavailable', detail) : lost(call, detail);
}

/** The error of a 2xx whose body is not what the API documents: a proxy's page, a body cut short. */
export function notUnderstood(call: Call): ProductError {
  return lost(call, 'its answer cannot be understood');
}

function lost(call: Call, detail: string): ProductError {
  return failed(call, isWrite(call) ? 'outcome-lost' : 'unavailable', detail);
}

/** A query is POSTed only because an address would be too short for it. */
function isWrite({ method, path }: Call): boolean {
  return method === 'POST' ? !path.endsWith('/query') : method !== 'GET';
}

function failed(call: Call, code: ProblemCode, detail = ''): ProductError {
  const what = call.row ?? `record to ${call.wanted}`;
  return new ProductError(code, { system: systemTitle, wanted: call.wanted, what, detail });
}

function isRateLimit(answer: Answer, known: ProblemCode | undefined): boolean {
  const askedToWait = answer.status >= 500 && answer.retryAfterMs !== undefined;
  return answer.status === 429 || known === 'rate-limited' || askedToWait;
}

function rateLimited(call: Call, answer: Answer): ProductError {
  const pauseMs = /thread|Itgenatr005/i.test(answer.text) ? threadPauseMs : hourlyPauseMs;
  const retryAfterMs = answer.retryAfterMs ?? pauseMs;
  return new ProductError('rate-limited', { system: systemTitle, wanted: call.wanted }, { retryAfterMs });
}

const routeMessage = z.looseObject({ Message: z.string() });

/** A 404 is a missing row or an unknown route; the latter shows IIS' page or a `Message`. */
function unknownAddress(call: Call, answer: Answer): ProductError {
  const isPage = answer.text.trimStart().startsWith('<');
  const isRoute = isPage || routeMessage.safeParse(parsedJson(answer.text)).success;
  if (answer.status === 404 && call.row !== undefined && !isRoute) return failed(call, 'not-found');
  return failed(call, 'our-request', `it answered ${answer.status}`);
}

/** The JSON of a text; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
