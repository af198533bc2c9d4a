import { ProductError } from '../../domain/problems.ts';
import { type Answer, createExchange, type Exchange } from '../http/exchange.ts';
import { assertLoopback, isLoopback } from '../http/loopback-only.ts';

/** How the pager is reached. The address is a secret. */
export interface PagerSettings {
  /** `https:`, or http on this machine. */
  readonly url: string;
  /** For a whole request; 20 s by default. */
  readonly timeoutMs?: number;
  /** Refuse every address that is not this machine. */
  readonly refuseNonLoopback?: boolean;
}

/** An alarm for whoever is on call. */
export interface Alarm {
  /** One line, for a small screen. */
  readonly summary: string;
  readonly details: string;
  /** The same key is the same alarm: a pager rings once for it. */
  readonly key: string;
}

/** A pager behind a webhook: it takes `{ summary, details, source, dedupKey }` as JSON, and an `Idempotency-Key`. */
export interface Pager {
  /**
   * Rings. Throws `ProductError`: `message-unknown` when it may have rung (ring again: the key tells that it is the same
   * alarm), `rate-limited`, `unavailable`, `credentials-rejected`, `not-found`, `input-rejected` when it has not.
   */
  ring(alarm: Alarm): Promise<void>;
}

/** What people call it, in messages. */
const system = 'The pager';
const wanted = 'ring whoever is on call';
/** Who rings, in the pager's own list. */
const source = 'onboard';

/** Makes the pager. Throws `ProductError` `profile-invalid` for an address that is not encrypted, or refused. */
export function createPager(settings: PagerSettings): Pager {
  const { timeoutMs = 20_000, refuseNonLoopback = false } = settings;
  const url = addressOf(settings.url);
  if (refuseNonLoopback) assertLoopback(system, url.hostname);
  const exchange = createExchange({ system, timeoutMs, refuseNonLoopback });
  return { ring: (alarm) => ring(exchange, url, alarm) };
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && (url.protocol === 'https:' || isLoopback(url.hostname))) return url;
  throw new ProductError('profile-invalid', {
    detail: 'policies.onCall.pager names a variable that holds no address that begins with https:',
  });
}

async function ring(exchange: Exchange, url: URL, { summary, details, key }: Alarm): Promise<void> {
  const answer = await exchange({
    method: 'POST',
    url,
    headers: { 'Idempotency-Key': key },
    body: { summary, details, source, dedupKey: key },
  });
  if (answer.kind === 'answer') return refuseUnlessTaken(answer, key);
  const { sent, detail } = answer;
  if (sent === 'no') throw new ProductError('unavailable', { system, wanted, detail });
  throw lost(key, detail);
}

function refuseUnlessTaken({ status, retryAfterMs }: Answer, key: string): void {
  const detail = `it answered ${status}`;
  if (status >= 200 && status < 300) return;
  if (status === 429)
    throw new ProductError(
      'rate-limited',
      { system, wanted },
      retryAfterMs === undefined ? {} : { retryAfterMs },
    );
  if (status >= 500 || status === 408) throw lost(key, detail);
  if (status === 401 || status === 403) throw new ProductError('credentials-rejected', { system, wanted });
  if (status === 404 || status === 410)
    throw new ProductError('not-found', { system, what: `such webhook (${status})` });
  throw new ProductError('input-rejected', { system, wanted, detail });
}

function lost(what: string, detail: string): ProductError {
  return new ProductError('message-unknown', { system, what, detail });
}
