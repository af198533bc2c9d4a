import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { numberOption } from '../../../kit/faults.ts';
import { sendProblems } from '../../../lift-off/routes/requests.ts';
import type { Session } from '../../../lift-off/sessions.ts';
import { letIdle, type Seat } from '../memory.ts';
import { deadEndPage } from '../pages/login-pages.ts';
import { deniedPage, type View } from '../pages/portal-page.ts';
import type { Portal } from '../portal.ts';
import { RIGHTS, type Right } from '../rights.ts';
import { sendPage, setCookie } from './answers.ts';
import { NOT_ALLOWED } from './problems.ts';

/** Name of the platform's session cookie. */
export const SESSION_COOKIE = 'rmm_session';
const STATE_COOKIE = 'rmm_login_state';

/** Somebody who is logged in. */
export interface Visitor {
  readonly session: Session;
  readonly seat: Seat;
  can(right: Right): boolean;
}

type Handler = (visitor: Visitor, request: FastifyRequest, reply: FastifyReply) => unknown;
type Route = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Sends somebody to the other origin to log in, and remembers where they wanted to go. */
export function sendToLogin(
  portal: Portal,
  reply: FastifyReply,
  { returnTo, reason }: { readonly returnTo: string; readonly reason: string },
): FastifyReply {
  const state = randomUUID();
  portal.memory().returns.set(state, returnTo);
  const login = new URL('/login', portal.origins.auth);
  login.searchParams.set('redirect_uri', `${portal.origins.platform}/login/callback`);
  login.searchParams.set('state', state);
  if (reason === 'idle') login.searchParams.set('reason', reason);
  return setCookie(reply, STATE_COOKIE, state).redirect(login.href, 302);
}

/** Where a login that comes back belongs; undefined when it was not begun by this visitor, or is over. */
export function takeReturn(portal: Portal, request: FastifyRequest, state: string): string | undefined {
  const { returns } = portal.memory();
  const returnTo = request.cookies[STATE_COOKIE] === state ? returns.get(state) : undefined;
  returns.delete(state);
  return returnTo;
}

/** The whole account is closed to this address. */
export function refusedAddress(portal: Portal, request: FastifyRequest, reply: FastifyReply) {
  if (!portal.context.strike(request, 'ip-denied')) return undefined;
  const text = 'Access to this account is restricted to certain IP addresses, and yours is not among them.';
  return sendPage(portal, request, reply, deadEndPage(portal.skin, 'Access denied', text), 403);
}

/** Who is asking; or why nobody is. */
function visitorOf(portal: Portal, request: FastifyRequest): Visitor | { readonly gone: string } {
  const { sessions, seats } = portal.memory();
  const found = sessions.find(request.cookies[SESSION_COOKIE], portal.context.clock.now());
  if ('gone' in found) return found;
  const seat = seats.get(found.session.id)?.seat;
  const user = portal.context.state().portal.users.find(({ email }) => email === found.session.email);
  if (!seat || !user || user.locked) return { gone: 'required' };
  return { session: found.session, seat, can: (right) => RIGHTS[seat.level].includes(right) };
}

/** A route for people: without a session they are led to the login, and back afterwards. */
export function page(portal: Portal, handler: Handler): Route {
  return async (request, reply) => {
    const refused = refusedAddress(portal, request, reply);
    if (refused) return refused;
    const visitor = visitorOf(portal, request);
    if ('session' in visitor) return handler(visitor, request, reply);
    const returnTo = request.method === 'GET' ? request.url : '/';
    return sendToLogin(portal, reply, { returnTo, reason: visitor.gone });
  };
}

/** As `page`, for those who have the right; others are told so. */
export function pageFor(right: Right, portal: Portal, handler: Handler): Route {
  return page(portal, (visitor, request, reply) => {
    if (visitor.can(right)) return handler(visitor, request, reply);
    return sendPage(portal, request, reply, deniedPage(viewOf(portal, request, visitor)), 403);
  });
}

/** Requests by which an edit goes on, where a session that has ended hurts most. */
function isMidEdit({ method, url }: FastifyRequest): boolean {
  return method !== 'GET' || url.includes('/portal-api/candidates') || url.includes('/portal-api/companies');
}

/** A route for the pages' scripts: slow; 401 without a session, 403 without the right. */
export function script(portal: Portal, right: Right | undefined, handler: Handler): Route {
  const { minMs, maxMs } = portal.settings.slow;
  return async (request, reply) => {
    await wait(minMs + Math.random() * (maxMs - minMs));
    if (portal.context.strike(request, 'ip-denied')) return sendProblems(reply, 403, ['Access denied']);
    if (isMidEdit(request) && portal.context.strike(request, 'idle-logout-mid-edit'))
      letIdle(portal.memory());
    const visitor = visitorOf(portal, request);
    if ('gone' in visitor) return sendProblems(reply, 401, ['You are not logged in.']);
    if (right && !visitor.can(right)) return sendProblems(reply, 403, [NOT_ALLOWED]);
    return handler(visitor, request, reply);
  };
}

/** How a page looks to a visitor. Its scripts are told of faults that strike them. */
export function viewOf(portal: Portal, request: FastifyRequest, { session, seat, can }: Visitor): View {
  const { skin, settings, context } = portal;
  const overlay = context.strike(request, 'overlay-intercepts-click');
  const stays =
    overlay?.options?.['dialog'] === true ? 'dialog' : String(overlay && numberOption(overlay, 'ms', 1500));
  const moves = context.strike(request, 'row-virtualised-away');
  const quirks = { ...(overlay ? { overlay: stays } : {}), ...(moves ? { 'rows-move': 'yes' } : {}) };
  const user = context.state().portal.users.find(({ email }) => email === session.email);
  return { skin, settings, email: session.email, seat, levels: user?.levels ?? [], can, quirks };
}
