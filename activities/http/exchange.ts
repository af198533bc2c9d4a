import axios from 'axios';
import { z } from 'zod';
import { noteRequest } from '../evidence/request-trail.ts';
import { assertLoopback } from './loopback-only.ts';
import { retryAfterMs } from './retry-after.ts';

/** One request. Its headers and address may hold secrets and never reach a message. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers?: { readonly [name: string]: string };
  /** Sent as a form when it is `URLSearchParams`, else as JSON. A `Content-Type` among the headers wins. */
  readonly body?: object;
}

/** A whole answer, whatever its status. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number | undefined;
}

/**
 * There is no whole answer. `sent: 'no'`: the other side cannot have seen the request.
 * `sent: 'maybe'`: it can have carried it out. The detail holds nothing of the address or the body.
 */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly sent: 'no' | 'maybe';
  readonly detail: string;
}

/** Sends one request once: no repeats, no redirects. Never throws for what the network does. */
export type Exchange = (request: Request) => Promise<Answer | NoAnswer>;

/** How requests to one system are sent. */
export interface ExchangeSettings {
  /** What people call the system, for messages. */
  readonly system: string;
  /** From the start of the connection to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Refuse every address that is not this machine. */
  readonly refuseNonLoopback?: boolean;
}

/** Makes the sender of a system. The sender throws `ProductError` `profile-invalid` for a refused address. */
export function createExchange(settings: ExchangeSettings): Exchange {
  return async (request) => {
    if (settings.refuseNonLoopback) assertLoopback(settings.system, request.url.hostname);
    const answered = await axios
      .request<unknown>(requestConfig(settings, request))
      .then(({ status, data, headers }) => answer(status, data, headers), noAnswer);
    const { method, url, body } = request;
    const sent = sentText(body);
    noteRequest({ method, url, sent, answer: answered.kind === 'answer' ? answered : undefined });
    return answered;
  };
}

function requestConfig(settings: ExchangeSettings, request: Request) {
  const { method, url, headers, body } = request;
  return {
    method,
    url: url.href,
    ...(body === undefined ? { headers: { ...headers } } : payload(body, headers)),
    // A proxy of the environment would carry a request for loopback to somewhere else.
    ...(settings.refuseNonLoopback ? ({ proxy: false } as const) : {}),
    // axios' own time limit starts anew with every byte; this one does not.
    signal: AbortSignal.timeout(settings.timeoutMs),
    maxRedirects: 0,
    responseType: 'text' as const,
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
  };
}

/** What the evidence may digest: the digest of a login form would let its password be guessed. */
function sentText(body: Request['body']): string | undefined {
  return body === undefined || body instanceof URLSearchParams ? undefined : JSON.stringify(body);
}

function payload(body: object, headers: Request['headers']) {
  const isForm = body instanceof URLSearchParams;
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const data = isForm ? body.toString() : JSON.stringify(body);
  return { headers: { 'Content-Type': type, ...headers }, data };
}

const retryAfterHeader = z.object({ 'retry-after': z.string().optional().catch(undefined) });

function answer(status: number, text: unknown, headers: unknown): Answer {
  const { 'retry-after': retryAfter } = retryAfterHeader.parse({ ...Object(headers) });
  return {
    kind: 'answer',
    status,
    text: z.string().catch('').parse(text),
    retryAfterMs: retryAfterMs(retryAfter, new Date()),
  };
}

const networkError = z.object({ code: z.string().optional().catch(undefined) });

function noAnswer(error: unknown): NoAnswer {
  const code = networkError.safeParse(error).data?.code ?? '';
  if (code === 'ERR_CANCELED') return { kind: 'no-answer', sent: 'maybe', detail: 'no answer in time' };
  if (isBeforeSending(code)) return { kind: 'no-answer', sent: 'no', detail: `no connection (${code})` };
  return { kind: 'no-answer', sent: 'maybe', detail: `the connection broke (${code || 'no reason given'})` };
}

/** Names, connections and certificates fail before the first byte of a request; everything else may come later. */
export function isBeforeSending(code: string): boolean {
  return (
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code) ||
    /CERT|^UNABLE_TO_VERIFY|^ERR_TLS/.test(code)
  );
}
