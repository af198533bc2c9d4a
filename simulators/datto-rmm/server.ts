import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NamedEdits } from '../kit/control.ts';
import type { CoreDefinition } from '../kit/core.ts';
import { pathOf } from '../kit/http-faults.ts';
import { type HttpContext, type HttpSurface, startHttpSimulator } from '../kit/http-server.ts';
import type { Json, Simulator } from '../kit/types.ts';
import { DATTO_RMM_EDITS } from './edits.ts';
import { ApiError, errorBody, forbidden, notFound, unauthorized, wrongVerb } from './errors.ts';
import { createRateLimits, type RateLimits } from './limits.ts';
import { type DattoRmmOptions, type Settings, settingsOf } from './options.ts';
import { FAULT_ALIASES } from './quirks.ts';
import { findRoute } from './routes.ts';
import { buildSeed } from './seed.ts';
import { auditRecords, type DattoRmmState } from './state.ts';
import { answerToken, bearerOf, createTokens, type Tokens } from './tokens.ts';

interface Service {
  readonly context: HttpContext<DattoRmmState>;
  readonly settings: Settings;
  readonly limits: RateLimits;
  readonly tokens: Tokens;
}

/** What needs no token; undefined for any other path. */
function answerOpen({ context }: Service, path: string): Json | undefined {
  const started = context.clock.now().toISOString();
  if (path === '/api/v2/system/status') return { version: '201', status: 'OK', started };
  if (path !== '/api/v3/api-docs') return undefined;
  return { openapi: '3.1.0', info: { title: 'Datto RMM API', version: '201' }, paths: {} };
}

/** Checks the token, then the limits: a request without a good token does not count. */
async function admit(service: Service, request: FastifyRequest): Promise<void> {
  const { context, limits, tokens } = service;
  if (context.strike(request, '401-revoked')) tokens.revokeAll();
  if (!tokens.isValid(bearerOf(request))) throw unauthorized();
  if (!context.state().apiAccess) throw forbidden();
  limits.count();
  const delayMs = limits.delayMs();
  if (delayMs > 0) await wait(delayMs);
}

async function answerApi(service: Service, request: FastifyRequest): Promise<Json | undefined> {
  const path = pathOf(request);
  const open = request.method === 'GET' ? answerOpen(service, path) : undefined;
  if (open !== undefined) return open;
  await admit(service, request);
  const route = findRoute(path);
  if (!route) throw notFound();
  const handler = route.methods[request.method];
  if (!handler) throw wrongVerb();
  const { switches } = service.settings;
  return handler({ ...service, switches, request, state: service.context.state(), ids: route.ids });
}

async function answer(service: Service, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { context, limits, settings, tokens } = service;
  const path = pathOf(request);
  if (context.strike(request, '403-block')) limits.block();
  limits.checkBlock();
  if (path === '/auth/oauth/token' && request.method === 'POST') {
    return answerToken(settings, tokens, context.state().keysValid, request, reply);
  }
  if (!path.startsWith('/api/') || path.startsWith('/api/auth/')) throw notFound();
  return reply.send(await answerApi(service, request));
}

function sendError(reply: FastifyReply, error: unknown, kind: Settings['switches']['errorBody']) {
  const known = error instanceof ApiError ? error : new ApiError(500, 'Internal Server Error');
  // A fault of the simulator itself looks like one of the vendor; say so where a developer sees it.
  if (!(error instanceof ApiError)) process.stderr.write(`datto-rmm simulator: ${String(error)}\n`);
  if (known.retryAfterSeconds !== undefined) reply.header('retry-after', String(known.retryAfterSeconds));
  const { type, text } = errorBody(known, kind);
  return reply.code(known.status).type(type).send(text);
}

/** Adds the routes of the API. */
function addApiRoutes(app: FastifyInstance, context: HttpContext<DattoRmmState>, settings: Settings): void {
  const limits = createRateLimits(settings.limits, settings.switches.retryAfter, context.clock);
  const service = { context, settings, limits, tokens: createTokens(context.clock) };
  app.setErrorHandler((error, _request, reply) => sendError(reply, error, settings.switches.errorBody));
  app.all('/*', (request, reply) => answer(service, request, reply));
}

/** The state behind API and portal. */
export function coreDefinition(options: DattoRmmOptions): CoreDefinition<DattoRmmState> {
  return { system: 'datto-rmm', options, seed: buildSeed, records: auditRecords };
}

/** The API as one of the servers on that state, with the named edits of what is served beside it. */
export function apiSurface(
  options: DattoRmmOptions,
  moreEdits: NamedEdits<DattoRmmState> = {},
): HttpSurface<DattoRmmState> {
  const settings = settingsOf(options);
  return {
    options,
    aliases: FAULT_ALIASES,
    edits: { ...DATTO_RMM_EDITS, ...moreEdits },
    routes: (app, context) => addApiRoutes(app, context, settings),
  };
}

/** Starts a stand-in for Datto RMM's REST API alone on loopback; `startDattoRmmPortal` adds the portal. */
export function startDattoRmmSimulator(options: DattoRmmOptions = {}): Promise<Simulator<DattoRmmState>> {
  return startHttpSimulator({ ...coreDefinition(options), ...apiSurface(options), options });
}
