import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Json } from '../kit/types.ts';
import { type Arguments, argumentsOf, SlackError, tokenOf } from './call.ts';
import { history, listChannels, replies } from './lookups.ts';
import { BOT_USER, changeMessage, checkPostable, findChannel, shownMessage } from './messages.ts';
import { post, type Service, strikeError } from './posting.ts';
import { summary } from './state.ts';

function postMessage(service: Service, request: FastifyRequest, call: Arguments): Json {
  const channel = findChannel(service.context.state(), call.text('channel'));
  const message = post(service, request, channel, call, BOT_USER);
  return { ok: true, channel: channel.id, ts: message.ts, message: shownMessage(message, true) };
}

function updateMessage({ context }: Service, call: Arguments): Json {
  const channel = findChannel(context.state(), call.text('channel'));
  checkPostable(channel);
  const { message, before } = changeMessage(channel, call);
  const id = `${channel.id}/${message.ts}`;
  const change = { before: summary(channel, before), after: summary(channel, message) };
  context.audit(BOT_USER, [{ entity: 'slack', id, field: 'message', ...change }]);
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: shownMessage(message, true),
  };
}

function whoAmI({ context }: Service): Json {
  const ids = { team_id: 'T0SIMULATE', user_id: BOT_USER, bot_id: 'B0SIMULATE' };
  return { ok: true, url: `${context.url()}/`, team: 'Example MSP', user: 'onboard', ...ids };
}

/** Calls a method of the Web API. */
export function callMethod(service: Service, request: FastifyRequest, method: string): Json {
  const { context, token } = service;
  const given = tokenOf(request);
  if (given === undefined) throw new SlackError('not_authed');
  if (given !== token) throw new SlackError('invalid_auth');
  strikeError(service, request);
  const call = argumentsOf(request);
  const now = context.clock.now().getTime();
  if (method === 'chat.postMessage') return postMessage(service, request, call);
  if (method === 'chat.update') return updateMessage(service, call);
  if (method === 'conversations.history') return history(context.state(), call, now);
  if (method === 'conversations.replies') return replies(context.state(), call, now);
  if (method === 'conversations.list') return listChannels(context.state(), call);
  if (method === 'auth.test') return whoAmI(service);
  throw new SlackError('unknown_method');
}

/** Errors of the Web API come with HTTP 200, only the rate limit with 429. */
export function sendMethodError(reply: FastifyReply, error: SlackError): FastifyReply {
  if (error.retryAfter !== undefined) reply.code(429).header('retry-after', error.retryAfter);
  return reply.send({ ok: false, error: error.code });
}
