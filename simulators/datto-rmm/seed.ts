import { buildComponents, buildDevices } from './seed-devices.ts';
import { buildPortal } from './seed-portal.ts';
import { buildSites } from './seed-sites.ts';
import type { DattoRmmState, SiteGroup } from './state.ts';

/** Enough of them that the list of groups has to be scrolled, or searched. */
const PLAIN_GROUPS = Array.from({ length: 36 }, (_, at) => `Region ${String(at + 1).padStart(2, '0')}`);

/** Groups as the portal shows them: the one of R12 has members already, others only sound like it. */
function buildGroups(uids: readonly string[]): SiteGroup[] {
  return [
    { id: 51, name: 'MC Help Desk Customers', siteUids: uids.slice(40, 52) },
    { id: 52, name: 'MC Help Desk Customers (old)', siteUids: uids.slice(60, 63) },
    { id: 53, name: 'Dental', siteUids: uids.slice(20, 24) },
    { id: 54, name: 'Help Desk', siteUids: uids.slice(70, 72) },
    ...PLAIN_GROUPS.map((name, at) => ({
      id: 101 + at,
      name,
      siteUids: uids.slice(80 + at * 3, 83 + at * 3),
    })),
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
    portal: buildPortal(),
    activities: [],
    staleSites: [],
    nextId: 190_000,
  };
}
