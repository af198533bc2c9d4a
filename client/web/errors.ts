import { isGrpcServiceError } from '@temporalio/client';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from '../report/markup.ts';
import { Refusal } from './desk.ts';
import { notice, page } from './layout.ts';
import type { WebParts } from './parts.ts';

interface Said {
  readonly status: number;
  readonly heading: string;
  readonly text: string;
}

/** Errors as pages: a sentence and a way on. What is behind an error of ours stands in the log alone. */
export function answerErrors(app: FastifyInstance, { tell }: WebParts): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (wordsFor(error).status >= 500) tell(`${request.method} ${routeOf(request)}: ${error.message}`);
    return sendError(reply, error);
  });
  app.setNotFoundHandler((_request, reply) =>
    send(reply, { status: 404, heading: 'Not here', text: 'There is no such page.' }),
  );
}

/** The page that says what went wrong, as far as that is for everybody’s eyes. */
export function sendError(reply: FastifyReply, error: FastifyError): FastifyReply {
  return send(reply, wordsFor(error));
}

/** Thrown where there is no such customer, decision or picture. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

/** The pattern of the address, not the address: a link’s token stays out of logs. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'an unknown address';
}

function wordsFor(error: FastifyError): Said {
  if (error instanceof Refusal) return { status: 409, heading: 'Not taken', text: error.message };
  if (error instanceof NotHere) return { status: 404, heading: 'Not here', text: error.message };
  // An error of gRPC has a number for a code.
  if (String(error.code).startsWith('FST_CSRF')) {
    const text =
      'The form was open for too long, or is not ours. Go back, reload the page and send it again.';
    return { status: 403, heading: 'Not taken', text };
  }
  if (error.statusCode === 429)
    return { status: 429, heading: 'Too often', text: 'Wait a minute, then try again.' };
  if (error.statusCode !== undefined && error.statusCode < 500)
    return { status: error.statusCode, heading: 'Not understood', text: 'The request cannot be read.' };
  if (isGrpcServiceError(error)) {
    const text =
      'Temporal, or the worker that answers for the onboarding, cannot be reached. Try again shortly.';
    return { status: 503, heading: 'Not reachable now', text };
  }
  return {
    status: 500,
    heading: 'Something went wrong',
    text: 'Whoever runs this finds it in the log of the web process. Look at the page again before you try anew: part of it may have been done.',
  };
}

function send(reply: FastifyReply, { status, heading, text }: Said): FastifyReply {
  const content = notice(heading, text, html`<a href="/">To the board</a>`);
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .send(page({ title: heading, viewer: undefined, formKey: html``, content }));
}
