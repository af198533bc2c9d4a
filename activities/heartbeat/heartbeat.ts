import { ProductError } from '../../domain/problems.ts';
import { createExchange } from '../http/exchange.ts';
import { assertLoopback } from '../http/loopback-only.ts';

/** Where the sign of life goes. */
export interface HeartbeatSettings {
  readonly url: string;
  /** For a whole request; 20 s by default. */
  readonly timeoutMs?: number;
  /** Refuse every address that is not this machine. */
  readonly refuseNonLoopback?: boolean;
}

/** Fetches the address once. Throws `ProductError` `unavailable` unless it answers with success. */
export type Heartbeat = () => Promise<void>;

const system = 'The heartbeat address';
const wanted = 'tell it that the morning message went out';

/** Makes the sign of life. Throws `ProductError` `profile-invalid` for a refused address. */
export function createHeartbeat(settings: HeartbeatSettings): Heartbeat {
  const { timeoutMs = 20_000, refuseNonLoopback = false } = settings;
  const url = new URL(settings.url);
  if (refuseNonLoopback) assertLoopback(system, url.hostname);
  const exchange = createExchange({ system, timeoutMs, refuseNonLoopback });
  return async () => {
    const answer = await exchange({ method: 'GET', url });
    if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) return;
    const detail = answer.kind === 'answer' ? `it answered ${answer.status}` : answer.detail;
    throw new ProductError('unavailable', { system, wanted, detail });
  };
}
