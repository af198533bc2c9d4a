import type { FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../../kit/json.ts';

function textIn(source: unknown, name: string): string {
  const value = isObject(source) ? source[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** A part of the address. */
export function paramOf(request: FastifyRequest, name: string): string {
  return textIn(request.params, name);
}

/** A parameter after the question mark; empty when absent. */
export function queryOf(request: FastifyRequest, name: string): string {
  return textIn(request.query, name);
}

/** A field of a posted form; empty when absent. */
export function formField(request: FastifyRequest, name: string): string {
  return textIn(request.body, name);
}

/** Answers with a page. */
export function sendHtml(reply: FastifyReply, page: string, status = 200): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
}

/** Refuses a request of a script. */
export function sendProblems(reply: FastifyReply, status: number, problems: readonly string[]): FastifyReply {
  return reply.code(status).send({ problems });
}
