import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renameLabel } from '../pages/document.ts';
import { type LoginReason, loginPage, maintenancePage } from '../pages/login-pages.ts';
import type { View } from '../pages/portal-page.ts';
import type { Portal } from '../portal.ts';
import { issueToken, type Session } from '../sessions.ts';
import { sendHtml } from './requests.ts';

/** Name of the session cookie. */
export const SESSION_COOKIE = 'liftoff_session';

/** Somebody who is logged in. */
export interface Visitor {
  readonly session: Session;
  readonly readOnly: boolean;
}

type Handler = (visitor: Visitor, request: FastifyRequest, reply: FastifyReply) => unknown;
type Route = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** The login page in place of what was asked for. */
function sendLoginPage(portal: Portal, request: FastifyRequest, reply: FastifyReply, reason: LoginReason) {
  const { skin, settings } = portal;
  const page = loginPage({ skin, idleMinutes: settings.idleMinutes, reason, returnTo: request.url });
  return sendHtml(reply, page);
}

/** Who is asking; or why nobody is. */
function visitorOf(portal: Portal, request: FastifyRequest): Visitor | { readonly gone: LoginReason } {
  const { sessions } = portal.memory();
  const found = sessions.find(request.cookies[SESSION_COOKIE], portal.context.clock.now());
  if ('gone' in found) return found;
  const { session } = found;
  if (!session.complete) return { gone: 'required' };
  if (portal.context.strike(request, 'expired-session')) {
    sessions.end(session.id);
    return { gone: 'idle' };
  }
  const user = portal.context.state().users.find(({ email }) => email === session.email);
  if (!user || user.locked) return { gone: 'required' };
  const readOnly =
    user.role === 'read-only' || portal.context.strike(request, 'read-only-user') !== undefined;
  return { session, readOnly };
}

/** A route for people: without a session they are led to the login, and back afterwards. */
export function page(portal: Portal, handler: Handler): Route {
  return async (request, reply) => {
    if (portal.context.strike(request, 'login-page-200')) {
      return sendLoginPage(portal, request, reply, 'required');
    }
    const visitor = visitorOf(portal, request);
    if ('session' in visitor) return handler(visitor, request, reply);
    const back = request.method === 'GET' ? request.url : '/';
    const query = new URLSearchParams({ reason: visitor.gone, return: back });
    return reply.redirect(`/login?${query}`, 302);
  };
}

/** A route for the pages' scripts: slow, and without a session it answers with the login page and status 200. */
export function script(portal: Portal, handler: Handler): Route {
  const { minMs, maxMs } = portal.settings.slow;
  return async (request, reply) => {
    await wait(minMs + Math.random() * (maxMs - minMs));
    if (portal.context.strike(request, 'login-page-200')) {
      return sendLoginPage(portal, request, reply, 'required');
    }
    const visitor = visitorOf(portal, request);
    if ('gone' in visitor) return sendLoginPage(portal, request, reply, visitor.gone);
    return handler(visitor, request, reply);
  };
}

/** Answers in place of any route while the portal is "being worked on". */
export async function maintenance(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  // Whoever steers the simulator must be able to end the maintenance.
  if (request.url.startsWith('/__control/')) return undefined;
  if (!portal.context.strike(request, 'maintenance-503')) return undefined;
  return sendHtml(reply, maintenancePage(portal.skin), 503);
}

/** How a page looks to a visitor. */
export function viewOf(portal: Portal, request: FastifyRequest, { session, readOnly }: Visitor): View {
  const { skin, settings, context } = portal;
  const asksBeforeLeaving = context.strike(request, 'unsaved-changes-dialog') !== undefined;
  return { skin, settings, email: session.email, readOnly, token: issueToken(session), asksBeforeLeaving };
}

/** Sends a page, with a label renamed where a fault says so. */
export function sendPage(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  document: string,
  status = 200,
): FastifyReply {
  const fault = portal.context.strike(request, 'page-changed', 'layout-variant');
  const { label, to } = fault?.options ?? {};
  const renames = typeof label === 'string' && typeof to === 'string';
  return sendHtml(reply, renames ? renameLabel(document, label, to) : document, status);
}
