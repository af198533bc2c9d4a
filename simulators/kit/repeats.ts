import type { FastifyRequest } from 'fastify';

/** How soon after a lost answer the same request can only be the browser's own repeat of it. */
const WINDOW_MS = 500;

/**
 * Recognizes requests that a browser repeats by itself. Chromium does so, a POST too, whenever a connection dies that it
 * had used before or opened in advance. A lost answer of the variant `{ keepAlive: false }` is to stay
 * lost, so its repeats are dropped as well, before they do anything; with `{ keepAlive: true }` they go through.
 */
export interface Repeats {
  /** The answer to this request was lost, and is to stay so. */
  lost(request: FastifyRequest): void;
  isRepeat(request: FastifyRequest): boolean;
}

function keyOf({ method, url, body }: FastifyRequest): string {
  return `${method} ${url} ${JSON.stringify(body)}`;
}

/** Only browsers repeat by themselves, and only they send this header: a client's own retry is never swallowed. */
function isFromBrowser(request: FastifyRequest): boolean {
  return request.headers['sec-fetch-mode'] !== undefined;
}

/** Remembers the last lost request. */
export function createRepeats(): Repeats {
  let last = { key: '', at: Number.NEGATIVE_INFINITY };
  return {
    lost: (request) => {
      last = { key: keyOf(request), at: performance.now() };
    },
    isRepeat: (request) =>
      isFromBrowser(request) && keyOf(request) === last.key && performance.now() - last.at < WINDOW_MS,
  };
}
