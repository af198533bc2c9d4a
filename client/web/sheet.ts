import '@fastify/csrf-protection';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { html, type Markup } from '../report/markup.ts';
import type { Viewer } from './desk.ts';
import { page } from './layout.ts';
import type { WebParts } from './parts.ts';
import { linkViewerOf, viewerOf } from './session.ts';

/** An answer to a browser that is a page. */
export interface Sheet {
  /** The hidden field without which no form of ours is taken. */
  readonly formKey: Markup;
  send(title: string, content: Markup, status?: number): FastifyReply;
}

/** A page for this request; `viewer` is whoever may see the other pages, too. */
export function sheetFor(
  parts: WebParts,
  request: FastifyRequest,
  reply: FastifyReply,
  viewer?: Viewer,
): Sheet {
  const token = reply.generateCsrf({ userInfo: ownerOf(parts, request) });
  const formKey = html`<input type="hidden" name="_csrf" value="${token}">`;
  return {
    formKey,
    send: (title, content, status = 200) =>
      reply.status(status).type('text/html; charset=utf-8').send(page({ title, viewer, formKey, content })),
  };
}

const LINK = /^\/d\/([^/?]+)/;

/** Whose form it is: one that somebody else was shown, or before sign-in, is not taken. */
export function ownerOf(parts: WebParts, request: FastifyRequest): string {
  const token = LINK.exec(request.url)?.[1];
  const byLink = token === undefined ? undefined : linkViewerOf(parts, request, token);
  const viewer = byLink ?? viewerOf(parts, request);
  return viewer === undefined ? 'nobody' : `${viewer.person} ${viewer.startedAt}`;
}
