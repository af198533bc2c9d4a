import { createBot } from './bot.ts';
import type { HistoryScope } from './channels.ts';
import { createWebhook } from './webhook.ts';

/** How Slack is reached. The token and a webhook's address are secrets. */
export type SlackSettings = SlackMode & {
  /** For a whole request; 20 s by default. */
  readonly timeoutMs?: number;
  /** Refuse every address that is not this machine. */
  readonly refuseNonLoopback?: boolean;
};

type SlackMode =
  | {
      readonly mode: 'bot';
      /** A bot token with `chat:write` and `channels:history` (or `groups:history`), `channels:read` for names. */
      readonly token: string;
      /** `https://slack.com/api/`, or a stand-in. */
      readonly apiUrl: string;
      /** What it may see; private channels, too, by default. */
      readonly historyScope?: HistoryScope;
    }
  | { readonly mode: 'webhook'; readonly url: string }
  | { readonly mode: 'off' };

/** A message to the MSP's own staff. */
export interface SlackMessage {
  /** Id (`C123ABC456`) or name (`#onboarding`). A webhook has a channel of its own and ignores it. */
  readonly channel: string;
  /** Plain text; `&`, `<` and `>` are escaped here, so that no name in it can ring a whole channel. */
  readonly text: string;
  /** Travels with the message as metadata; `find` looks for it. */
  readonly key: string;
}

/** What is known after sending: a webhook proves nothing and gives nothing to find the message by. */
export type Posted =
  | { readonly kind: 'sent'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'sent-unconfirmed' }
  | { readonly kind: 'off' };

/** Where a message stands in its channel. */
export interface FoundMessage {
  readonly ts: string;
}

/** Messages to Slack. A second message cannot be taken back, so nothing is ever sent twice by itself. */
export interface Slack {
  /**
   * Sends once. Throws `ProductError`: `message-unknown` when it may have arrived (look it up with `find`),
   * every other code only when it cannot have: `rate-limited`, `unavailable`, `credentials-rejected`,
   * `permission-missing`, `not-found`, `ambiguous`, `input-rejected`, `our-request`.
   */
  post(message: SlackMessage): Promise<Posted>;
  /**
   * Looks for the message with that key since that instant. A message shows late at times: undefined right after a
   * lost answer is no proof that it was not sent. Throws like `post`, and `message-unknown` where nothing can be
   * looked up (webhook).
   */
  find(key: string, channel: string, since: Date): Promise<FoundMessage | undefined>;
}

/** Makes the sender. Throws `ProductError` `profile-invalid` for an address that `refuseNonLoopback` refuses. */
export function createSlack(settings: SlackSettings): Slack {
  const { timeoutMs = 20_000, refuseNonLoopback = false } = settings;
  if (settings.mode === 'bot') return createBot({ ...settings, timeoutMs, refuseNonLoopback });
  if (settings.mode === 'webhook') return createWebhook({ ...settings, timeoutMs, refuseNonLoopback });
  return { post: async () => ({ kind: 'off' }), find: async () => undefined };
}
