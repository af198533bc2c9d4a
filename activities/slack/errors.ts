import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { z } from 'zod';
import { type ProblemCode, ProductError } from '../../domain/problems.ts';
import { isBeforeSending } from '../http/exchange.ts';

/** What people call the system, in messages. */
export const systemTitle = 'Slack';

/** What we wanted, and what became unknown if the answer is lost. */
export interface Attempt {
  /** After "we wanted to". */
  readonly wanted: string;
  /** The key of a message that may have been posted; undefined for a read. */
  readonly messageKey?: string;
}

/** Slack allows about one message a second and channel. */
const defaultPauseMs = 1_000;

/** The error of a call by the official client. It never leaves this file: it holds bodies and addresses. */
export function slackError(attempt: Attempt, error: unknown): ProductError {
  if (error instanceof WebAPIRateLimitedError) return rateLimited(attempt, error.retryAfter * 1000);
  if (error instanceof WebAPIPlatformError) return refused(attempt, error.data.error);
  if (error instanceof WebAPIHTTPError) return answered(attempt, error.statusCode);
  if (error instanceof WebAPIRequestError) return notAnswered(attempt, error);
  return lost(attempt, 'its answer cannot be understood');
}

/** Slack asked to wait; nothing was posted. */
export function rateLimited(attempt: Attempt, retryAfterMs = defaultPauseMs): ProductError {
  return new ProductError('rate-limited', { system: systemTitle, wanted: attempt.wanted }, { retryAfterMs });
}

/** The error of a status that is no success: below 500 it was refused, from 500 on nobody knows. */
export function answered(attempt: Attempt, status: number): ProductError {
  if (status >= 500 || status === 408) return lost(attempt, `it answered ${status}`);
  return failed(attempt, 'our-request', `it answered ${status}`);
}

/** The answer to a message may be lost with the message posted; a read can simply be repeated. */
export function lost(attempt: Attempt, detail: string): ProductError {
  if (attempt.messageKey === undefined) return failed(attempt, 'unavailable', detail);
  return new ProductError('message-unknown', { system: systemTitle, what: attempt.messageKey, detail });
}

/** An error that says that nothing was posted. */
export function failed(attempt: Attempt, code: ProblemCode, detail: string): ProductError {
  return new ProductError(code, { system: systemTitle, wanted: attempt.wanted, what: detail, detail });
}

const refusals: readonly { readonly errors: RegExp; readonly code: ProblemCode }[] = [
  {
    errors: /^(invalid_auth|not_authed|invalid_token|account_inactive|token_(revoked|expired))$/,
    code: 'credentials-rejected',
  },
  {
    errors:
      /^(missing_scope|not_in_channel|no_permission|action_prohibited|restricted_action\w*|access_denied)$/,
    code: 'permission-missing',
  },
  { errors: /^(channel_not_found|no_service|no_team)$/, code: 'not-found' },
  { errors: /^(unknown_method|method_deprecated|deprecated_endpoint)$/, code: 'our-request' },
];

/** These say themselves that part of the work may have been done (Slack's list of errors of `chat.postMessage`). */
const unsure = /^(fatal_error|internal_error|service_unavailable|rollup_error)$/;

/** The error of a refusal in Slack's words; a text that is no such word (a proxy's page) says nothing. */
export function refused(attempt: Attempt, error: string): ProductError {
  if (!/^[a-z][a-z_]{0,60}$/.test(error)) return lost(attempt, 'its answer cannot be understood');
  if (unsure.test(error)) return lost(attempt, `it said ${error}`);
  if (/^(ratelimited|rate_limited|message_limit_exceeded)$/.test(error)) return rateLimited(attempt);
  const code = refusals.find(({ errors }) => errors.test(error))?.code ?? 'input-rejected';
  return failed(attempt, code, code === 'not-found' ? `such channel (${error})` : `it said ${error}`);
}

const failedFetch = z.object({ cause: z.object({ code: z.string() }) });

/** Why `fetch` failed: the code of the network's error, empty when there is none. */
export function networkCause(error: unknown): { readonly code: string } {
  return { code: failedFetch.safeParse(error).data?.cause.code ?? '' };
}

function notAnswered(attempt: Attempt, error: WebAPIRequestError): ProductError {
  const { code } = networkCause(error.original);
  if (isBeforeSending(code)) return failed(attempt, 'unavailable', `no connection (${code})`);
  return lost(attempt, 'no answer came');
}
