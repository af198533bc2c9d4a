import { type FetchFunction, type Logger, LogLevel, WebClient } from '@slack/web-api';
import { z } from 'zod';
import { assertLoopback } from '../http/loopback-only.ts';
import { type ChannelIds, createChannelIds, type HistoryScope } from './channels.ts';
import { networkCause, slackError, systemTitle } from './errors.ts';
import { escaped } from './escape.ts';
import type { FoundMessage, Posted, Slack, SlackMessage } from './slack.ts';

interface BotSettings {
  readonly token: string;
  readonly apiUrl: string;
  readonly historyScope?: HistoryScope;
  readonly timeoutMs: number;
  readonly refuseNonLoopback: boolean;
}

/** Names our messages among others' metadata. */
const eventType = 'onboarding_message';

/** Slack through a bot token. Throws `ProductError` `profile-invalid` for a refused address. */
export function createBot(settings: BotSettings): Slack {
  const apiUrl = new URL(settings.apiUrl.endsWith('/') ? settings.apiUrl : `${settings.apiUrl}/`);
  if (settings.refuseNonLoopback) assertLoopback(systemTitle, apiUrl.hostname);
  const client = new WebClient(settings.token, {
    slackApiUrl: apiUrl.href,
    timeout: settings.timeoutMs,
    // The library repeats requests by itself and could post twice.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent,
    fetch: fetchOnce,
  });
  const channelIds = createChannelIds(client, settings.historyScope);
  return {
    post: (message) => post(client, channelIds, message),
    find: (key, channel, since) => find(client, channelIds, { key, channel, since }),
  };
}

const posted = z.object({ channel: z.string(), ts: z.string() });

async function post(client: WebClient, channelIds: ChannelIds, message: SlackMessage): Promise<Posted> {
  const channel = await channelIds(message.channel);
  try {
    const answer = await client.chat.postMessage({
      channel,
      text: escaped(message.text),
      unfurl_links: false,
      metadata: { event_type: eventType, event_payload: { key: message.key } },
    });
    return { kind: 'sent', ...posted.parse(answer) };
  } catch (error) {
    throw slackError({ wanted: 'post a message', messageKey: message.key }, error);
  }
}

interface Search {
  readonly key: string;
  readonly channel: string;
  readonly since: Date;
}

/** Slack's clock and ours differ by seconds; a message from just before does no harm, its key decides. */
const clockMarginMs = 60_000;

const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_payload: z.object({ key: z.unknown() }) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

async function find(
  client: WebClient,
  channelIds: ChannelIds,
  { key, channel, since }: Search,
): Promise<FoundMessage | undefined> {
  const id = await channelIds(channel);
  const oldest = String((since.getTime() - clockMarginMs) / 1000);
  for (let cursor = ''; ; ) {
    const { messages, response_metadata: more } = await historyPage(client, { channel: id, oldest, cursor });
    const found = messages.find(({ metadata }) => metadata?.event_payload.key === key);
    if (found) return { ts: found.ts };
    cursor = more?.next_cursor ?? '';
    if (cursor === '') return undefined;
  }
}

async function historyPage(
  client: WebClient,
  { channel, oldest, cursor }: { channel: string; oldest: string; cursor: string },
): Promise<z.infer<typeof history>> {
  const asked = { channel, oldest, include_all_metadata: true, limit: 200 };
  try {
    return history.parse(await client.conversations.history(cursor === '' ? asked : { ...asked, cursor }));
  } catch (error) {
    throw slackError({ wanted: 'look for a message' }, error);
  }
}

/** Keeps why a request failed: the library wraps an error that it does not take for one, and its cause is lost. */
const fetchOnce: FetchFunction = async (url, init) => {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new Error('no answer', { cause: networkCause(error) });
  }
};

/** The library would log to the console what belongs into our own errors. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
