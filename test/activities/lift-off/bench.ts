import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserPool, createBrowserPool } from '../../../activities/browser/pool.ts';
import type { WithLease } from '../../../activities/lease.ts';
import { defaultPortalMap, type PortalMap } from '../../../activities/lift-off/portal-map.ts';
import { type LiftOffSettings, openLiftOffVisit } from '../../../activities/lift-off/visit.ts';
import { createDirectorySessionStore } from '../../../activities/sessions/directory-store.ts';
import type { SessionStore } from '../../../activities/sessions/session-store.ts';
import type { Visit } from '../../../activities/visit.ts';
import { type CustomerFile, customerFileSchema } from '../../../domain/customer-file.ts';
import {
  type LiftOffOptions,
  type LiftOffSimulator,
  liftOffDefaults,
  liftOffSeed,
  startLiftOffSimulator,
} from '../../../simulators/lift-off/server.ts';
import { browserForTests } from '../../support/browser.ts';
import { keptVisits } from '../browser/kept-visits.ts';

const { administrator, readOnly, harborDental, northwindLegal } = liftOffDefaults;

/** The logins of the simulator as a worker would hold them. */
export const logins = {
  administrator: credentialsOf(administrator),
  readOnly: credentialsOf(readOnly),
};

/** Customers of the simulator's seed. */
export const customers = {
  /** In the portal, with nothing filled in. */
  harbor: customer('harbor-dental', harborDental.name, harborDental.autotaskCompanyId),
  /** Not in the portal. */
  northwind: customer('northwind-legal', northwindLegal.name, northwindLegal.autotaskCompanyId),
};

/** A customer file with what Lift Off needs and something valid for the rest. */
export function customer(id: string, accountName: string, companyId: number): CustomerFile {
  return customerFileSchema.parse({
    schema: 1,
    id,
    name: accountName,
    timeZone: 'America/New_York',
    systems: { autotask: { companyId, companyName: accountName }, liftOff: { accountName } },
    service: { model: 'per-incident', clause: '§ 1' },
    contract: {
      link: 'https://example.com/contract',
      goLive: { date: '2027-02-15', clause: '§ 2' },
      helpDeskHours: { value: { kind: '24/7' }, clause: '§ 3' },
    },
    vips: [],
    approvers: [],
    locations: [{ name: 'Main office' }],
  });
}

/** A lease for one process. */
export function processLease(): WithLease {
  const turns = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (turns.get(name) ?? Promise.resolve()).then(work, work);
    turns.set(name, mine);
    return mine;
  };
}

/** A sitting's surroundings: what was kept, what was said, and the switch that cancels it. */
export interface Attendance {
  readonly abort: AbortController;
  readonly pictures: Map<string, Uint8Array>;
  /** Called with every sign of life. */
  onBeat(where: string): void;
}

/** How one visit of a test differs from the usual. */
export interface VisitOptions {
  readonly customer?: CustomerFile;
  readonly settings?: Partial<LiftOffSettings>;
  readonly pool?: BrowserPool;
  readonly attendance?: Attendance;
}

/** How a visit differs that stays open. */
export type KeptOptions = Pick<VisitOptions, 'customer' | 'settings'>;

/** A simulated portal, a browser, and what workers share. */
export interface Bench {
  readonly simulator: LiftOffSimulator;
  readonly pool: BrowserPool;
  readonly sessions: SessionStore;
  readonly directory: string;
  open(options?: VisitOptions): Promise<Visit>;
  /** Opens a visit for the work and closes it afterwards. */
  visit<Result>(work: (visit: Visit) => Promise<Result>, options?: VisitOptions): Promise<Result>;
  /** Does the work in a visit that stays open for the next tests. */
  inKept<Result>(work: (visit: Visit) => Promise<Result>, options?: KeptOptions): Promise<Result>;
  /** Fields that were changed since the last reset, as the simulator's audit says. */
  changes(): string[];
  /** Forgets faults, changes and, unless they are to stay, sessions. */
  reset(sessions?: 'forget-sessions' | 'keep-sessions'): Promise<void>;
  stop(): Promise<void>;
}

/** What a visit leaves behind, empty. */
export function attendance(): Attendance {
  return { abort: new AbortController(), pictures: new Map(), onBeat: () => {} };
}

/** Starts the bench: one simulator, one browser for all tests of a file. */
export async function startBench(options: LiftOffOptions = {}, map?: PortalMap): Promise<Bench> {
  const simulator = await startLiftOffSimulator({ totpPeriodSeconds: 2, ...options });
  const pool = createBrowserPool(browserForTests);
  const directory = await mkdtemp(join(tmpdir(), 'onboard-lift-off-'));
  const keys = [{ id: 'test', secret: Buffer.alloc(32, 7).toString('base64') }];
  const sessions = createDirectorySessionStore({ directory, keys });
  const withLease = processLease();
  let seen = 0;
  const open = (visit: VisitOptions = {}) => {
    const { abort, pictures, onBeat } = visit.attendance ?? attendance();
    const settings: LiftOffSettings = {
      url: simulator.url,
      credentials: logins.administrator,
      map: map ?? defaultPortalMap,
      pageTimeoutMs: 8_000,
      settleMs: 500,
      ...visit.settings,
    };
    return openLiftOffVisit(
      settings,
      visit.pool ?? pool,
      sessions,
      withLease,
    )({
      customer: visit.customer ?? customers.harbor,
      choices: {},
      // Whoever brings an attendance along wants to see what the visit leaves behind.
      pictures: visit.attendance ? 'all' : 'of-failures',
      signal: abort.signal,
      beat: onBeat,
      keep: async (name, bytes) => {
        pictures.set(name, bytes);
        return { key: name, sha256: String(bytes.length) };
      },
    });
  };
  const kept = keptVisits<KeptOptions>(open);
  return {
    simulator,
    pool,
    sessions,
    directory,
    open,
    inKept: kept.visit,
    visit: async (work, visitOptions) => {
      const visit = await open(visitOptions);
      return work(visit).finally(() => visit.close());
    },
    changes: () => simulator.auditLog.slice(seen).map(({ field }) => field),
    reset: async (what) => {
      if (what !== 'keep-sessions') await kept.close();
      if (what === 'keep-sessions') startAnew(simulator);
      else await rm(directory, { recursive: true, force: true });
      if (what !== 'keep-sessions') simulator.reset();
      seen = simulator.auditLog.length;
    },
    stop: async () => {
      await pool.close();
      await simulator.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A reset would end the sessions, and each test would begin with a login. */
function startAnew(simulator: LiftOffSimulator): void {
  const seed = liftOffSeed();
  simulator.faults.clear();
  simulator.edit('the test', (state) => {
    state.accounts = seed.accounts;
    state.pendingContacts = seed.pendingContacts;
  });
}

function credentialsOf({
  email,
  password,
  totpSecret,
}: {
  email: string;
  password: string;
  totpSecret: string;
}) {
  return { email, password, totp: `otpauth://totp/LiftOff?secret=${totpSecret}&period=2` };
}
