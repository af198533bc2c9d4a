import type { Json } from '../kit/types.ts';
import type { DattoRmmState, Device, Site } from './state.ts';
import type { DattoRmmSwitches } from './switches.ts';

/** What rendering depends on. */
export interface RenderContext {
  readonly state: DattoRmmState;
  readonly switches: DattoRmmSwitches;
}

/** An instant as the API shows it: milliseconds since 1970, or ISO text. */
export function renderInstant(iso: string | null, time: DattoRmmSwitches['time']): Json {
  if (iso === null) return null;
  return time === 'ms' ? Date.parse(iso) : iso;
}

/** How many devices of each site there are, deleted ones left out. */
function devicesStatus(state: DattoRmmState, siteUid: string): Json {
  const devices = state.devices.filter((one) => one.siteUid === siteUid && !one.deleted);
  const online = devices.filter((one) => one.online).length;
  return {
    numberOfDevices: devices.length,
    numberOfOnlineDevices: online,
    numberOfOfflineDevices: devices.length - online,
  };
}

function portalUrl(kind: 'site' | 'device', id: number): string {
  return `https://pinotage.rmm.datto.com/${kind}/${id}`;
}

/** A site. The company's id is a text here, though a number in Autotask. */
export function renderSite({ state }: RenderContext, site: Site): Json {
  return {
    id: site.id,
    uid: site.uid,
    accountUid: state.accountUid,
    name: site.name,
    description: site.description,
    notes: site.notes,
    onDemand: site.onDemand,
    splashtopAutoInstall: site.splashtopAutoInstall,
    proxySettings: site.proxySettings === null ? null : { ...site.proxySettings, password: null },
    devicesStatus: devicesStatus(state, site.uid),
    autotaskCompanyName: site.autotaskCompany?.name ?? null,
    autotaskCompanyId: site.autotaskCompany?.id ?? null,
    portalUrl: portalUrl('site', site.id),
  };
}

const UDF_NAMES = Array.from({ length: 30 }, (_, at) => `udf${at + 1}`);

/** User-defined fields; what is not set is null. Only those above the usual thirty that are set are shown. */
function renderUdf(udf: Device['udf']): Json {
  const names = new Set([...UDF_NAMES, ...Object.keys(udf)]);
  return Object.fromEntries([...names].map((name) => [name, udf[name] ?? null]));
}

/** A device. */
export function renderDevice({ state, switches }: RenderContext, device: Device): Json {
  const site = state.sites.find(({ uid }) => uid === device.siteUid);
  const seen = renderInstant(device.lastSeen, switches.time);
  const { id, uid, siteUid, hostname, category, deviceClass, operatingSystem, lastLoggedInUser } = device;
  return {
    id,
    uid,
    siteId: site?.id ?? null,
    siteUid,
    siteName: site?.name ?? null,
    deviceType: { category, type: category === 'Printer' ? 'Network Printer' : `Main System ${category}` },
    hostname,
    intIpAddress: `192.168.${id % 200}.${(id % 250) + 1}`,
    operatingSystem,
    lastLoggedInUser,
    domain: null,
    online: device.online,
    suspended: device.suspended,
    deleted: device.deleted,
    lastSeen: seen,
    lastReboot: seen,
    creationDate: renderInstant('2024-03-04T15:00:00.000Z', switches.time),
    udf: renderUdf(device.udf),
    deviceClass,
    portalUrl: portalUrl('device', id),
    webRemoteUrl: deviceClass === 'device' ? `https://pinotage.rmm.datto.com/web-remote/${id}` : null,
    antivirus: { antivirusProduct: 'Windows Defender', antivirusStatus: 'RunningAndUpToDate' },
    patchManagement: {
      patchStatus: 'FullyPatched',
      patchesApprovedPending: 0,
      patchesNotApproved: 0,
      patchesInstalled: 12,
    },
  };
}
