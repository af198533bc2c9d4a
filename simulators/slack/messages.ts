import { isObject, toJsonObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { type Arguments, SlackError } from './call.ts';
import type { Channel, Message, SlackState } from './state.ts';

/** The bot's user. */
export const BOT_USER = 'U0ONBOARD';
const LONGEST_TEXT = 40_000;

/** The channel of an id. A name is not an id: `channel_not_found`. */
export function findChannel(state: SlackState, id: string | undefined): Channel {
  const channel = state.channels.find((one) => one.id === id);
  if (!channel) throw new SlackError('channel_not_found');
  return channel;
}

/** Fails when the bot may not post there. */
export function checkPostable(channel: Channel): void {
  if (channel.isArchived) throw new SlackError('is_archived');
  if (!channel.isMember) throw new SlackError('not_in_channel');
}

function checkedText(call: Arguments, blocks: Json | undefined): string {
  const text = call.text('text') ?? '';
  if (text === '' && !blocks) throw new SlackError('no_text');
  if (text.length > LONGEST_TEXT) throw new SlackError('msg_too_long');
  return text;
}

/** The next `ts` of a channel: seconds and microseconds, later than any before. */
function nextTs(channel: Channel, now: number): string {
  const last = Math.max(0, ...channel.messages.map((message) => Math.round(Number(message.ts) * 1e6)));
  const micros = Math.max(now * 1000, last + 1);
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}

/** Puts a message into a channel. */
export function addMessage(channel: Channel, user: string, call: Arguments, now: number): Message {
  const blocks = call.json('blocks');
  const metadata = call.json('metadata');
  const threadTs = call.text('thread_ts');
  if (threadTs !== undefined && !channel.messages.some((one) => one.ts === threadTs)) {
    throw new SlackError('thread_not_found');
  }
  const message: Message = {
    ts: nextTs(channel, now),
    user,
    text: checkedText(call, blocks),
    ...(blocks === undefined ? {} : { blocks }),
    ...(isObject(metadata) ? { metadata: toJsonObject(metadata) } : {}),
    ...(threadTs === undefined ? {} : { threadTs }),
  };
  channel.messages.push(message);
  return message;
}

/** Changes a message of the bot. */
export function changeMessage(channel: Channel, call: Arguments): { message: Message; before: Message } {
  const message = channel.messages.find((one) => one.ts === call.text('ts'));
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== BOT_USER) throw new SlackError('cant_update_message');
  const before = structuredClone(message);
  const blocks = call.json('blocks');
  const metadata = call.json('metadata');
  message.text = checkedText(call, blocks);
  message.edited = true;
  if (blocks !== undefined) message.blocks = blocks;
  if (isObject(metadata)) message.metadata = toJsonObject(metadata);
  return { message, before };
}

/** A message as the API shows it. Metadata are only there when asked for. */
export function shownMessage(message: Message, withMetadata: boolean): Json {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}
