import type { FastifyRequest } from 'fastify';
import { numberOption } from '../kit/faults.ts';
import { type FaultAlias, pathOf } from '../kit/http-faults.ts';
import type { HttpContext } from '../kit/http-server.ts';
import { type Arguments, SlackError } from './call.ts';
import { addMessage, BOT_USER, checkPostable } from './messages.ts';
import type { RateLimit } from './rate.ts';
import { type Channel, type Message, type SlackState, summary } from './state.ts';

/** What routes work with. */
export interface Service {
  readonly context: HttpContext<SlackState>;
  readonly token: string;
  readonly rate: RateLimit;
}

const isPost = (request: FastifyRequest) => /chat\.postMessage|\/services\//i.test(pathOf(request));

/** This system's names for generic faults. */
export const FAULT_ALIASES: { readonly [name: string]: FaultAlias } = {
  '429': {
    kind: 'status',
    options: { status: 429, retryAfter: 1, body: { ok: false, error: 'ratelimited' } },
  },
  '500': { kind: 'status', options: { status: 500, body: 'Internal Server Error' } },
  'post-then-drop': { kind: 'drop-after-commit', only: isPost },
};

/** Faults that answer with one of Slack's own error codes. */
const FAULT_ERRORS = new Map([
  ['not-in-channel', 'not_in_channel'],
  ['invalid-auth', 'invalid_auth'],
  ['archived', 'is_archived'],
  ['ok-false-200', 'internal_error'],
]);

/** Fails the request when one of those is switched on. `ok-false-200` takes its code from the option `error`. */
export function strikeError({ context }: Service, request: FastifyRequest): void {
  const fault = context.strike(request, ...FAULT_ERRORS.keys());
  if (!fault) return;
  const code = fault.options?.['error'];
  throw new SlackError(typeof code === 'string' ? code : (FAULT_ERRORS.get(fault.kind) ?? 'internal_error'));
}

/** Posts into a channel: permission, rate, the message itself, the audit. */
export function post(
  service: Service,
  request: FastifyRequest,
  channel: Channel,
  call: Arguments,
  actor: string,
): Message {
  const { context, rate } = service;
  const now = context.clock.now().getTime();
  checkPostable(channel);
  const wait = rate.take(channel.id, now);
  if (wait !== undefined) throw new SlackError('ratelimited', wait);
  const message = addMessage(channel, BOT_USER, call, now);
  const late = context.strike(request, 'history-late');
  if (late) message.visibleFrom = now + numberOption(late, 'ms', 3000);
  const id = `${channel.id}/${message.ts}`;
  context.audit(actor, [
    { entity: 'slack', id, field: 'message', before: null, after: summary(channel, message) },
  ]);
  return message;
}
