import { ProductError } from '../../domain/problems.ts';
import { type Answer, createExchange, type Exchange } from '../http/exchange.ts';
import { assertLoopback } from '../http/loopback-only.ts';
import { type Attempt, answered, failed, lost, rateLimited, refused, systemTitle } from './errors.ts';
import { escaped } from './escape.ts';
import type { Posted, Slack, SlackMessage } from './slack.ts';

interface WebhookSettings {
  readonly url: string;
  readonly timeoutMs: number;
  readonly refuseNonLoopback: boolean;
}

/** Slack through an incoming webhook: its address is a secret, and nothing that it posts can be looked up. */
export function createWebhook(settings: WebhookSettings): Slack {
  const url = new URL(settings.url);
  if (settings.refuseNonLoopback) assertLoopback(systemTitle, url.hostname);
  const exchange = createExchange({ system: systemTitle, ...settings });
  return {
    post: (message) => post(exchange, url, message),
    find: async (key) => {
      const detail = 'a webhook’s messages cannot be looked up';
      throw new ProductError('message-unknown', { system: systemTitle, what: key, detail });
    },
  };
}

async function post(exchange: Exchange, url: URL, message: SlackMessage): Promise<Posted> {
  const attempt = { wanted: 'post a message', messageKey: message.key };
  const outcome = await exchange({ method: 'POST', url, body: { text: escaped(message.text) } });
  if (outcome.kind === 'no-answer') {
    throw outcome.sent === 'no'
      ? failed(attempt, 'unavailable', outcome.detail)
      : lost(attempt, outcome.detail);
  }
  if (outcome.status === 200 && outcome.text.trim() === 'ok') return { kind: 'sent-unconfirmed' };
  throw webhookError(attempt, outcome);
}

/** Errors are plain text with a status. */
function webhookError(attempt: Attempt, { status, text, retryAfterMs }: Answer): ProductError {
  if (status === 429) return rateLimited(attempt, retryAfterMs);
  if (status >= 400 && status < 500 && /^[a-z_]+$/.test(text.trim())) return refused(attempt, text.trim());
  return status === 200 ? lost(attempt, 'its answer cannot be understood') : answered(attempt, status);
}
