import { z } from 'zod';
import type { NamedEdits } from '../kit/control.ts';
import type { DattoRmmState, Site } from './state.ts';

const mapping = z.object({
  site: z.string(),
  company: z.object({ id: z.string(), name: z.string() }).nullable(),
});
const siteField = z.object({
  site: z.string(),
  field: z.enum(['name', 'description', 'notes', 'onDemand', 'splashtopAutoInstall']),
  value: z.union([z.string(), z.boolean(), z.null()]),
});
const deviceState = z.object({ hostname: z.string(), online: z.boolean() });

function siteNamed(state: DattoRmmState, name: string): Site {
  const found = state.sites.find((site) => site.name === name);
  if (!found) throw new Error(`there is no site ${name}`);
  return found;
}

/**
 * Changes by somebody else, for `/__control/edit/<name>`: `map-site` maps a site to a company of Autotask as the portal
 * does, or to none; `set-site` sets one field, unchecked; `set-online` turns a device on or off.
 */
export const DATTO_RMM_EDITS: NamedEdits<DattoRmmState> = {
  'map-site': (state, input) => {
    const { site, company } = mapping.parse(input);
    siteNamed(state, site).autotaskCompany = company;
  },
  'set-site': (state, input) => {
    const { site, field, value } = siteField.parse(input);
    Object.assign(siteNamed(state, site), { [field]: value });
  },
  'set-online': (state, input) => {
    const { hostname, online } = deviceState.parse(input);
    for (const device of state.devices) if (device.hostname === hostname) device.online = online;
  },
};
