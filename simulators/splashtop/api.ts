import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { numberOption } from '../kit/faults.ts';
import { pathOf } from '../kit/http-faults.ts';
import type { HttpContext } from '../kit/http-server.ts';
import { isObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import type { Settings } from './options.ts';
import { type Access, type Computer, type SplashtopState, shownAccess, type User } from './state.ts';

/** Where the API begins. */
export const API = '/api/open/v1';

/** What an answer of 429 asks to wait where it asks at all, in seconds. */
const PAUSE_S = 30;
const USUAL_PAGE = 50;
const LONGEST_PAGE = 100;

/** What the routes work with. */
export interface Service {
  readonly context: HttpContext<SplashtopState>;
  readonly settings: Settings;
}

interface Refusal {
  readonly status: number;
  /** The five digits of the answer's own. */
  readonly result: number;
  readonly message: string;
}

const refusals = {
  unauthorized: { status: 401, result: 40_100, message: 'Unauthorized' },
  notFound: { status: 404, result: 40_400, message: 'Not found' },
  tooMany: { status: 429, result: 42_900, message: 'Too many requests' },
} as const satisfies { readonly [name: string]: Refusal };

function refused({ settings }: Service, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, result, message } = refusal;
  if (status === 429 && settings.switches.retryAfter === 'present') reply.header('retry-after', PAUSE_S);
  return reply.code(settings.switches.errors === 'status' ? status : 200).send({ result, message });
}

/** The refusal that a request meets before anything is looked up. */
function admission({ context, settings }: Service, request: FastifyRequest): Refusal | undefined {
  if (context.strike(request, 'no-open-api')) return refusals.notFound;
  const isKnown = request.headers.authorization === `Bearer ${settings.apiToken}`;
  if (!isKnown || context.strike(request, '401')) return refusals.unauthorized;
  return context.strike(request, '429') ? refusals.tooMany : undefined;
}

function showUser({ id, email, name, role, computerIds }: User): Json {
  const access = { kind: computerIds.length > 0 ? 'computers' : 'group', computer_ids: [...computerIds] };
  return { id, email, name, role, status: 'active', access_permission: access };
}

function showComputer({ id, name, hostName, groupId }: Computer): Json {
  const uuid = `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
  const { os_product, online_status } = { os_product: 'Windows 11 Pro', online_status: true };
  return { id, uuid, name, host_name: hostName, group_id: groupId, os_product, online_status };
}

/** Computers, but for one that a fault hides: the named one, or the first. */
function computersShown({ context }: Service, request: FastifyRequest, all: readonly Computer[]): Json[] {
  const missing = context.strike(request, 'computer-missing');
  if (!missing) return all.map(showComputer);
  const name = missing.options?.['computer'] ?? all[0]?.name;
  return all.filter((computer) => computer.name !== name).map(showComputer);
}

function teamList(
  service: Service,
  request: FastifyRequest,
  access: Access,
  list: string,
): Json[] | undefined {
  if (list === 'users') return access.users.map(showUser);
  if (list === 'groups') return access.groups.map(({ id, name }) => ({ id, name, kind: 'mixed' }));
  return list === 'computers' ? computersShown(service, request, access.computers) : undefined;
}

function groupList(
  service: Service,
  request: FastifyRequest,
  access: Access,
  [groupId, list]: readonly [number, string],
): Json[] | undefined {
  if (!access.groups.some(({ id }) => id === groupId)) return undefined;
  if (list === 'members') {
    const members = access.users.filter(({ groupIds }) => groupIds.includes(groupId));
    return members.map(({ id, email, name }) => ({ id, email, name }));
  }
  if (list !== 'computers') return undefined;
  return computersShown(
    service,
    request,
    access.computers.filter((computer) => computer.groupId === groupId),
  );
}

/** The list that an address leads to; undefined where there is none. */
function listAt(service: Service, request: FastifyRequest, path: string): Json[] | undefined {
  const { context, settings } = service;
  const state = context.state();
  const access = shownAccess(state, context.clock.now());
  const team = /^teams\/(\d+)\/(.+)$/.exec(path);
  if (team && Number(team[1]) !== state.teamId) return undefined;
  const below = team?.[2] ?? path;
  const group = /^groups\/(\d+)\/(\w+)$/.exec(below);
  if (group) {
    const isHere = (team === null) === (settings.switches.groupPath === 'flat');
    return isHere ? groupList(service, request, access, [Number(group[1]), group[2] ?? '']) : undefined;
  }
  return team ? teamList(service, request, access, below) : undefined;
}

function pageOf({ settings }: Service, request: FastifyRequest, rows: readonly Json[]): Json {
  if (settings.switches.paging === 'none') return { result: 20_200, data: [...rows] };
  const query = isObject(request.query) ? request.query : {};
  const size = Math.min(LONGEST_PAGE, Math.max(1, Number(query['page_size']) || USUAL_PAGE));
  const number = Math.max(1, Number(query['page']) || 1);
  const data = rows.slice((number - 1) * size, number * size);
  return { result: 20_200, data, total_count: rows.length };
}

/** Whose token it is, and for which team: each scope names it. */
function basicInfo({ context }: Service): Json {
  const { teamId, users } = context.state();
  const owner = users[0];
  const scope = { team_id: teamId };
  const scopes = { users: scope, team_computers: scope, team_groups: scope };
  return { result: 20_200, data: { id: owner?.id ?? 0, email: owner?.email ?? '', scopes } };
}

function answer(service: Service, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = admission(service, request);
  if (refusal) return refused(service, reply, refusal);
  const path = pathOf(request).slice(API.length + 1);
  if (path === 'users/basic_info') return reply.send(basicInfo(service));
  const rows = listAt(service, request, path);
  return rows ? reply.send(pageOf(service, request, rows)) : refused(service, reply, refusals.notFound);
}

/** Adds the Open API: it only reads. */
export function addApi(app: FastifyInstance, service: Service): void {
  app.get(`${API}/*`, (request, reply) => answer(service, request, reply));
}

/** How long a grant stays unseen (`grant-late`), by the simulator's clock. */
export function lateMs(service: Service, request: FastifyRequest): number {
  const fault = service.context.strike(request, 'grant-late');
  return fault ? numberOption(fault, 'minutes', 5) * 60_000 : 0;
}
