import { buildComponents, buildDevices } from './seed-devices.ts';
import { buildSites } from './seed-sites.ts';
import type { DattoRmmState, SiteGroup } from './state.ts';

/** Groups as the portal shows them: the one of R12 has members already, another only sounds like it. */
function buildGroups(uids: readonly string[]): SiteGroup[] {
  return [
    { id: 51, name: 'MC Help Desk Customers', siteUids: uids.slice(40, 52) },
    { id: 52, name: 'MC Help Desk Customers (old)', siteUids: uids.slice(60, 63) },
    { id: 53, name: 'Dental', siteUids: uids.slice(20, 24) },
  ];
}

/** The sample account. All companies and machines are invented; they fit with the sample tenant of Autotask. */
export function buildSeed(): DattoRmmState {
  const sites = buildSites();
  return {
    accountUid: 'pin4dcc0001',
    keysValid: true,
    apiAccess: true,
    sites,
    devices: buildDevices(sites),
    components: buildComponents(),
    jobs: [],
    siteGroups: buildGroups(sites.map(({ uid }) => uid)),
    activities: [],
    staleSites: [],
    nextId: 190_000,
  };
}
