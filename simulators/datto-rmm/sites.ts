import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { diffRecord } from '../kit/audit.ts';
import { numberOption } from '../kit/faults.ts';
import type { Json } from '../kit/types.ts';
import { logActivity } from './activity-log.ts';
import { API_ACTOR, type Call, rowAt, siteAt } from './call.ts';
import { badRequest } from './errors.ts';
import { page, queryOf } from './paging.ts';
import { renderSite } from './render.ts';
import { type Site, siteRecord, takeId, visibleSites } from './state.ts';

/** Texts of a request are not nullable; what the schema does not know is ignored, the company's id too. */
const siteRequest = z.object({
  name: z.string().min(1).max(255),
  description: z.string().optional(),
  notes: z.string().optional(),
  onDemand: z.boolean().optional(),
  splashtopAutoInstall: z.boolean().optional(),
});

const proxyRequest = z.object({
  host: z.string(),
  port: z.int(),
  type: z.enum(['http', 'socks4', 'socks5']),
  username: z.string().nullable().default(null),
  password: z.string().nullable().default(null),
});
const createRequest = siteRequest.extend({ proxySettings: proxyRequest.optional() });

function bodyOf<Schema extends z.ZodType>({ request }: Call, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) throw badRequest(parsed.error.issues[0]?.message ?? 'bad body');
  return parsed.data;
}

/** SQL LIKE with the term anywhere: `Acme` finds `Acme West`, `%` and `_` stand for anything. */
function like(term: string): RegExp {
  const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(escaped.replaceAll('%', '.*').replaceAll('_', '.'), 'i');
}

/** `GET /v2/account/sites`. */
export function listSites(call: Call): Json {
  const term = queryOf(call.request)['siteName'];
  const all = visibleSites(call.state);
  const found = term === undefined ? all : all.filter(({ name }) => like(term).test(name));
  return page(
    call,
    'sites',
    found.map((site) => renderSite(call, site)),
  );
}

/** `GET /v2/site/{siteUid}`. */
export function getSite(call: Call): Json {
  return renderSite(call, rowAt(call, 0, visibleSites(call.state)));
}

/** What is left out is wiped: null for texts, false for flags. */
function fieldsOf(body: z.infer<typeof siteRequest>) {
  return {
    name: body.name,
    description: body.description ?? null,
    notes: body.notes ?? null,
    onDemand: body.onDemand ?? false,
    splashtopAutoInstall: body.splashtopAutoInstall ?? false,
  };
}

/** `PUT /v2/site` creates. Whether names must be unique is not known: they need not be. */
export function createSite(call: Call): Json {
  call.limits.countWrite('site-create');
  const body = bodyOf(call, createRequest);
  const site: Site = {
    id: takeId(call.state),
    uid: randomUUID(),
    ...fieldsOf(body),
    proxySettings: body.proxySettings ?? null,
    autotaskCompany: null,
    variables: [],
  };
  call.state.sites.push(site);
  written(call, undefined, site);
  return renderSite(call, site);
}

/** `POST /v2/site/{siteUid}` updates, and wipes. The mapping and the proxy stay. */
export function updateSite(call: Call): Json {
  call.limits.countWrite('site-update');
  const site = siteAt(call);
  const before = structuredClone(site);
  Object.assign(site, fieldsOf(bodyOf(call, siteRequest)));
  written(call, before, site);
  return renderSite(call, site);
}

/** Keeps the audit and the activity log; `stale-read` lets the next reads show the site as it was. */
function written(call: Call, before: Site | undefined, after: Site): void {
  const { context, state, request } = call;
  context.audit(API_ACTOR, diffRecord(before && siteRecord(before), siteRecord(after)));
  logActivity(call, { category: 'site', action: before ? 'edit' : 'create', siteUid: after.uid });
  const stale = context.strike(request, 'stale-read');
  if (stale)
    state.staleSites.push({ uid: after.uid, site: before ?? null, left: numberOption(stale, 'reads', 1) });
}

/** `GET /v2/site/{siteUid}/settings`: read-only. */
export function getSettings(call: Call): Json {
  const { name, uid, description, onDemand, proxySettings } = siteAt(call);
  return {
    generalSettings: { name, uid, description, onDemand },
    proxySettings: proxySettings === null ? null : { ...proxySettings, password: null },
    mailRecipients: [],
  };
}
