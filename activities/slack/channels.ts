import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { failed, slackError } from './errors.ts';

/** Gives the id of a channel; a name is not an id, and only ids have a history. */
export type ChannelIds = (channel: string) => Promise<string>;

/** What the bot may see: public channels, or private ones as well (`groups:history`, `groups:read`). */
export type HistoryScope = 'channels' | 'groups';

/** To ask for private channels without the right for them is refused as a whole. */
const typesOf: { readonly [Scope in HistoryScope]: string } = {
  channels: 'public_channel',
  groups: 'public_channel,private_channel',
};

const channelId = /^[CGD][A-Z0-9]{6,}$/;
const attempt = { wanted: 'find the channel' };
const page = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** Makes the look-up. Each name is looked up once; a failed look-up is not remembered. Throws `ProductError`. */
export function createChannelIds(client: WebClient, historyScope: HistoryScope = 'groups'): ChannelIds {
  const known = new Map<string, Promise<string>>();
  return (channel) => {
    if (channelId.test(channel)) return Promise.resolve(channel);
    const name = channel.replace(/^#/, '');
    const asked = known.get(name) ?? idOf(client, name, typesOf[historyScope]);
    known.set(name, asked);
    asked.catch(() => known.delete(name));
    return asked;
  };
}

async function idOf(client: WebClient, name: string, types: string): Promise<string> {
  for (let cursor = ''; ; ) {
    const { channels, response_metadata: more } = await listPage(client, types, cursor);
    const found = channels.find((channel) => channel.name === name);
    if (found) return found.id;
    cursor = more?.next_cursor ?? '';
    if (cursor === '') throw failed(attempt, 'not-found', `channel #${name} that our bot can see`);
  }
}

async function listPage(client: WebClient, types: string, cursor: string): Promise<z.infer<typeof page>> {
  try {
    const asked = { types, exclude_archived: true, limit: 200 };
    return page.parse(await client.conversations.list(cursor === '' ? asked : { ...asked, cursor }));
  } catch (error) {
    throw slackError(attempt, error);
  }
}
