import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Portal, Visitor } from '../portal.ts';

/** One call of a service: positional arguments, as the pages send them. */
export interface Call {
  readonly portal: Portal;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly args: unknown;
}

/** A call by somebody who is signed in. */
export interface VisitorCall extends Call {
  readonly visitor: Visitor;
}

/** A method of a service. */
export type Method =
  | { readonly for: 'anyone'; run(call: Call): unknown }
  | {
      readonly for: 'visitors';
      /** A permission that the caller must hold. */
      readonly needs?: string;
      /** True for what pages ask by themselves: it keeps nobody signed in. */
      readonly isPolling?: boolean;
      run(call: VisitorCall): unknown;
    };

/** Methods by name. */
export type Service = { readonly [method: string]: Method };

/** What a service answers in place of a result. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly errorType: string;
  readonly status: number;
  constructor(errorType: string, message: string, status = 500) {
    super(message);
    this.errorType = errorType;
    this.status = status;
  }
}

/** Input that the service does not take. */
export function badArgument(message: string): ServiceError {
  return new ServiceError('ArgumentException', message);
}

/** What any failure of the server looks like. */
export function serverError(): ServiceError {
  return new ServiceError('Exception', 'An unexpected error has occurred on the server.');
}

/** Arguments in the wanted shape. Throws the error that the service answers. */
export function argumentsOf<Arguments>(schema: z.ZodType<Arguments>, args: unknown): Arguments {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const detail = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw badArgument(`Cannot read the arguments: ${detail}`);
}
