import type { FastifyReply, FastifyRequest } from 'fastify';
import { renameLabel } from '../../../lift-off/pages/document.ts';
import { sendHtml } from '../../../lift-off/routes/requests.ts';
import type { Portal } from '../portal.ts';

/** Sends a page, with a label renamed where a fault says so. */
export function sendPage(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  document: string,
  status = 200,
): FastifyReply {
  const fault = portal.context.strike(request, 'layout-variant', 'page-changed');
  const { label, to } = fault?.options ?? {};
  const renames = typeof label === 'string' && typeof to === 'string';
  return sendHtml(reply, renames ? renameLabel(document, label, to) : document, status);
}

/** Keeps a cookie of one origin. Ports do not part cookies on one host, so every name is another. */
export function setCookie(reply: FastifyReply, name: string, value: string): FastifyReply {
  return reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax' });
}
