import pLimit, { type LimitFunction } from 'p-limit';
import type { z } from 'zod';
import { type Answer, createExchange, type Exchange, type NoAnswer } from '../http/exchange.ts';
import { type Call, notUnderstood, parsedJson, refusal, systemTitle, unanswered } from './errors.ts';
import { createZone, type Zone } from './zone.ts';

/** How Autotask is reached, from the profile and the environment. */
export interface AutotaskSettings {
  /** Any `webservicesN` host of the vendor, or the whole address of its `zoneInformation`. */
  readonly zoneDiscoveryUrl: string;
  readonly username: string;
  readonly secret: string;
  /** The tracking identifier of the integration. */
  readonly integrationCode: string;
  /** For a whole request. 30 s by default: a cold TLS connection took 11 s once. */
  readonly timeoutMs?: number;
  /** Requests at once per object endpoint; 2 by default, the vendor allows 3 and frees slots late. */
  readonly maxConcurrent?: number;
  /** Refuse every address that is not this machine, the zone's included. */
  readonly refuseNonLoopback?: boolean;
}

/**
 * Sends a call once and returns its parsed answer. Throws `ProductError`: `credentials-rejected`, `permission-missing`,
 * `input-rejected`, `not-found`, `our-request`, `rate-limited`, `unavailable`, and `outcome-lost` for a write only.
 */
export type Ask = <Schema extends z.ZodType>(call: Call, schema: Schema) => Promise<z.infer<Schema>>;

/** Makes the sender of authenticated calls. Nothing is repeated, but once after a 401 when our zone has moved. */
export function createAsk(settings: AutotaskSettings): Ask {
  const { timeoutMs = 30_000, maxConcurrent = 2, refuseNonLoopback = false } = settings;
  const exchange = createExchange({ system: systemTitle, timeoutMs, refuseNonLoopback });
  const zone = createZone(exchange, settings.zoneDiscoveryUrl, settings.username);
  const send = authenticated(exchange, settings);
  const slot = slotsPerEndpoint(maxConcurrent);
  return async (call, schema) => {
    const answer = whole(call, await slot(call.path, () => inOurZone(zone, call, send)));
    if (answer.status !== 200) throw refusal(call, answer);
    const parsed = schema.safeParse(parsedJson(answer.text));
    if (!parsed.success) throw notUnderstood(call);
    return parsed.data;
  };
}

type Send = (base: URL, call: Call) => Promise<Answer | NoAnswer>;

function authenticated(exchange: Exchange, settings: AutotaskSettings): Send {
  const headers = {
    ApiIntegrationCode: settings.integrationCode,
    UserName: settings.username,
    Secret: settings.secret,
  };
  return (base, { method, path, body }) => {
    const url = new URL(`V1.0/${path}`, base);
    return exchange({ method, url, headers, ...(body === undefined ? {} : { body }) });
  };
}

/** A 401 is repeated only if the zone moved: anything else could lock the login. */
async function inOurZone(zone: Zone, call: Call, send: Send): Promise<Answer | NoAnswer> {
  const used = await zone.url();
  const outcome = await send(used, call);
  if (outcome.kind === 'no-answer' || outcome.status !== 401) return outcome;
  const now = await zone.urlNow();
  return now.href === used.href ? outcome : send(now, call);
}

function whole(call: Call, outcome: Answer | NoAnswer): Answer {
  if (outcome.kind === 'no-answer') throw unanswered(call, outcome);
  return outcome;
}

type Slot = <Result>(path: string, work: () => Promise<Result>) => Promise<Result>;

/** The vendor counts requests at once per first path segment, metadata included. */
function slotsPerEndpoint(maxConcurrent: number): Slot {
  const limits = new Map<string, LimitFunction>();
  return (path, work) => {
    const endpoint = (path.split('/')[0] ?? '').toLowerCase();
    const limit = limits.get(endpoint) ?? pLimit(maxConcurrent);
    limits.set(endpoint, limit);
    return limit(work);
  };
}
