import type { z } from 'zod';
import { ProductError } from '../../domain/problems.ts';
import { type Answer, createExchange, type Exchange, type NoAnswer } from '../http/exchange.ts';
import { isLoopback } from '../http/loopback-only.ts';
import { notUnderstood, parsedJson, refusal, subjectOf, systemTitle, unanswered } from './errors.ts';
import type { Call } from './operations.ts';
import { createPace, defaultPace, type PaceSettings } from './pace.ts';
import { createTokenKeeper, type DattoRmmKeys, type TokenKeeper } from './token.ts';

/** How Datto RMM is reached, from the profile and the environment. */
export interface DattoRmmSettings extends DattoRmmKeys {
  /** The platform's address, such as `https://merlot-api.centrastage.net`; with or without `/api` behind it. */
  readonly apiUrl: string;
  /** For a whole request; 30 s by default. */
  readonly timeoutMs?: number;
  /** Refuse every address that is not this machine. */
  readonly refuseNonLoopback?: boolean;
  /** Our share of the account's limits. */
  readonly pace?: Partial<PaceSettings>;
  /** The time in milliseconds, for limits and the token's age; the machine's clock by default. */
  readonly nowMs?: () => number;
}

/**
 * Sends a call once and returns its parsed answer. Throws `ProductError`: `credentials-rejected`, `permission-missing`,
 * `input-rejected`, `not-found`, `our-request`, `profile-invalid`, `rate-limited`, `conflict`, `unavailable`, and
 * `outcome-lost` for a write only.
 */
export type Ask = <Schema extends z.ZodType>(call: Call, schema: Schema) => Promise<z.infer<Schema>>;

/**
 * Makes the sender of authenticated calls. Nothing is repeated, but once after a 401: then with a new token.
 * Throws `ProductError` `profile-invalid` for an address that is not encrypted.
 */
export function createAsk(settings: DattoRmmSettings): Ask {
  const { timeoutMs = 30_000, refuseNonLoopback = false, nowMs = Date.now } = settings;
  const origin = originOf(settings.apiUrl);
  const pace = createPace({ ...defaultPace, ...settings.pace }, nowMs);
  const exchange = createExchange({ system: systemTitle, timeoutMs, refuseNonLoopback });
  const tokens = createTokenKeeper({ exchange, origin, keys: settings, pace, nowMs });
  const send = authenticated(exchange, origin);
  return async (call, schema) => {
    const subject = subjectOf(call);
    const outcome = await pace.inTurn(subject, async () => {
      const answered = await withToken(tokens, call, send);
      if (answered.kind === 'answer') pace.heed(answered);
      return answered;
    });
    if (outcome.kind === 'no-answer') throw unanswered(subject, outcome);
    if (outcome.status !== 200) throw refusal(subject, outcome, pace.wasLimited());
    const parsed = schema.safeParse(parsedJson(outcome.text));
    if (!parsed.success) throw notUnderstood(subject);
    return parsed.data;
  };
}

type Send = (token: string, call: Call) => Promise<Answer | NoAnswer>;

/** Every address is made here from our own origin: the vendor's next-page addresses could lead elsewhere. */
function authenticated(exchange: Exchange, origin: URL): Send {
  return (token, { operation, query, body }) => {
    const url = new URL(`/api/${operation.path}`, origin);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
    const headers = { Authorization: `Bearer ${token}` };
    return exchange({ method: operation.method, url, headers, ...(body === undefined ? {} : { body }) });
  };
}

/** A 401 later than the login is one forced renewal, then it counts. */
async function withToken(tokens: TokenKeeper, call: Call, send: Send): Promise<Answer | NoAnswer> {
  const token = await tokens.current();
  const outcome = await send(token, call);
  if (outcome.kind === 'no-answer' || outcome.status !== 401) return outcome;
  return await send(await tokens.instead(token), call);
}

function originOf(apiUrl: string): URL {
  const url = new URL(apiUrl);
  if (url.protocol === 'https:' || isLoopback(url.hostname)) return new URL(url.origin);
  throw new ProductError('profile-invalid', {
    detail: `the address of ${systemTitle} is not encrypted (${url.protocol}//${url.hostname})`,
  });
}
