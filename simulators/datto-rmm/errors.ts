import type { DattoRmmSwitches } from './switches.ts';

/** An answer that is no success. The shape of its body is undocumented, so a switch decides it. */
export class ApiError extends Error {
  readonly status: number;
  /** Seconds, for the header `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;
  constructor(status: number, text: string, retryAfterSeconds?: number) {
    super(text);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A parameter or body that breaks the schema. */
export const badRequest = (text: string) => new ApiError(400, text);

/** No token, an unknown one, or one that has run out. */
export const unauthorized = () => new ApiError(401, 'Unauthorized');

/** Forbidden; a blocked address looks no different. */
export const forbidden = () => new ApiError(403, 'Forbidden');

/** A path, or a row, that is not there. */
export const notFound = () => new ApiError(404, 'Not Found');

/** A path that does not take this verb. */
export const wrongVerb = () => new ApiError(405, 'Method Not Allowed');

/** Over one of the limits. */
export const tooMany = (retryAfterSeconds?: number) =>
  new ApiError(429, 'Too Many Requests', retryAfterSeconds);

/** What an aborted write says. */
export const CONCURRENT_WRITE = 'Request aborted due to concurrent write access';

/** The body of an error, and its type. */
export function errorBody(
  error: ApiError,
  kind: DattoRmmSwitches['errorBody'],
): { readonly type: string; readonly text: string } {
  const json = JSON.stringify({ status: error.status, message: error.message });
  const texts = { text: error.message, json, empty: '' };
  return { type: kind === 'json' ? 'application/json' : 'text/plain; charset=utf-8', text: texts[kind] };
}
