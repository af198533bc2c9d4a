import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { buildCompanies } from '../../../autotask/seed-companies.ts';
import { numberOption } from '../../../kit/faults.ts';
import type { Json } from '../../../kit/types.ts';
import { paramOf, queryOf, sendProblems } from '../../../lift-off/routes/requests.ts';
import { type Site, type Tenant, takeId } from '../../state.ts';
import { byName, shownSites } from '../groups.ts';
import type { Portal } from '../portal.ts';
import { script, type Visitor } from './admission.ts';
import { NOT_THERE, SERVER_ERROR } from './problems.ts';
import { found, siteRow } from './rows.ts';

const SUGGESTED_COMPANIES = 10;

/** The companies that Autotask has told the portal of: the active ones. */
const COMPANIES = buildCompanies()
  .filter(({ id, fields }) => id !== 0 && fields['isActive'] === true)
  .map(({ id, fields }) => ({ id: String(id), name: String(fields['companyName']) }))
  .toSorted(byName);

const siteBody = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(255, 'The name can have at most 255 characters.'),
  description: z.string(),
  notes: z.string(),
  /** Null maps the site to no company. Left out where the integration is off. */
  companyId: z.string().nullable().exactOptional(),
});
type SiteBody = z.infer<typeof siteBody>;

/** A site by the number in its address. */
export function siteOf(tenant: Tenant, request: FastifyRequest): Site | undefined {
  const id = Number(paramOf(request, 'id'));
  return tenant.sites.find((site) => site.id === id);
}

function listSites(portal: Portal, { seat }: Visitor, request: FastifyRequest): Json {
  const sites = shownSites(portal, request, portal.tenant(seat.account)).toSorted(byName);
  return found(
    sites.map((site) => siteRow(portal, site)),
    queryOf(request, 'q'),
    ['site', 'sites'],
  );
}

function getSite(portal: Portal, { seat }: Visitor, request: FastifyRequest, reply: FastifyReply): unknown {
  const site = siteOf(portal.tenant(seat.account), request);
  if (!site) return sendProblems(reply, 404, [NOT_THERE]);
  const { name, description, notes, autotaskCompany } = site;
  return { fields: { name, description: description ?? '', notes: notes ?? '' }, company: autotaskCompany };
}

function listCompanies(request: FastifyRequest): Json {
  const text = queryOf(request, 'q').trim().toLowerCase();
  const fitting = COMPANIES.filter(({ name }) => name.toLowerCase().includes(text));
  return { companies: fitting.slice(0, SUGGESTED_COMPANIES), total: fitting.length };
}

function companyOf(body: SiteBody, former: Site['autotaskCompany']): Site['autotaskCompany'] | 'unknown' {
  if (body.companyId === undefined || body.companyId === former?.id) return former;
  if (body.companyId === null) return null;
  return COMPANIES.find(({ id }) => id === body.companyId) ?? 'unknown';
}

function write(portal: Portal, tenant: Tenant, site: Site | undefined, fields: Partial<Site>): Site {
  if (site) return Object.assign(site, fields);
  const created: Site = {
    id: takeId(portal.context.state()),
    uid: randomUUID(),
    name: '',
    description: null,
    notes: null,
    onDemand: false,
    splashtopAutoInstall: false,
    proxySettings: null,
    autotaskCompany: null,
    variables: [],
    ...fields,
  };
  tenant.sites.push(created);
  return created;
}

/** Stores a site. `stale-read` lets the API show it for a while as it was. */
function save(
  portal: Portal,
  { seat, session }: Visitor,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const { context, settings } = portal;
  const tenant = portal.tenant(seat.account);
  const site = request.method === 'POST' ? undefined : siteOf(tenant, request);
  if (request.method !== 'POST' && !site) return sendProblems(reply, 404, [NOT_THERE]);
  if (context.strike(request, 'save-500')) return sendProblems(reply, 500, [SERVER_ERROR]);
  const parsed = siteBody.safeParse(request.body);
  if (!parsed.success) return sendProblems(reply, 422, [parsed.error.issues[0]?.message ?? 'Invalid input.']);
  const former = site?.autotaskCompany ?? null;
  const autotaskCompany = settings.autotaskIntegration === 'on' ? companyOf(parsed.data, former) : former;
  if (autotaskCompany === 'unknown') return sendProblems(reply, 422, ['Choose an Autotask company.']);
  const { name, description, notes } = parsed.data;
  const before = site && structuredClone(site);
  const fields = { name, description, notes: notes || null, autotaskCompany };
  const stored = context.change(session.email, () => write(portal, tenant, site, fields));
  const stale = context.strike(request, 'stale-read');
  const late = { uid: stored.uid, site: before ?? null };
  if (stale) context.state().staleSites.push({ ...late, left: numberOption(stale, 'reads', 1) });
  if (context.strike(request, 'save-500-after-commit')) return sendProblems(reply, 500, [SERVER_ERROR]);
  return { saved: true, address: `/site/${stored.id}` };
}

/** The JSON endpoints behind the pages of sites. */
export function addSiteRoutes(app: FastifyInstance, portal: Portal): void {
  app.get(
    '/portal-api/sites',
    script(portal, undefined, (visitor, request) => listSites(portal, visitor, request)),
  );
  app.get(
    '/portal-api/companies',
    script(portal, 'site-edit', (_visitor, request) => listCompanies(request)),
  );
  app.get(
    '/portal-api/sites/:id',
    script(portal, 'site-edit', (...asked) => getSite(portal, ...asked)),
  );
  app.post(
    '/portal-api/sites',
    script(portal, 'site-edit', (...asked) => save(portal, ...asked)),
  );
  app.put(
    '/portal-api/sites/:id',
    script(portal, 'site-edit', (...asked) => save(portal, ...asked)),
  );
}
