import axios from 'axios';
import { z } from 'zod';
import {
  type Answer,
  createExchange,
  type Exchange,
  type ExchangeSettings,
  isBeforeSending,
  type NoAnswer,
  type Request,
} from '../http/exchange.ts';
import { assertLoopback } from '../http/loopback-only.ts';
import { retryAfterMs } from '../http/retry-after.ts';

/**
 * Sends like `createExchange`, with payloads declared as JSON:API, which this vendor wants on payloads alone (it-glue.md
 * §2: anything else is a 415). The sender throws `ProductError` `profile-invalid` for a refused address.
 */
export function createJsonApiExchange(settings: ExchangeSettings): Exchange {
  const withoutPayload = createExchange(settings);
  return async (request) => {
    if (request.body === undefined) return withoutPayload(request);
    if (settings.refuseNonLoopback) assertLoopback(settings.system, request.url.hostname);
    return sendPayload(settings, request);
  };
}

const textSchema = z.string().catch('');
const headerSchema = z.string().optional().catch(undefined);

async function sendPayload(settings: ExchangeSettings, request: Request): Promise<Answer | NoAnswer> {
  try {
    const response = await axios.request<unknown>({
      method: request.method,
      url: request.url.href,
      headers: { ...request.headers, 'Content-Type': 'application/vnd.api+json' },
      data: JSON.stringify(request.body),
      ...(settings.refuseNonLoopback ? ({ proxy: false } as const) : {}),
      signal: AbortSignal.timeout(settings.timeoutMs),
      maxRedirects: 0,
      responseType: 'text',
      transformResponse: (text: unknown) => text,
      validateStatus: () => true,
    });
    const retryAfter = headerSchema.parse(response.headers['retry-after']);
    return {
      kind: 'answer',
      status: response.status,
      text: textSchema.parse(response.data),
      retryAfterMs: retryAfterMs(retryAfter, new Date()),
    };
  } catch (error) {
    return noAnswer(error);
  }
}

const networkError = z.object({ code: z.string().optional().catch(undefined) });

function noAnswer(error: unknown): NoAnswer {
  const code = networkError.safeParse(error).data?.code ?? '';
  if (code === 'ERR_CANCELED') return { kind: 'no-answer', sent: 'maybe', detail: 'no answer in time' };
  if (isBeforeSending(code)) return { kind: 'no-answer', sent: 'no', detail: `no connection (${code})` };
  return { kind: 'no-answer', sent: 'maybe', detail: `the connection broke (${code || 'no reason given'})` };
}
