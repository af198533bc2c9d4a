import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { paramOf } from '../../lift-off/routes/requests.ts';
import type { Portal } from '../portal.ts';
import { authenticationService } from '../services/authentication.ts';
import { pageService } from '../services/page.ts';
import { securityService } from '../services/security.ts';
import { type Method, type Service, ServiceError } from '../services/service.ts';
import { sessionGroupService } from '../services/session-groups.ts';
import { LOGIN_REASON } from '../sign-ins.ts';
import { loginAddress } from './admission.ts';

/** Methods whose arguments are secrets. Arguments have no names by which a journal could know them. */
const SECRET_ARGUMENTS = /\/(TryLogin|ChangePassword)$/i;

const MASK = '***';

function sendError(reply: FastifyReply, { errorType, message, status }: ServiceError): FastifyReply {
  return reply.code(status).send({ errorType, message, statusCode: status });
}

/** What becomes of a caller without login: scripts ask for a status, all others are led to the login page. */
function sendUnauthorized(request: FastifyRequest, reply: FastifyReply, reason: number): FastifyReply {
  const wanted = Number(request.headers['x-unauthorized-status-code']);
  if (!wanted) return reply.redirect(loginAddress('/Host', reason), 302);
  return sendError(reply, new ServiceError('UnauthorizedException', 'You are not signed in.', wanted));
}

function forbidden(): ServiceError {
  return new ServiceError('HttpException', 'The anti-forgery token is missing or out of date.', 403);
}

interface Route {
  readonly portal: Portal;
  readonly method: Method;
  /** The arguments as they were sent; the request's body may be masked. */
  readonly args: unknown;
}

interface RouteOf<Caller extends Method['for']> extends Route {
  readonly method: Extract<Method, { readonly for: Caller }>;
}

function tokenOf(request: FastifyRequest): string {
  return String(request.headers['x-anti-forgery-token'] ?? '');
}

/** Anyone may call, from a login page or from a page behind it. */
function callOpen(
  { portal, method, args }: RouteOf<'anyone'>,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const visitor = portal.visitor(request, true);
  const token = tokenOf(request);
  const isOwn = 'signIn' in visitor && token === visitor.signIn.antiForgeryToken;
  if (!isOwn && !portal.memory().signIns.isAnonymousToken(token)) throw forbidden();
  return method.run({ portal, request, reply, args });
}

function callSignedIn(
  { portal, method, args }: RouteOf<'visitors'>,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const visitor = portal.visitor(request, method.isPolling !== true);
  if ('reason' in visitor) return sendUnauthorized(request, reply, visitor.reason);
  if (tokenOf(request) !== visitor.signIn.antiForgeryToken) throw forbidden();
  if (method.needs && !visitor.access.global.has(method.needs)) {
    return sendUnauthorized(request, reply, LOGIN_REASON.permissionsInsufficient);
  }
  return method.run({ portal, request, reply, args, visitor });
}

function call({ portal, method, args }: Route, request: FastifyRequest, reply: FastifyReply): unknown {
  return method.for === 'anyone'
    ? callOpen({ portal, method, args }, request, reply)
    : callSignedIn({ portal, method, args }, request, reply);
}

async function answer(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const result = call(route, request, reply);
    return result === reply ? reply : reply.type('application/json').send(JSON.stringify(result ?? null));
  } catch (error) {
    if (error instanceof ServiceError) return sendError(reply, error);
    throw error;
  }
}

function servicesOf(portal: Portal): { readonly [name: string]: Service } {
  return {
    AuthenticationService: authenticationService,
    PageService: pageService(portal.settings.live),
    SecurityService: securityService,
    SessionGroupService: sessionGroupService,
  };
}

/** The services behind the pages: `POST /Services/<Service>.ashx/<Method>` with an array of arguments. */
export function addServiceRoutes(app: FastifyInstance, portal: Portal): void {
  const sent = new WeakMap<FastifyRequest, unknown>();
  const services = servicesOf(portal);
  app.addHook('preValidation', async (request) => {
    if (!SECRET_ARGUMENTS.test(request.url) || !Array.isArray(request.body)) return;
    sent.set(request, request.body);
    request.body = request.body.map(() => MASK);
  });
  app.post('/Services/:service/:method', async (request, reply) => {
    const service = services[paramOf(request, 'service').replace(/\.ashx$/i, '')] ?? {};
    const name = paramOf(request, 'method');
    const method = Object.hasOwn(service, name) ? service[name] : undefined;
    if (!method) return sendError(reply, new ServiceError('HttpException', `There is no ${name}.`, 404));
    return answer({ portal, method, args: sent.get(request) ?? request.body }, request, reply);
  });
}
