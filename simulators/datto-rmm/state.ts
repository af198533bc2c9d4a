import type { AuditRecord } from '../kit/audit.ts';
import type { Level } from './portal/rights.ts';

/** A site. `autotaskCompany` is set in the portal's mapping dialog only, never by the API. */
export interface Site {
  readonly id: number;
  readonly uid: string;
  name: string;
  description: string | null;
  notes: string | null;
  onDemand: boolean;
  splashtopAutoInstall: boolean;
  proxySettings: ProxySettings | null;
  autotaskCompany: { readonly id: string; readonly name: string } | null;
  variables: Variable[];
}

/** A proxy; the general update of a site does not touch it. */
export interface ProxySettings {
  readonly host: string;
  readonly port: number;
  readonly type: 'http' | 'socks4' | 'socks5';
  readonly username: string | null;
  readonly password: string | null;
}

/** A variable of a site; a masked one is not readable. */
export interface Variable {
  readonly id: number;
  name: string;
  value: string;
  readonly masked: boolean;
}

/** A device under management. Instants are ISO 8601 in UTC; the API may show them otherwise. */
export interface Device {
  readonly id: number;
  readonly uid: string;
  siteUid: string;
  readonly hostname: string;
  readonly category: 'Desktop' | 'Laptop' | 'Server' | 'Printer';
  readonly deviceClass: 'device' | 'printer' | 'esxihost' | 'rmmnetworkdevice' | 'unknown';
  readonly operatingSystem: string | null;
  lastLoggedInUser: string | null;
  online: boolean;
  suspended: boolean;
  deleted: boolean;
  lastSeen: string | null;
  /** By name, `udf1` to `udf300`; what is not there is null. */
  udf: { [name: string]: string };
}

/** A script of the account that jobs can run. */
export interface Component {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly variables: readonly { readonly name: string; readonly defaultVal: string }[];
}

/** A quick job on one device. */
export interface Job {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly deviceUid: string;
  readonly componentUid: string;
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  readonly created: string;
  /** When the device took it up; null while it is offline. */
  ranOn: string | null;
}

/** A group of sites: only the portal knows them, no path of the API does (R12). */
export interface SiteGroup {
  readonly id: number;
  name: string;
  siteUids: string[];
}

/** An entry of the activity log. */
export interface Activity {
  readonly id: string;
  readonly at: string;
  readonly entity: 'DEVICE' | 'USER';
  readonly category: string;
  readonly action: string;
  readonly siteUid: string | null;
  readonly deviceId: number | null;
  readonly details: string;
}

/** What reads still show of a site as it was before a write; null when it was not there yet. */
export interface StaleSite {
  readonly uid: string;
  readonly site: Site | null;
  left: number;
}

/** Somebody who can log in to the portal. */
export interface PortalUser {
  readonly email: string;
  readonly password: string;
  /** Base32. */
  readonly totpSecret: string;
  /** The first one holds after a login. */
  readonly levels: readonly Level[];
  /** Names of the accounts, in the order of the picker. */
  readonly accounts: readonly string[];
  locked: boolean;
  wrongTries: number;
  /** The period of the last code that counted: it and older ones are refused. */
  lastCodeCounter: number;
}

/** What an account holds as far as the portal shows it. */
export interface Tenant {
  sites: Site[];
  siteGroups: SiteGroup[];
}

/** What only the portal has. */
export interface PortalState {
  readonly users: PortalUser[];
  /** Every login that went through, with the account that was chosen. */
  readonly logins: { readonly email: string; readonly account: string; readonly at: string }[];
  /** The other account of the picker. */
  readonly sandbox: Tenant;
}

/** The account, shared by API and portal. */
export interface DattoRmmState extends Tenant {
  readonly accountUid: string;
  /** False once `resetApiKeys` was called: the keys are dead. */
  keysValid: boolean;
  /** False: every call is forbidden. */
  apiAccess: boolean;
  devices: Device[];
  components: Component[];
  jobs: Job[];
  readonly portal: PortalState;
  activities: Activity[];
  staleSites: StaleSite[];
  nextId: number;
}

/** The next id of any kind. */
export function takeId(state: DattoRmmState): number {
  state.nextId += 1;
  return state.nextId;
}

/** The sites as a read shows them: older than they are while a stale read lasts. */
export function visibleSites(state: DattoRmmState): Site[] {
  if (state.staleSites.length === 0) return state.sites;
  const stale = new Map(state.staleSites.map((entry) => [entry.uid, entry.site]));
  for (const entry of state.staleSites) entry.left -= 1;
  state.staleSites = state.staleSites.filter(({ left }) => left > 0);
  return state.sites.flatMap((site) => {
    const old = stale.get(site.uid);
    return old === undefined ? site : (old ?? []);
  });
}

/** A site as the audit speaks of it. */
export function siteRecord(site: Site): AuditRecord {
  const { id: _id, uid, autotaskCompany, proxySettings, variables, ...fields } = site;
  const secretless = variables.map(({ name, value, masked }) => ({ name, value: masked ? '***' : value }));
  return {
    entity: 'site',
    id: uid,
    fields: {
      ...fields,
      proxyHost: proxySettings?.host ?? null,
      autotaskCompanyId: autotaskCompany?.id ?? null,
      variables: secretless,
    },
  };
}

/** A device as the audit speaks of it. */
export function deviceRecord({ uid, siteUid, hostname, online, deleted, udf }: Device): AuditRecord {
  const udfs = Object.entries(udf).map(([name, value]) => [`udf:${name}`, value]);
  const fields = { siteUid, hostname, online, deleted, ...Object.fromEntries(udfs) };
  return { entity: 'device', id: uid, fields };
}

/** A job as the audit speaks of it: which component ran where (R40). */
export function jobRecord({ uid, name, deviceUid, componentUid, ranOn }: Job): AuditRecord {
  return { entity: 'job', id: uid, fields: { name, deviceUid, componentUid, ranOn } };
}

function groupRecord({ id, name, siteUids }: SiteGroup): AuditRecord {
  return { entity: 'site-group', id: String(id), fields: { name, siteUids: [...siteUids] } };
}

function userRecord({ email, locked }: PortalUser): AuditRecord {
  return { entity: 'portal-user', id: email, fields: { locked } };
}

/** Everything that somebody may change, as the audit speaks of it. */
export function auditRecords(state: DattoRmmState): AuditRecord[] {
  const { sandbox, users } = state.portal;
  return [
    ...[...state.sites, ...sandbox.sites].map(siteRecord),
    ...state.devices.map(deviceRecord),
    ...state.jobs.map(jobRecord),
    ...[...state.siteGroups, ...sandbox.siteGroups].map(groupRecord),
    ...users.map(userRecord),
  ];
}
