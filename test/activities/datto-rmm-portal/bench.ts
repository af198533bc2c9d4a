import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserPool, createBrowserPool } from '../../../activities/browser/pool.ts';
import type { MapSite } from '../../../activities/datto-rmm/site-visit.ts';
import { defaultPortalMap } from '../../../activities/datto-rmm-portal/portal-map.ts';
import type { DattoRmmPortalSettings } from '../../../activities/datto-rmm-portal/portal-sitting.ts';
import {
  type DattoRmmSiteGroupSettings,
  openDattoRmmSiteGroupVisit,
} from '../../../activities/datto-rmm-portal/site-group-visit.ts';
import { mapSiteInPortal } from '../../../activities/datto-rmm-portal/site-mapping.ts';
import { createDirectorySessionStore } from '../../../activities/sessions/directory-store.ts';
import type { PortalCredentials } from '../../../activities/sessions/sign-in.ts';
import type { Visit, VisitContext } from '../../../activities/visit.ts';
import type { CustomerFile } from '../../../domain/customer-file.ts';
import type { PortalOptions } from '../../../simulators/datto-rmm/portal/options.ts';
import {
  type DattoRmmPortal,
  dattoRmmPortalDefaults,
  startDattoRmmPortal,
} from '../../../simulators/datto-rmm/portal/server.ts';
import { buildSeed } from '../../../simulators/datto-rmm/seed.ts';
import { browserForTests } from '../../support/browser.ts';
import { customerOf } from '../autotask/tenant.ts';
import { harborName, northwindName } from '../datto-rmm/account.ts';
import { type Attendance, attendance, processLease } from '../lift-off/bench.ts';

const { administrator, technician, noDashboard, siteGroup, accountName } = dattoRmmPortalDefaults;

/** The logins of the simulator as a worker would hold them. */
export const logins = {
  administrator: credentialsOf(administrator),
  technician: credentialsOf(technician),
  noDashboard: credentialsOf(noDashboard),
};

/** Customers of the simulator's seed. */
export const harbor = customerOf(29_683_510, harborName);
export const northwind = customerOf(29_683_520, northwindName);

/** How one visit of a test differs from the usual. */
export interface VisitOptions {
  readonly customer?: CustomerFile;
  readonly settings?: Partial<DattoRmmSiteGroupSettings>;
  readonly pool?: BrowserPool;
  readonly attendance?: Attendance;
}

/** A simulated portal with its API, a browser, and what workers share. */
export interface Bench {
  readonly simulator: DattoRmmPortal;
  readonly pool: BrowserPool;
  settingsOf(options?: VisitOptions): DattoRmmPortalSettings;
  open(options?: VisitOptions): Promise<Visit>;
  /** Opens a visit with just these settings. */
  openWith(settings: DattoRmmSiteGroupSettings, options?: VisitOptions): Promise<Visit>;
  /** Opens a visit for the work and closes it afterwards. */
  visit<Result>(work: (visit: Visit) => Promise<Result>, options?: VisitOptions): Promise<Result>;
  /** Reads whether the customer's site is a member. */
  read(options?: VisitOptions): ReturnType<Visit['read']>;
  /** Writes whether it is to be one. */
  write(member: boolean, options?: VisitOptions): Promise<void>;
  contextOf(options?: VisitOptions): VisitContext;
  /** What maps sites in the portal. */
  readonly mapInPortal: MapSite;
  /** Maps the customer's site in the portal. */
  map(options?: VisitOptions): Promise<void>;
  /** Names of the group's sites, as they are stored. */
  members(): string[];
  /** What was changed since the last reset: by whom, what. */
  changes(): string[];
  /** Forgets faults, changes and, unless they are to stay, sessions. */
  reset(sessions?: 'forget-sessions' | 'keep-sessions'): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the bench: one simulator, and a browser of its own unless it shares another bench's. */
export async function startBench(portal: PortalOptions = {}, shared?: BrowserPool): Promise<Bench> {
  const quick = { totpPeriodSeconds: 2, slow: { minMs: 1, maxMs: 10 }, menuDelayMs: 30 };
  const simulator = await startDattoRmmPortal({ portal: { ...quick, ...portal } });
  const pool = shared ?? createBrowserPool(browserForTests);
  const directory = await mkdtemp(join(tmpdir(), 'onboard-datto-rmm-'));
  const keys = [{ id: 'test', secret: Buffer.alloc(32, 7).toString('base64') }];
  const sessions = createDirectorySessionStore({ directory, keys });
  const withLease = processLease();
  let seen = 0;
  const settingsOf = ({ settings }: VisitOptions = {}): DattoRmmPortalSettings => ({
    url: simulator.portalUrl,
    authUrl: simulator.authUrl,
    credentials: logins.administrator,
    accountName,
    map: defaultPortalMap,
    pageTimeoutMs: 8_000,
    settleMs: 200,
    ...settings,
  });
  const openWith: Bench['openWith'] = (settings, options = {}) =>
    openDattoRmmSiteGroupVisit(settings, options.pool ?? pool, sessions, withLease)(contextOf(options));
  const open = (options: VisitOptions = {}) => openWith(settingsOf(options), options);
  const visit: Bench['visit'] = async (work, options) => {
    const opened = await open(options);
    return work(opened).finally(() => opened.close());
  };
  return {
    simulator,
    pool,
    settingsOf,
    open,
    openWith,
    visit,
    contextOf,
    mapInPortal: mapSiteInPortal(settingsOf(), pool, sessions, withLease),
    read: (options) => visit((one) => one.read(['site-group']), options),
    write: (member, options) => visit((one) => one.write('site-group', member), options),
    map: (options = {}) => {
      const customer = options.customer ?? northwind;
      const { companyId, companyName } = customer.systems.autotask;
      const mapIt = mapSiteInPortal(settingsOf(options), pool, sessions, withLease);
      return mapIt(contextOf({ ...options, customer }), { siteName: customer.name, companyName, companyId });
    },
    members: () => {
      const { siteGroups, sites } = simulator.state();
      const group = siteGroups.find(({ id }) => id === siteGroup.id);
      return sites.flatMap(({ uid, name }) => (group?.siteUids.includes(uid) ? [name] : []));
    },
    changes: () => simulator.auditLog.slice(seen).map(({ actor, field }) => `${actor}: ${field}`),
    reset: async (what) => {
      if (what === 'keep-sessions') startAnew(simulator);
      else {
        await rm(directory, { recursive: true, force: true });
        simulator.reset();
      }
      seen = simulator.auditLog.length;
    },
    stop: async () => {
      if (!shared) await pool.close();
      await simulator.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function contextOf(options: VisitOptions = {}): VisitContext {
  const { abort, pictures, onBeat } = options.attendance ?? attendance();
  return {
    customer: options.customer ?? harbor,
    choices: {},
    // Whoever brings an attendance along wants to see what the visit leaves behind.
    pictures: options.attendance ? 'all' : 'of-failures',
    signal: abort.signal,
    beat: onBeat,
    keep: async (name, bytes) => {
      pictures.set(name, bytes);
      return { key: name, sha256: String(bytes.length) };
    },
  };
}

/** A reset would end the sessions, and each test would begin with a login. */
function startAnew(simulator: DattoRmmPortal): void {
  const seed = buildSeed();
  simulator.faults.clear();
  simulator.edit('the test', (state) => {
    state.sites = seed.sites;
    state.siteGroups = seed.siteGroups;
  });
}

function credentialsOf(login: { email: string; password: string; totpSecret: string }): PortalCredentials {
  const totp = `otpauth://totp/Datto?secret=${login.totpSecret}&period=2`;
  return { user: login.email, password: login.password, totp };
}
