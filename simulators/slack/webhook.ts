import type { FastifyReply, FastifyRequest } from 'fastify';
import { isObject, parseJson } from '../kit/json.ts';
import { argumentsFrom, SlackError } from './call.ts';
import { findChannel } from './messages.ts';
import { post, type Service, strikeError } from './posting.ts';

/** The statuses and plain texts that a webhook answers in place of the Web API's codes. */
const WEBHOOK_ERRORS = new Map<string, readonly [number, string]>([
  ['is_archived', [410, 'channel_is_archived']],
  ['channel_not_found', [404, 'channel_not_found']],
  ['not_in_channel', [403, 'action_prohibited']],
  ['invalid_auth', [403, 'invalid_token']],
  ['no_service', [404, 'no_service']],
  ['ratelimited', [429, 'rate_limited']],
  ['internal_error', [500, 'rollup_error']],
]);

/** The message of a webhook: JSON, or a form whose `payload` is JSON. */
function readMessage({ body }: FastifyRequest): { readonly [name: string]: unknown } {
  const payload = isObject(body) ? body['payload'] : undefined;
  const message = typeof payload === 'string' ? parseJson(payload) : body;
  if (!isObject(message)) throw new SlackError('invalid_payload');
  return message;
}

/** Posts through an incoming webhook. The answer says `ok` and nothing else: no `ts`, no channel. */
export function useWebhook(service: Service, request: FastifyRequest, secret: string): string {
  const state = service.context.state();
  const id = state.webhooks[secret];
  if (id === undefined) throw new SlackError('no_service');
  strikeError(service, request);
  post(service, request, findChannel(state, id), argumentsFrom(readMessage(request)), 'webhook');
  return 'ok';
}

/** Errors of a webhook are plain text with a status that tells. */
export function sendWebhookError(reply: FastifyReply, error: SlackError): FastifyReply {
  const [status, text] = WEBHOOK_ERRORS.get(error.code) ?? [400, error.code];
  if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter);
  return reply.code(status).type('text/plain; charset=utf-8').send(text);
}
