import type { Json } from '../kit/types.ts';
import { type Call, siteAt } from './call.ts';
import { page } from './paging.ts';
import { renderInstant } from './render.ts';
import type { Device } from './state.ts';

interface Filter {
  readonly id: number;
  readonly name: string;
  readonly type: 'rmm_default' | 'custom' | 'site';
  fits(device: Device): boolean;
}

/** Filters of devices; they have nothing to do with groups of sites. */
export const FILTERS: readonly Filter[] = [
  { id: 1, name: 'Servers', type: 'rmm_default', fits: ({ category }) => category === 'Server' },
  { id: 2, name: 'Offline', type: 'rmm_default', fits: ({ online }) => !online },
  { id: 501, name: 'Printers', type: 'custom', fits: ({ deviceClass }) => deviceClass === 'printer' },
  { id: 601, name: 'Suspended', type: 'site', fits: ({ suspended }) => suspended },
];

function listFilters(call: Call, type: Filter['type']): Json {
  const created = renderInstant('2024-03-04T15:00:00.000Z', call.switches.time);
  const rows = FILTERS.filter((filter) => filter.type === type).map(({ id, name }) => ({
    id,
    name,
    description: null,
    type,
    dateCreate: created,
    lastUpdated: created,
  }));
  return page(call, 'filters', rows);
}

/** `GET /v2/filter/default-filters`. */
export const listDefaultFilters = (call: Call) => listFilters(call, 'rmm_default');

/** `GET /v2/filter/custom-filters`. */
export const listCustomFilters = (call: Call) => listFilters(call, 'custom');

/** `GET /v2/site/{siteUid}/filters`. */
export function listSiteFilters(call: Call): Json {
  siteAt(call);
  return listFilters(call, 'site');
}
