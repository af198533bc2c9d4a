import type { FastifyReply, FastifyRequest } from 'fastify';
import { renameLabel } from '../../lift-off/pages/document.ts';
import { sendHtml } from '../../lift-off/routes/requests.ts';
import type { Portal, Visitor } from '../portal.ts';
import { LOGIN_REASON } from '../sign-ins.ts';

/** Only addresses of this instance: a login must not lead elsewhere. */
export function safeReturnUrl(address: string): string {
  return /^\/(?![/\\])/.test(address) ? address : '/Host';
}

/** Where somebody is sent who may not see what they asked for. */
export function loginAddress(returnUrl: string, reason: number): string {
  return `/Login?${new URLSearchParams({ ReturnUrl: safeReturnUrl(returnUrl), Reason: String(reason) })}`;
}

/** Sends a page, with a label renamed where the fault `layout-variant` says so. */
export function sendPage(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  document: string,
): FastifyReply {
  const fault = portal.context.strike(request, 'layout-variant');
  const { label, to } = fault?.options ?? {};
  const renames = typeof label === 'string' && typeof to === 'string';
  return sendHtml(reply, renames ? renameLabel(document, label, to) : document);
}

/** A page for people who are signed in and hold a permission; everybody else is led to the login, with the reason. */
export function page(
  portal: Portal,
  needs: string | undefined,
  render: (visitor: Visitor, request: FastifyRequest) => string,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const visitor = portal.visitor(request, true);
    if ('reason' in visitor) return reply.redirect(loginAddress(request.url, visitor.reason), 302);
    if (needs && !visitor.access.global.has(needs)) {
      return reply.redirect(loginAddress(request.url, LOGIN_REASON.permissionsInsufficient), 302);
    }
    return sendPage(portal, request, reply, render(visitor, request));
  };
}
