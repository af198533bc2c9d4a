import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './http-faults.ts';
import { isObject, parseJson, toJson } from './json.ts';
import { maskBody, maskHeaders } from './mask.ts';
import type { JournalEntry, Json } from './types.ts';

/** Pages say nothing that the journal needs; short texts (Slack's `ok`) do. */
const LONGEST_TEXT = 2000;

function queryOf(request: FastifyRequest): JournalEntry['query'] {
  const query = isObject(request.query) ? request.query : {};
  const texts = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
  const masked = maskBody(Object.fromEntries(texts));
  return isObject(masked) ? Object.fromEntries(Object.entries(masked).map(([k, v]) => [k, String(v)])) : {};
}

/** The body of an answer as the journal keeps it; undefined for pages and long texts. */
function responseOf(reply: FastifyReply, payload: unknown): Json | undefined {
  if (typeof payload !== 'string') return undefined;
  const type = String(reply.getHeader('content-type') ?? '');
  if (type.includes('json')) return maskBody(parseJson(payload) ?? payload);
  return type.includes('html') || payload.length > LONGEST_TEXT ? undefined : payload;
}

/** One line of the journal. Without a payload there was no answer: status 0. */
export function journalEntry(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: { readonly payload?: unknown; readonly fault: string | undefined },
  maskPath: (path: string) => string,
): Omit<JournalEntry, 'system' | 'at'> {
  const answered = Object.hasOwn(answer, 'payload');
  const response = answered ? responseOf(reply, answer.payload) : undefined;
  return {
    method: request.method,
    path: maskPath(pathOf(request)),
    query: queryOf(request),
    headers: maskHeaders(request.raw.rawHeaders),
    ...(request.body === undefined || request.body === null ? {} : { body: maskBody(toJson(request.body)) }),
    status: answered ? reply.statusCode : 0,
    ...(response === undefined ? {} : { response }),
    ...(answer.fault === undefined ? {} : { fault: answer.fault }),
  };
}
