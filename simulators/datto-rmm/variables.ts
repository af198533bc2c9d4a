import { z } from 'zod';
import { diffRecord } from '../kit/audit.ts';
import type { Json } from '../kit/types.ts';
import { API_ACTOR, type Call, siteAt } from './call.ts';
import { badRequest, notFound } from './errors.ts';
import { page } from './paging.ts';
import { type Site, siteRecord, takeId, type Variable } from './state.ts';

const creation = z.object({ name: z.string().min(1), value: z.string(), masked: z.boolean().default(false) });
const update = z.object({ name: z.string().min(1).optional(), value: z.string().optional() });

/** `GET /v2/site/{siteUid}/variables`: the values of masked ones are not readable. */
export function listVariables(call: Call): Json {
  const rows = siteAt(call).variables.map(({ id, name, value, masked }) => ({
    id,
    name,
    value: masked ? null : value,
    masked,
  }));
  return page(call, 'variables', rows);
}

/** Changes the site's variables and keeps the audit. Writes answer without a body. */
function change(call: Call, make: (site: Site) => void): undefined {
  const site = siteAt(call);
  const before = siteRecord(site);
  make(site);
  call.context.audit(API_ACTOR, diffRecord(before, siteRecord(site)));
}

/** `PUT /v2/site/{siteUid}/variable` creates. */
export function createVariable(call: Call): undefined {
  const body = creation.safeParse(call.request.body);
  if (!body.success) throw badRequest('name and value are needed');
  return change(call, ({ variables }) => variables.push({ id: takeId(call.state), ...body.data }));
}

function variableAt({ ids }: Call, site: Site): Variable {
  const found = site.variables.find(({ id }) => String(id) === ids[1]);
  if (!found) throw notFound();
  return found;
}

/** `POST /v2/site/{siteUid}/variable/{id}` updates. */
export function updateVariable(call: Call): undefined {
  const body = update.safeParse(call.request.body);
  if (!body.success) throw badRequest('name and value must be texts');
  return change(call, (site) => {
    const variable = variableAt(call, site);
    variable.name = body.data.name ?? variable.name;
    variable.value = body.data.value ?? variable.value;
  });
}

/** `DELETE /v2/site/{siteUid}/variable/{id}`. */
export function deleteVariable(call: Call): undefined {
  return change(call, (site) => {
    const gone = variableAt(call, site);
    site.variables = site.variables.filter((one) => one !== gone);
  });
}
