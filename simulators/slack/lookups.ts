import type { Json } from '../kit/types.ts';
import { type Arguments, SlackError } from './call.ts';
import { findChannel, shownMessage } from './messages.ts';
import type { Channel, Message, SlackState } from './state.ts';

/** Slack may give fewer than asked for, so that a client has to follow the cursor. */
const CHANNELS_PER_PAGE = 4;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor: string;
}

/** One page of a list; the cursor is opaque to clients. */
function page<Item>(all: readonly Item[], call: Arguments, largest: number): Page<Item> {
  const start = Number(Buffer.from(call.text('cursor') ?? '', 'base64url').toString() || '0');
  const asked = Number(call.text('limit') ?? '100');
  const limit = Math.max(1, Math.min(asked, largest));
  if (!Number.isInteger(start)) throw new SlackError('invalid_cursor');
  const end = start + limit;
  const cursor = end < all.length ? Buffer.from(String(end)).toString('base64url') : '';
  return { items: all.slice(start, end), cursor };
}

/** `conversations.list`: how a name becomes an id. */
export function listChannels(state: SlackState, call: Arguments): Json {
  const types = (call.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  const wanted = state.channels.filter(
    (channel) =>
      types.includes(channel.isPrivate ? 'private_channel' : 'public_channel') &&
      !(call.flag('exclude_archived') && channel.isArchived),
  );
  const { items, cursor } = page(wanted, call, CHANNELS_PER_PAGE);
  const channels = items.map((channel) => ({
    id: channel.id,
    name: channel.name,
    is_channel: true,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_member: channel.isMember,
  }));
  return { ok: true, channels, response_metadata: { next_cursor: cursor } };
}

function readable(state: SlackState, call: Arguments): Channel {
  const channel = findChannel(state, call.text('channel'));
  if (!channel.isMember) throw new SlackError('not_in_channel');
  return channel;
}

function withinTime(message: Message, call: Arguments): boolean {
  const at = Number(message.ts);
  const [oldest, latest] = [
    Number(call.text('oldest') ?? 0),
    Number(call.text('latest') ?? Number.POSITIVE_INFINITY),
  ];
  return call.flag('inclusive') ? at >= oldest && at <= latest : at > oldest && at < latest;
}

function answer(messages: readonly Message[], call: Arguments): Json {
  const { items, cursor } = page(messages, call, 999);
  const withMetadata = call.flag('include_all_metadata');
  return {
    ok: true,
    messages: items.map((message) => shownMessage(message, withMetadata)),
    has_more: cursor !== '',
    ...(cursor === '' ? {} : { response_metadata: { next_cursor: cursor } }),
  };
}

const isVisible = (message: Message, now: number) => (message.visibleFrom ?? 0) <= now;

/** `conversations.history`: newest first; replies in threads are not in it, only in `conversations.replies`. */
export function history(state: SlackState, call: Arguments, now: number): Json {
  const messages = readable(state, call).messages.filter(
    (message) => message.threadTs === undefined && isVisible(message, now) && withinTime(message, call),
  );
  return answer(messages.toReversed(), call);
}

/** `conversations.replies`: a message and its thread, oldest first. */
export function replies(state: SlackState, call: Arguments, now: number): Json {
  const { messages } = readable(state, call);
  const root = call.text('ts');
  if (!messages.some((message) => message.ts === root)) throw new SlackError('thread_not_found');
  const thread = messages.filter(
    (message) =>
      message.ts === root ||
      (message.threadTs === root && isVisible(message, now) && withinTime(message, call)),
  );
  return answer(thread, call);
}
