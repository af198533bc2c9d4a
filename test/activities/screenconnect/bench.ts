import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserPool, createBrowserPool } from '../../../activities/browser/pool.ts';
import { openScreenConnectHostVisit } from '../../../activities/screenconnect/host-visit.ts';
import { defaultPortalMap } from '../../../activities/screenconnect/portal-map.ts';
import { openScreenConnectRoleVisit } from '../../../activities/screenconnect/role-visit.ts';
import type { ScreenConnectSettings } from '../../../activities/screenconnect/settings.ts';
import { createDirectorySessionStore } from '../../../activities/sessions/directory-store.ts';
import type { SessionStore } from '../../../activities/sessions/session-store.ts';
import type { Visit } from '../../../activities/visit.ts';
import type { CustomerFile } from '../../../domain/customer-file.ts';
import type { StepId } from '../../../domain/steps/step.ts';
import {
  type ScreenConnectOptions,
  type ScreenConnectSimulator,
  type ScreenConnectState,
  screenConnectDefaults,
  screenConnectSeed,
  startScreenConnectSimulator,
} from '../../../simulators/screenconnect/server.ts';
import { browserForTests } from '../../support/browser.ts';
import { type KeptVisits, keptVisits } from '../browser/kept-visits.ts';
import { type Attendance, attendance, customer, processLease } from '../lift-off/bench.ts';

export { attendance };

const names = screenConnectDefaults;

/** The logins of the simulator as a worker would hold them. */
export const logins = {
  administrator: credentialsOf(names.administrator),
  helpDesk: credentialsOf(names.helpDesk),
  viewer: { ...credentialsOf(names.viewer), totp: undefined },
  locked: { ...credentialsOf(names.locked), totp: undefined },
};

/** What the role holds on its customers' groups in the simulator's seed. */
export const usual = [...names.roleGrant].toSorted();

/** The code of the problem that something fails with; `none` when it does not. */
export function problemOf(work: Promise<unknown>): Promise<string> {
  const codeOf = (error: { problem?: { code: string } }) => error.problem?.code ?? String(error);
  return work.then(() => 'none', codeOf);
}

/** A customer whose session group is called like this. */
export function customerOf(groupName: string): CustomerFile {
  return customer('some-customer', groupName, 29683510);
}

/** How one visit of a test differs from the usual. */
export interface VisitOptions {
  readonly customer?: CustomerFile;
  readonly settings?: Partial<ScreenConnectSettings>;
  readonly pool?: BrowserPool;
  readonly attendance?: Attendance;
  readonly choices?: { readonly [Id in StepId]?: string };
}

/** How a visit differs that stays open. */
export type KeptOptions = Pick<VisitOptions, 'customer' | 'settings'>;

/** Visits that stay open for the next tests. Their pages go on polling, and may meet a fault meant for another one. */
export interface KeptBench {
  readonly asAdministrator: KeptVisits<KeptOptions>['visit'];
  readonly asHelpDesk: KeptVisits<KeptOptions>['visit'];
  /** Closes them, for a fault that is struck once by whoever polls next. */
  close(): Promise<void>;
}

/** A simulated instance, a browser, and what workers share. */
export interface Bench {
  readonly simulator: ScreenConnectSimulator;
  readonly pool: BrowserPool;
  readonly sessions: SessionStore;
  /** What visits use unless a test says otherwise. */
  readonly settings: ScreenConnectSettings;
  /** Opens a visit for the work and closes it afterwards. */
  asAdministrator<Result>(work: (visit: Visit) => Promise<Result>, options?: VisitOptions): Promise<Result>;
  asHelpDesk<Result>(work: (visit: Visit) => Promise<Result>, options?: VisitOptions): Promise<Result>;
  readonly kept: KeptBench;
  /** The permissions of the role on a customer's group, as the server has them. */
  granted(group: string): string[];
  /** Scopes of roles that were changed since the last reset, as the simulator's audit says. */
  changes(): string[];
  /** Forgets faults, changes and, unless they are to stay, sessions. */
  reset(sessions?: 'forget-sessions' | 'keep-sessions'): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the bench: one simulator, one browser for all tests of a file. */
export async function startBench(
  options: ScreenConnectOptions = {},
  usualSettings: Partial<ScreenConnectSettings> = {},
): Promise<Bench> {
  const simulator = await startScreenConnectSimulator({
    totpPeriodSeconds: 2,
    seed: smallSeed(options),
    ...options,
  });
  const pool = createBrowserPool(browserForTests);
  const directory = await mkdtemp(join(tmpdir(), 'onboard-screenconnect-'));
  const keys = [{ id: 'test', secret: Buffer.alloc(32, 7).toString('base64') }];
  const sessions = createDirectorySessionStore({ directory, keys });
  const withLease = processLease();
  const settings = { ...settingsFor(simulator.url), ...usualSettings };
  const opening =
    (how: typeof openScreenConnectRoleVisit) =>
    async (visit: VisitOptions = {}): Promise<Visit> => {
      const open = how({ ...settings, ...visit.settings }, visit.pool ?? pool, sessions, withLease);
      return open(contextOf(visit));
    };
  const roleVisit = opening(openScreenConnectRoleVisit);
  const hostVisit = opening(openScreenConnectHostVisit);
  const kept = keptBench(roleVisit, hostVisit);
  let seen = 0;
  return {
    simulator,
    pool,
    sessions,
    settings,
    asAdministrator: (work, visit) => closedAfter(roleVisit(visit), work),
    asHelpDesk: (work, visit) => closedAfter(hostVisit(visit), work),
    kept,
    granted: (group) => grantedIn(simulator.state(), group),
    changes: () => simulator.auditLog.slice(seen).map(({ field }) => field),
    reset: async (what) => {
      if (what !== 'keep-sessions') await kept.close();
      if (what === 'keep-sessions') startAnew(simulator, options);
      else await rm(directory, { recursive: true, force: true });
      if (what !== 'keep-sessions') simulator.reset(smallSeed(options));
      seen = simulator.auditLog.length;
    },
    stop: async () => {
      await pool.close();
      await simulator.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function closedAfter<Result>(
  opening: Promise<Visit>,
  work: (visit: Visit) => Promise<Result>,
): Promise<Result> {
  const visit = await opening;
  return work(visit).finally(() => visit.close());
}

type Opening = (how?: KeptOptions) => Promise<Visit>;

/** One login each: when the session of one role has ended, the visits of the other one go on. */
function keptBench(roleVisit: Opening, hostVisit: Opening): KeptBench {
  const administrator = keptVisits<KeptOptions>(roleVisit);
  const helpDesk = keptVisits<KeptOptions>(hostVisit);
  return {
    asAdministrator: administrator.visit,
    asHelpDesk: helpDesk.visit,
    close: async () => {
      await administrator.close();
      await helpDesk.close();
    },
  };
}

function settingsFor(url: string): ScreenConnectSettings {
  return {
    url,
    role: names.role,
    groupPath: [names.byCompany, '{customer}'],
    grant: 'copy-existing',
    map: defaultPortalMap,
    administrator: logins.administrator,
    helpDeskUser: logins.helpDesk,
    pageTimeoutMs: 8_000,
    settleMs: 250,
  };
}

function contextOf({ attendance: given, customer: file, choices = {} }: VisitOptions) {
  const { abort, pictures, onBeat } = given ?? attendance();
  return {
    customer: file ?? customerOf(names.harborDental),
    choices,
    // Whoever brings an attendance along wants to see what the visit leaves behind.
    pictures: given ? ('all' as const) : ('of-failures' as const),
    signal: abort.signal,
    beat: onBeat,
    keep: async (name: string, bytes: Uint8Array) => {
      pictures.set(name, bytes);
      return { key: name, sha256: String(bytes.length) };
    },
  };
}

function grantedIn({ roles }: ScreenConnectState, group: string): string[] {
  const role = roles.find(({ Name }) => Name === names.role);
  const entries = role?.ScopedPermissionEntries.filter(
    ({ SessionGroupPath }) => SessionGroupPath.at(-1) === group,
  );
  return (entries ?? []).map(({ Name }) => Name).toSorted();
}

/** Machines of so many companies will do: every look at a page takes its time. */
const COMPANIES = 16;

function smallSeed({ groups }: ScreenConnectOptions): ScreenConnectState {
  const seed = screenConnectSeed(groups);
  const companyOf = (machine: (typeof seed.machines)[number]) => machine.CustomPropertyValues[0] ?? '';
  const known = [...names.roleCustomers, names.harborDental, names.northwindLegal];
  const companies = [...new Set([...known, ...seed.machines.map(companyOf)])].slice(0, COMPANIES);
  return { ...seed, machines: seed.machines.filter((machine) => companies.includes(companyOf(machine))) };
}

/** A reset would end the sessions, and each test would begin with a login. */
function startAnew(simulator: ScreenConnectSimulator, options: ScreenConnectOptions): void {
  const seed = smallSeed(options);
  simulator.faults.clear();
  simulator.edit('the test', (state) => {
    state.roles = seed.roles;
    state.machines = seed.machines;
    state.sessionGroups = seed.sessionGroups;
  });
}

function credentialsOf({
  userName,
  password,
  totpSecret,
}: {
  userName: string;
  password: string;
  totpSecret: string;
}) {
  return { user: userName, password, totp: `otpauth://totp/ScreenConnect?secret=${totpSecret}&period=2` };
}
