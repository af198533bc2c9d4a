import type { FastifyRequest } from 'fastify';
import type { HttpContext } from '../kit/http-server.ts';
import { isObject, parseJson, toJson } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { impersonatedResource } from './access.ts';
import { ApiError, notFoundPage, unexpected } from './errors.ts';
import { entityInformation, fieldsInformation, udfInformation } from './metadata.ts';
import type { Settings } from './options.ts';
import { count, type Pager, type QueryTarget } from './query.ts';
import { writeQuirks } from './quirks.ts';
import { rowRenderer } from './render.ts';
import type { Action, Target } from './routes.ts';
import { API_RESOURCE } from './seed-people.ts';
import { type AutotaskState, visibleRows } from './state.ts';
import { createRow, deleteRow, prepareUpdate, type Write, type WriteContext } from './write.ts';
import { zoneUrl } from './zone.ts';

/** Longer addresses than this fail, so that large queries have to be POSTed. */
const LONGEST_URL = 2000;

/** One request on an entity. */
export interface Call {
  readonly context: HttpContext<AutotaskState>;
  readonly settings: Settings;
  readonly pager: Pager;
  readonly request: FastifyRequest;
  readonly target: Target;
}

function queryParameter(request: FastifyRequest, name: string): string {
  const query = isObject(request.query) ? request.query : {};
  const found = Object.entries(query).find(([key]) => key.toLowerCase() === name);
  return found ? String(found[1]) : '';
}

/** The query of a request: its body, or for GET the `search` parameter. */
function searched(request: FastifyRequest): Json {
  if (request.method !== 'GET') return toJson(request.body);
  if (request.url.length > LONGEST_URL) throw notFoundPage();
  return parseJson(queryParameter(request, 'search')) ?? null;
}

function query({ context, settings, pager, request, target }: Call, action: Action): Json {
  const state = context.state();
  const asked: QueryTarget = { state, entity: target.entity, switches: settings.switches };
  if (action === 'count') return count(asked, searched(request));
  const next = `${zoneUrl(context.url(), state.zone)}V1.0/${target.entity.path}/query/next`;
  if (action === 'query') return pager.first(asked, request.method, searched(request), next);
  return pager.next(asked, request.method, toJson(request.body), queryParameter(request, 'paging'), next);
}

function getRow({ context, settings, target }: Call): Json {
  const { entity, id, parentId } = target;
  const state = context.state();
  const key = entity.writes.below?.key;
  const row = visibleRows(state, entity.path).find(
    (one) => one.id === id && (parentId === undefined || key === undefined || one.fields[key] === parentId),
  );
  if (row) return { item: rowRenderer(state, entity, settings.switches)(row) };
  if (settings.switches.missingItem === 'null-item') return { item: null };
  throw new ApiError(404, '');
}

function getChildren({ context, settings, target }: Call): Json {
  const { entity, parentId } = target;
  const key = entity.writes.below?.key ?? '';
  const state = context.state();
  const rows = visibleRows(state, entity.path).filter((row) => row.fields[key] === parentId);
  return {
    items: rows.map(rowRenderer(state, entity, settings.switches)),
    pageDetails: { count: rows.length, requestCount: 500, prevPageUrl: null, nextPageUrl: null },
  };
}

function update(call: Call, writing: WriteContext, write: Write, method: 'PATCH' | 'PUT'): number {
  const { context, request } = call;
  const quirks = writeQuirks(context, request);
  const prepared = prepareUpdate(writing, write, method);
  quirks.before(write.entity, prepared.row);
  if (context.strike(request, 'patch-ok-not-applied')) return prepared.row.id;
  prepared.apply();
  quirks.after(write.entity, prepared.row);
  return prepared.row.id;
}

function create(call: Call, writing: WriteContext, write: Write): number {
  const quirks = writeQuirks(call.context, call.request);
  quirks.before(write.entity, undefined);
  const row = createRow(writing, write);
  quirks.after(write.entity, row);
  return row.id;
}

function write(call: Call, action: Action): Json {
  const { context, settings, request, target } = call;
  const state = context.state();
  const actor = String(request.headers['username']);
  const writing: WriteContext = {
    state,
    switches: settings.switches,
    now: context.clock.now(),
    audit: (changes, who = actor) => context.audit(who, changes),
  };
  const what: Write = {
    entity: target.entity,
    body: request.body,
    parentId: target.parentId,
    resource: API_RESOURCE,
    impersonated: impersonatedResource(state, request, target, action),
  };
  if (action === 'create') return { itemId: create(call, writing, what) };
  if (action === 'update') return { itemId: update(call, writing, what, 'PATCH') };
  if (action === 'replace') return { itemId: update(call, writing, what, 'PUT') };
  const id = target.id;
  if (id === undefined) throw unexpected();
  deleteRow(writing, what, id);
  return { itemId: id };
}

/** Carries out a request on an entity; the status of every success is 200. */
export function perform(call: Call, action: Action): Json {
  const { context, settings, request, target } = call;
  const { entity } = target;
  if (action === 'information') return entityInformation(entity, settings.switches);
  if (action === 'fields') return fieldsInformation(context.state(), entity);
  if (action === 'udfs') return udfInformation(context.state(), entity);
  const reads =
    action === 'query' ||
    action === 'count' ||
    action === 'next' ||
    action === 'get' ||
    action === 'children';
  if (!reads) return write(call, action);
  impersonatedResource(context.state(), request, target, action);
  if (action === 'get') return getRow(call);
  return action === 'children' ? getChildren(call) : query(call, action);
}
