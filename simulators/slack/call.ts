import type { FastifyRequest } from 'fastify';
import { isObject, parseJson, toJson } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';

/** An error of a Web API method: HTTP 200 all the same. */
export class SlackError extends Error {
  readonly code: string;
  /** Seconds to wait; makes it an HTTP 429. */
  readonly retryAfter: number | undefined;
  constructor(code: string, retryAfter?: number) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The arguments of a method call. The official client sends forms, others JSON; readings may come in the query. */
export interface Arguments {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** An object or list; inside a form it is JSON text. */
  json(name: string): Json | undefined;
}

/** Arguments out of an object: a JSON body, a form's fields, a query. */
export function argumentsFrom(all: { readonly [name: string]: unknown }): Arguments {
  const text = (name: string) => {
    const value = all[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const json = (name: string) => {
    const value = all[name];
    if (value === undefined) return undefined;
    return typeof value === 'string' ? parseJson(value) : toJson(value);
  };
  return { text, json, flag: (name) => ['true', '1', true].some((yes) => yes === all[name]) };
}

/** The arguments of a call, from its body or its query. */
export function argumentsOf(request: FastifyRequest): Arguments {
  const query = isObject(request.query) ? request.query : {};
  const body = isObject(request.body) ? request.body : {};
  return argumentsFrom({ ...query, ...body });
}

/** The token of a call: from the Authorization header, or as an argument. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer\s+(.*)$/i.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? argumentsOf(request).text('token');
}
