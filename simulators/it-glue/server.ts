import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../kit/http-faults.ts';
import { type HttpContext, startHttpSimulator } from '../kit/http-server.ts';
import { isObject, parseJson } from '../kit/json.ts';
import type { Json, Simulator } from '../kit/types.ts';
import { IT_GLUE_EDITS } from './edits.ts';
import { ApiError, badKey, noAccess, notFound, tooMany } from './errors.ts';
import { filtered, type Query } from './filters.ts';
import { createRequestLimit, type RequestLimit } from './limits.ts';
import { type ItGlueOptions, type Settings, settingsOf } from './options.ts';
import { aroundAsset, FAULT_ALIASES } from './quirks.ts';
import { renderPage, renderRow } from './render.ts';
import { findTarget, PARENT_KEYS, type Target } from './routes.ts';
import { buildSeed } from './seed.ts';
import { auditRecords, findRow, type ItGlueState, type Resource, visibleRows } from './state.ts';
import { createAssets, deleteAsset, updateAsset, updateRow, type Write } from './write.ts';

/** What an answer of 429 asks to wait where it asks at all, in seconds. */
const PAUSE_S = 30;

interface Service {
  readonly context: HttpContext<ItGlueState>;
  readonly settings: Settings;
  readonly limit: RequestLimit;
}

function checkAccess({ context, settings, limit }: Service, request: FastifyRequest): void {
  const wrongRegion = context.strike(request, 'wrong-region') !== undefined;
  const isKnown = request.headers['x-api-key'] === settings.apiKey;
  if (wrongRegion || !isKnown) throw badKey(settings.switches.badKey);
  if (limit.take() && !context.strike(request, '429')) return;
  throw tooMany(settings.switches.retryAfter === 'present' ? PAUSE_S : undefined);
}

function queryOf(request: FastifyRequest): Query {
  const query = isObject(request.query) ? request.query : {};
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
}

function isVisible(state: ItGlueState, target: Target): boolean {
  const collection = 'collection' in target ? target.collection : 'flexible_assets';
  return !state.denied.includes(collection);
}

function list(
  { context, settings }: Service,
  request: FastifyRequest,
  target: Extract<Target, { action: 'list' }>,
): Json {
  const state = context.state();
  const { collection, parentId } = target;
  const parentKey = PARENT_KEYS[collection] ?? '';
  const rows = visibleRows(state, collection).filter(
    ({ attributes }) => parentId === undefined || attributes[parentKey] === parentId,
  );
  const query = queryOf(request);
  const ignored = context.strike(request, 'filter-ignored') !== undefined;
  const shown = ignored ? rows : filtered(state, collection, rows, query, settings.switches);
  return renderPage(state, collection, shown, query);
}

function get(
  { context }: Service,
  request: FastifyRequest,
  target: Extract<Target, { action: 'get' }>,
): Json {
  const state = context.state();
  const { collection, id } = target;
  const stored = findRow(state, collection, id);
  const row = visibleRows(state, collection).find((one) => one.id === id);
  if (!stored || !row) throw notFound();
  const answer = (shown: Resource) => ({ data: renderRow(state, collection, shown) });
  if (collection !== 'flexible_assets') return answer(row);
  return aroundAsset(context, request, stored, () => answer(row));
}

function carryOut(service: Service, request: FastifyRequest, target: Target): Json {
  if (target.action === 'list') return list(service, request, target);
  if (target.action === 'get') return get(service, request, target);
  const write: Write = { context: service.context, settings: service.settings, request };
  if (target.action === 'create-assets') return createAssets(write, target.organizationId);
  if (target.action === 'delete-asset') return deleteAsset(write, target.id);
  return target.collection === 'flexible_assets'
    ? updateAsset(write, target.id)
    : updateRow(write, target.collection, target.id);
}

function answer(service: Service, request: FastifyRequest): Json {
  checkAccess(service, request);
  const target = findTarget(request.method, pathOf(request));
  if (!target) throw notFound();
  if (!isVisible(service.context.state(), target)) throw noAccess();
  return carryOut(service, request, target);
}

function send(reply: FastifyReply, status: number, body: Json): FastifyReply {
  return reply.code(status).type('application/vnd.api+json').send(JSON.stringify(body));
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof ApiError) {
    if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds));
    return send(reply, error.status, error.body);
  }
  // A fault of the simulator itself looks like one of the vendor; say so where a developer sees it.
  process.stderr.write(`it-glue simulator: ${String(error)}\n`);
  return send(reply, 500, { errors: [{ status: '500', title: 'Internal Server Error' }] });
}

function addRoutes(app: FastifyInstance, service: Service): void {
  app.addContentTypeParser(
    ['application/vnd.api+json'],
    { parseAs: 'string' },
    async (_request: unknown, text: string) => parseJson(text) ?? text,
  );
  app.setErrorHandler((error, _request, reply) => sendError(reply, error));
  app.all('/*', async (request, reply) => {
    const body = answer(service, request);
    return send(reply, request.method === 'POST' ? 201 : 200, body);
  });
}

/** Starts a stand-in for IT Glue's REST API on loopback. */
export function startItGlueSimulator(options: ItGlueOptions = {}): Promise<Simulator<ItGlueState>> {
  const settings = settingsOf(options);
  return startHttpSimulator<ItGlueState>({
    system: 'it-glue',
    options,
    seed: buildSeed,
    records: auditRecords,
    aliases: FAULT_ALIASES,
    edits: IT_GLUE_EDITS,
    routes: (app, context) => {
      const limit = createRequestLimit(settings.requestLimit, context.clock);
      addRoutes(app, { context, settings, limit });
    },
  });
}
