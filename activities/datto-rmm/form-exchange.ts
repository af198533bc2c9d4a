import axios from 'axios';
import { z } from 'zod';
import { type Answer, isBeforeSending, type NoAnswer } from '../http/exchange.ts';
import { assertLoopback } from '../http/loopback-only.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { systemTitle } from './errors.ts';

/** A form to be sent. Its fields and headers hold secrets and never reach a message. */
export interface Form {
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly fields: { readonly [name: string]: string };
}

/** Sends a form once; the values are URL-encoded. Never throws for what the network does. */
export type FormExchange = (form: Form) => Promise<Answer | NoAnswer>;

/** Makes the sender. It throws `ProductError` `profile-invalid` for a refused address, as the JSON one does. */
export function createFormExchange(settings: {
  readonly timeoutMs: number;
  readonly refuseNonLoopback: boolean;
}): FormExchange {
  return async ({ url, headers, fields }) => {
    if (settings.refuseNonLoopback) assertLoopback(systemTitle, url.hostname);
    try {
      const response = await axios.post<unknown>(url.href, new URLSearchParams({ ...fields }), {
        headers,
        ...(settings.refuseNonLoopback ? ({ proxy: false } as const) : {}),
        signal: AbortSignal.timeout(settings.timeoutMs),
        maxRedirects: 0,
        responseType: 'text',
        transformResponse: (text: unknown) => text,
        validateStatus: () => true,
      });
      return answer(response.status, response.data, response.headers);
    } catch (error) {
      return noAnswer(error);
    }
  };
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
  const detail = `no connection (${code || 'no reason given'})`;
  return { kind: 'no-answer', sent: isBeforeSending(code) ? 'no' : 'maybe', detail };
}
