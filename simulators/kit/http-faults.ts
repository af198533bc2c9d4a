import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { numberOption } from './faults.ts';
import type { Fault, FaultBox } from './types.ts';

/** A system's own name for one of the generic faults. */
export interface FaultAlias {
  /** The generic kind that it stands for. */
  readonly kind: string;
  /** Options of the generic kind; the fault's own options win. */
  readonly options?: Fault['options'];
  /** Only requests for which this holds, for example writes. */
  only?(request: FastifyRequest): boolean;
}

/** A fault that struck a request: `name` as it was switched on, `kind` as it is carried out. */
export interface Struck {
  readonly name: string;
  readonly kind: string;
  readonly fault: Fault;
}

/** Kinds that every HTTP simulator knows, besides `latency`. */
const GENERIC_KINDS = ['status', 'html-200', 'hang', 'drop-before-commit', 'drop-after-commit', 'truncate'];

/** The path of a request without its query. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}

/** The generic fault that strikes a request, under its own name or a system's name for it. */
export function strikeGeneric(
  faults: FaultBox,
  aliases: { readonly [name: string]: FaultAlias },
  request: FastifyRequest,
): Struck | undefined {
  const named = Object.entries(aliases).filter(([, alias]) => alias.only?.(request) ?? true);
  const kinds = [...GENERIC_KINDS, ...named.map(([name]) => name)];
  const fault = faults.strike({ method: request.method, path: pathOf(request) }, ...kinds);
  if (!fault) return undefined;
  const alias = aliases[fault.kind];
  if (!alias) return { name: fault.kind, kind: fault.kind, fault };
  const options = { ...alias.options, ...fault.options };
  return { name: fault.kind, kind: alias.kind, fault: { ...fault, options } };
}

/** Waits as long as a `latency` fault says, if one strikes. */
export async function sleepIfSlow(faults: FaultBox, request: FastifyRequest): Promise<void> {
  const slow = faults.strike({ method: request.method, path: pathOf(request) }, 'latency');
  if (slow) await wait(numberOption(slow, 'ms', 500));
}

/** Whether the handler runs before the fault shows: what was asked for is then done. */
export function strikesAfterCommit({ kind, fault }: Struck): boolean {
  const hangsLate = kind === 'hang' && fault.options?.['afterCommit'] === true;
  return kind === 'drop-after-commit' || kind === 'truncate' || hangsLate;
}

/** Answers in place of the handler: `status` and `html-200`. */
export function answerInstead(reply: FastifyReply, { kind, fault }: Struck): FastifyReply {
  if (kind === 'html-200') {
    return reply
      .type('text/html; charset=utf-8')
      .send('<!doctype html><title>Sign in</title><p>Please sign in.</p>');
  }
  const retryAfter = fault.options?.['retryAfter'];
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  const body = fault.options?.['body'] ?? '';
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  const textType = content.startsWith('<') ? 'text/html' : 'text/plain';
  const type = typeof body === 'string' ? textType : 'application/json';
  return reply
    .code(numberOption(fault, 'status', 500))
    .type(`${type}; charset=utf-8`)
    .send(content);
}

/** Sends the head and half the body, then ends the connection. */
export function truncate(reply: FastifyReply, payload: string): void {
  const bytes = Buffer.from(payload);
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.setHeader('content-length', bytes.length);
  reply.raw.writeHead(reply.statusCode);
  reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => reply.raw.destroy());
}

/** Whether a dropped request is to stay without an answer although a browser repeats it by itself. */
export function staysLost({ kind, fault }: Struck): boolean {
  return kind.startsWith('drop-') && fault.options?.['keepAlive'] === false;
}
