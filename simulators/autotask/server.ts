import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../kit/http-faults.ts';
import { type HttpContext, startHttpSimulator } from '../kit/http-server.ts';
import { isObject } from '../kit/json.ts';
import type { Json, Simulator } from '../kit/types.ts';
import { checkCredentials, checkPermission } from './access.ts';
import { perform } from './actions.ts';
import { AUTOTASK_EDITS } from './edits.ts';
import { ApiError, failure, noRoute, notFoundPage, unauthorized, unexpected, wrongVerb } from './errors.ts';
import { createHourlyLimit, createThreadLimit, type HourlyLimit } from './limits.ts';
import { type AutotaskOptions, type Settings, settingsOf } from './options.ts';
import { createPager, type Pager } from './query.ts';
import { FAULT_ALIASES, THREAD_BODY } from './quirks.ts';
import { findTarget } from './routes.ts';
import { buildSeed } from './seed.ts';
import { type AutotaskState, auditRecords } from './state.ts';
import { type ApiPath, readPath, withoutZone, zoneInformation } from './zone.ts';

interface Service {
  readonly context: HttpContext<AutotaskState>;
  readonly settings: Settings;
  readonly hourly: HourlyLimit;
  readonly pager: Pager;
}

function isOpen(segments: readonly string[]): boolean {
  return /^(v1\.0\/zoneinformation|versioninformation)$/i.test(segments.join('/'));
}

/** What needs no credentials. */
function answerOpen({ context, settings }: Service, request: FastifyRequest, path: ApiPath): Json {
  if (path.segments.length === 1) return { apiVersions: [settings.switches.apiVersion] };
  const query = isObject(request.query) ? request.query : {};
  const user = String(query['user'] ?? '');
  return zoneInformation(context.url(), context.state().zone, settings.credentials.userName, user);
}

/** Moves the tenant when told to, then checks that the request came to the right zone with the right headers. */
function authenticate({ context, settings }: Service, request: FastifyRequest, path: ApiPath): void {
  const state = context.state();
  if (context.strike(request, '401-then-new-zone')) state.zone += 1;
  if (path.zone !== state.zone) throw unauthorized();
  checkCredentials(request, settings.credentials, settings.switches.badCode);
}

function suspended({ hourly, settings }: Service): ApiError {
  const text = `The API request threshold of ${hourly.threshold} requests per 60 minutes has been exceeded.`;
  return new ApiError(settings.switches.hourlyStatus, { errors: [text] });
}

async function countRequest(service: Service, request: FastifyRequest): Promise<void> {
  const { context, hourly, settings } = service;
  if (hourly.isSpent() || context.strike(request, 'hourly-limit')) throw suspended(service);
  hourly.add();
  const delay = settings.hourlyDelays ? hourly.delay() : 0;
  if (delay > 0) await wait(delay);
}

/** The two addresses that are no entity; undefined for any other. */
function answerAboutApi({ hourly }: Service, name: string): Json | undefined {
  if (name === 'version')
    return { majorVersion: '2026', minorVersion: '2', build: '2026.2.0.101', customerType: 'Production' };
  if (name !== 'thresholdinformation') return undefined;
  return {
    externalRequestThreshold: hourly.threshold,
    requestThresholdTimeframe: 60,
    currentTimeframeRequestCount: hourly.count(),
  };
}

function answerEntity(service: Service, request: FastifyRequest, segments: readonly string[]): Json {
  const { context, settings, pager } = service;
  const target = findTarget(segments);
  if (!target) throw noRoute(`${context.url()}${pathOf(request)}`);
  const action = target.actions[request.method];
  if (!action) throw wrongVerb(request.method);
  checkPermission(context.state(), target, action, settings.switches.forbidden);
  return perform({ context, settings, pager, request, target }, action);
}

async function answer(service: Service, request: FastifyRequest): Promise<Json> {
  const path = readPath(pathOf(request));
  if (!path) throw notFoundPage();
  if (isOpen(path.segments)) return answerOpen(service, request, path);
  const [version = '', ...segments] = path.segments;
  if (version.toLowerCase() !== 'v1.0') throw notFoundPage();
  authenticate(service, request, path);
  await countRequest(service, request);
  const about =
    segments.length === 1 ? answerAboutApi(service, (segments[0] ?? '').toLowerCase()) : undefined;
  if (about === undefined) return answerEntity(service, request, segments);
  if (request.method !== 'GET') throw wrongVerb(request.method);
  return about;
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  const known = error instanceof ApiError ? error : unexpected();
  // A fault of the simulator itself looks like one of the vendor; say so where a developer sees it.
  if (!(error instanceof ApiError)) process.stderr.write(`autotask simulator: ${String(error)}\n`);
  const isText = typeof known.body === 'string';
  const type = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  return reply.code(known.status).type(type).send(known.body);
}

/** Three requests at once per tracking id and first segment; counted from arrival to the last byte. */
function limitThreads(app: FastifyInstance): void {
  const threads = createThreadLimit();
  app.addHook('onRequest', async (request, reply) => {
    const path = readPath(pathOf(request));
    if (!path || isOpen(path.segments)) return undefined;
    const bucket = `${String(request.headers['apiintegrationcode'])} ${path.segments[1]?.toLowerCase()}`;
    if (!threads.enter(bucket)) return reply.code(429).send(THREAD_BODY);
    reply.raw.once('close', () => threads.leave(bucket));
    return undefined;
  });
}

function addRoutes(app: FastifyInstance, service: Service): void {
  limitThreads(app);
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  app.all('/*', async (request, reply) => {
    if (request.method === 'HEAD' || request.method === 'OPTIONS') throw failure('Unexpected verb');
    return reply.send(await answer(service, request));
  });
}

/** Starts a stand-in for Autotask's REST API on loopback. */
export function startAutotaskSimulator(options: AutotaskOptions = {}): Promise<Simulator<AutotaskState>> {
  const settings = settingsOf(options);
  return startHttpSimulator<AutotaskState>({
    system: 'autotask',
    options,
    seed: buildSeed,
    records: auditRecords,
    aliases: FAULT_ALIASES,
    edits: AUTOTASK_EDITS,
    maskPath: withoutZone,
    routes: (app, context) => {
      const hourly = createHourlyLimit(settings.hourlyThreshold, context.clock);
      addRoutes(app, { context, settings, hourly, pager: createPager() });
    },
  });
}
