import type { AuditRecord } from '../kit/audit.ts';
import type { JsonObject } from '../kit/json.ts';
import { isObject, toJson } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';

/** A message. With its channel, `ts` is its identity. */
export interface Message {
  readonly ts: string;
  readonly user: string;
  text: string;
  blocks?: Json;
  metadata?: JsonObject;
  /** Set on replies: the message that they answer. */
  threadTs?: string;
  edited?: boolean;
  /** Instant in milliseconds from which on look-ups show it (`history-late`). */
  visibleFrom?: number;
}

/** A channel of the workspace. */
export interface Channel {
  readonly id: string;
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  /** Whether the bot is in it; else it may not post. */
  isMember: boolean;
  messages: Message[];
}

/** The workspace. */
export interface SlackState {
  channels: Channel[];
  /** Channel ids by the secret part of a webhook's address, `T…/B…/X…`. */
  webhooks: Record<string, string>;
}

/** The key by which our own messages are found again. */
export function keyOf(message: Message): Json {
  const payload = message.metadata?.['event_payload'];
  return isObject(payload) ? toJson(payload['key']) : null;
}

/** What the audit keeps of a message. */
export function summary(channel: Channel, message: Message): Json {
  return {
    channel: `#${channel.name}`,
    text: message.text,
    key: keyOf(message),
    thread: message.threadTs ?? null,
  };
}

/** Messages and channels as the audit speaks of them. */
export function auditRecords(state: SlackState): AuditRecord[] {
  return state.channels.flatMap((channel) => [
    { entity: 'channel', id: channel.id, fields: toFields(channel) },
    ...channel.messages.map((message) => ({
      entity: 'slack',
      id: `${channel.id}/${message.ts}`,
      fields: { message: summary(channel, message) },
    })),
  ]);
}

function toFields({ name, isPrivate, isArchived, isMember }: Channel): JsonObject {
  return { name, isPrivate, isArchived, isMember };
}
