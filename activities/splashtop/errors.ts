import { type ProblemCode, ProductError } from '../../domain/problems.ts';

/** What people call the system, in messages. */
export const systemTitle = 'Splashtop';

/** One request to the Open API: it only reads. */
export interface Call {
  /** Below `api/open/v1/`, such as `users/basic_info`. */
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  /** For messages, after "we wanted to": `read the groups`. */
  readonly wanted: string;
}

/** The error of an answer that is no success. */
export function refusal(call: Call, status: number, retryAfterMs: number | undefined): ProductError {
  if (status === 401) return failed(call, 'credentials-rejected');
  if (status === 403) return failed(call, 'permission-missing', 'its token lacks a scope or the role');
  if (status === 404) return failed(call, 'not-found');
  if (status === 429) return rateLimited(call, retryAfterMs);
  if (status < 500) return failed(call, 'our-request', `it answered ${status}`);
  return retryAfterMs === undefined
    ? unavailable(call, `it answered ${status}`)
    : rateLimited(call, retryAfterMs);
}

/** The error when there was no answer, or none that can be understood. Nothing is ever written here. */
export function unavailable(call: Call, detail: string): ProductError {
  return failed(call, 'unavailable', detail);
}

/** The error of a request that makes no sense to the other side, or an answer that makes none to us. */
export function failed(call: Call, code: ProblemCode, detail = ''): ProductError {
  const what = `address to ${call.wanted}`;
  return new ProductError(code, { system: systemTitle, wanted: call.wanted, what, detail });
}

function rateLimited({ wanted }: Call, retryAfterMs: number | undefined): ProductError {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new ProductError('rate-limited', { system: systemTitle, wanted }, wait);
}
