import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Json } from '../../../kit/types.ts';
import { paramOf, queryOf, sendProblems } from '../../../lift-off/routes/requests.ts';
import type { SiteGroup, Tenant } from '../../state.ts';
import { byName, editBehind, joinBefore, shownCount, shownGroups, shownSites } from '../groups.ts';
import type { Portal } from '../portal.ts';
import { store } from '../store-group.ts';
import { script, type Visitor } from './admission.ts';
import { NOT_THERE } from './problems.ts';
import { found, siteRow } from './rows.ts';

const CANDIDATES_PER_PAGE = 10;
/** A group that the request may see; undefined when there is none. */
export function groupOf(portal: Portal, request: FastifyRequest, tenant: Tenant): SiteGroup | undefined {
  const id = Number(paramOf(request, 'id'));
  return shownGroups(portal, request, tenant).find((group) => group.id === id);
}

function listGroups(portal: Portal, { seat }: Visitor, request: FastifyRequest): Json {
  const stale = portal.context.strike(request, 'stale-count');
  const groups = shownGroups(portal, request, portal.tenant(seat.account)).toSorted(byName);
  const rows = groups.map((group) => ({
    key: String(group.id),
    name: group.name,
    sites: String(shownCount(portal, group, stale)),
    address: `/site-groups/${group.id}`,
  }));
  return found(rows, queryOf(request, 'q'), ['site group', 'site groups']);
}

/** Sites of a group, as the account has them; those that are gone are left out. */
function membersOf(tenant: Tenant, group: SiteGroup) {
  return tenant.sites.filter(({ uid }) => group.siteUids.includes(uid)).toSorted(byName);
}

function listMembers(
  portal: Portal,
  { seat }: Visitor,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const tenant = portal.tenant(seat.account);
  const group = groupOf(portal, request, tenant);
  if (!group) return sendProblems(reply, 404, [NOT_THERE]);
  joinBefore(portal, request, tenant, group);
  const rows = membersOf(tenant, group).map((site) => siteRow(portal, site));
  return found(rows, queryOf(request, 'q'), ['site', 'sites']);
}

/** What Edit Site Group begins with. Somebody else's edit may follow at once. */
function getGroup(portal: Portal, { seat }: Visitor, request: FastifyRequest, reply: FastifyReply): unknown {
  const tenant = portal.tenant(seat.account);
  const group = groupOf(portal, request, tenant);
  if (!group) return sendProblems(reply, 404, [NOT_THERE]);
  joinBefore(portal, request, tenant, group);
  const sites = membersOf(tenant, group).map(({ uid, name }) => ({ uid, name }));
  const answer = { name: group.name, sites };
  editBehind(portal, request, tenant, group);
  return answer;
}

/** The sites that the pane offers, members of the group or not: the page knows which. */
function listCandidates(portal: Portal, { seat }: Visitor, request: FastifyRequest): Json {
  const text = queryOf(request, 'q').trim().toLowerCase();
  const sites = shownSites(portal, request, portal.tenant(seat.account))
    .filter(({ name }) => name.toLowerCase().includes(text))
    .toSorted(byName)
    .map(({ uid, name }) => ({ uid, name }));
  const pages = Math.max(1, Math.ceil(sites.length / CANDIDATES_PER_PAGE));
  const page = Math.min(Math.max(1, Number(queryOf(request, 'page')) || 1), pages);
  const start = (page - 1) * CANDIDATES_PER_PAGE;
  return { sites: sites.slice(start, start + CANDIDATES_PER_PAGE), page, pages, total: sites.length };
}

function save(portal: Portal, visitor: Visitor, request: FastifyRequest, reply: FastifyReply): unknown {
  const isNew = request.method === 'POST';
  const group = isNew ? undefined : groupOf(portal, request, portal.tenant(visitor.seat.account));
  if (!isNew && !group) return sendProblems(reply, 404, [NOT_THERE]);
  const refused = store(portal, visitor, request, group);
  return refused ? sendProblems(reply, refused.status, [refused.problem]) : { saved: true };
}

function remove(
  portal: Portal,
  { seat, session }: Visitor,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const tenant = portal.tenant(seat.account);
  const group = groupOf(portal, request, tenant);
  if (!group) return sendProblems(reply, 404, [NOT_THERE]);
  portal.context.change(session.email, () => {
    tenant.siteGroups = tenant.siteGroups.filter((other) => other !== group);
  });
  return { saved: true };
}

/** The JSON endpoints behind the pages of site groups. */
export function addGroupRoutes(app: FastifyInstance, portal: Portal): void {
  const group = '/portal-api/site-groups/:id';
  app.get(
    '/portal-api/site-groups',
    script(portal, 'groups', (visitor, request) => listGroups(portal, visitor, request)),
  );
  app.get(
    `${group}/sites`,
    script(portal, 'groups', (...asked) => listMembers(portal, ...asked)),
  );
  app.get(
    group,
    script(portal, 'group-edit', (...asked) => getGroup(portal, ...asked)),
  );
  app.get(
    '/portal-api/candidates',
    script(portal, 'group-edit', (visitor, request) => listCandidates(portal, visitor, request)),
  );
  app.post(
    '/portal-api/site-groups',
    script(portal, 'group-edit', (...asked) => save(portal, ...asked)),
  );
  app.put(
    group,
    script(portal, 'group-edit', (...asked) => save(portal, ...asked)),
  );
  app.delete(
    group,
    script(portal, 'group-edit', (...asked) => remove(portal, ...asked)),
  );
}
