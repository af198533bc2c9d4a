import { startAutotaskSimulator } from '../simulators/autotask/server.ts';
import type { AutotaskState } from '../simulators/autotask/state.ts';
import type { PortalOptions as DattoPortalOptions } from '../simulators/datto-rmm/portal/options.ts';
import {
  type DattoRmmPortal,
  dattoRmmPortalDefaults,
  startDattoRmmPortal,
} from '../simulators/datto-rmm/portal/server.ts';
import { startItGlueSimulator } from '../simulators/it-glue/server.ts';
import type { ItGlueState } from '../simulators/it-glue/state.ts';
import { createFileRecorder } from '../simulators/kit/recorder.ts';
import type { AuditEntry, Simulator } from '../simulators/kit/types.ts';
import type { LiftOffOptions, LiftOffSimulator } from '../simulators/lift-off/options.ts';
import { startLiftOffSimulator } from '../simulators/lift-off/server.ts';
import { DEFAULT_HOOK, startPagerSimulator } from '../simulators/pager/server.ts';
import type { PagerState } from '../simulators/pager/state.ts';
import {
  type ScreenConnectOptions,
  type ScreenConnectSimulator,
  startScreenConnectSimulator,
} from '../simulators/screenconnect/server.ts';
import { startSlackSimulator } from '../simulators/slack/server.ts';
import type { SlackState } from '../simulators/slack/state.ts';
import { type SmtpSimulator, startSmtpSimulator } from '../simulators/smtp/server.ts';
import type { SplashtopSimulator } from '../simulators/splashtop/options.ts';
import { MISSION_CONTROL_USER } from '../simulators/splashtop/seed.ts';
import { startSplashtopSimulator } from '../simulators/splashtop/server.ts';
import { simulatedSecrets } from './simulated-secrets.ts';

/** How the simulated world is started. */
export interface WorldOptions {
  /** Folder for `journal.jsonl` and `audit.jsonl`. */
  readonly recordFolder?: string;
  /** Serve control endpoints, so that other processes can move clocks. */
  readonly control?: boolean;
  readonly liftOff?: LiftOffOptions;
  readonly dattoPortal?: DattoPortalOptions;
  readonly screenConnect?: ScreenConnectOptions;
}

/** Every outside system as a simulator, started together. */
export interface World {
  readonly autotask: Simulator<AutotaskState>;
  readonly liftOff: LiftOffSimulator;
  readonly itGlue: Simulator<ItGlueState>;
  readonly dattoRmm: DattoRmmPortal;
  readonly screenConnect: ScreenConnectSimulator;
  readonly splashtop: SplashtopSimulator;
  readonly slack: Simulator<SlackState>;
  readonly smtp: SmtpSimulator;
  readonly pager: Simulator<PagerState>;
  /** Base addresses under which clocks can be moved when control endpoints are served. */
  readonly controlUrls: readonly string[];
  /** The simulators' secrets under the names that the profile uses. */
  readonly secrets: { readonly [name: string]: string };
  /** All changes inside all simulators since the start, oldest first within a system. */
  auditLog(): AuditEntry[];
  stop(): Promise<void>;
}

/** Short periods, so that nobody waits for the next one-time code. */
const TOTP_SECONDS = 2;

/** Starts all simulators on loopback. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const common = {
    control: options.control ?? false,
    ...(options.recordFolder === undefined ? {} : { recorder: createFileRecorder(options.recordFolder) }),
  };
  const totpPeriodSeconds = options.liftOff?.totpPeriodSeconds ?? TOTP_SECONDS;
  const portal = { totpPeriodSeconds, ...options.dattoPortal };
  const [autotask, liftOff, itGlue, dattoRmm, screenConnect, splashtop, slack, smtp, pager] =
    await Promise.all([
      startAutotaskSimulator(common),
      startLiftOffSimulator({ ...common, totpPeriodSeconds, ...options.liftOff }),
      startItGlueSimulator(common),
      startDattoRmmPortal({ ...common, portal }),
      startScreenConnectSimulator({ ...common, totpPeriodSeconds, ...options.screenConnect }),
      startSplashtopSimulator(common),
      // Weeks pass in seconds here: the vendor's one message a second would be one in hours.
      startSlackSimulator({ ...common, rate: { perSecond: 100, burst: 100 } }),
      startSmtpSimulator(common),
      startPagerSimulator(common),
    ]);
  const all = [autotask, liftOff, itGlue, dattoRmm, screenConnect, splashtop, slack, smtp, pager];
  return {
    autotask,
    liftOff,
    itGlue,
    dattoRmm,
    screenConnect,
    splashtop,
    slack,
    smtp,
    pager,
    controlUrls: all.map((simulator) => ('mailboxUrl' in simulator ? simulator.mailboxUrl : simulator.url)),
    secrets: {
      ...simulatedSecrets(totpPeriodSeconds),
      ONBOARD_PAGER_URL: `${pager.url}/hooks/${DEFAULT_HOOK}`,
    },
    auditLog: () => all.flatMap((simulator) => [...simulator.auditLog]),
    stop: async () => {
      await Promise.all(all.map((simulator) => simulator.stop()));
    },
  };
}

/** Parts of a profile that tests change. */
export interface ProfileChanges {
  readonly liftOff?: { readonly [key: string]: unknown };
  readonly autotask?: { readonly [key: string]: unknown };
  readonly slack?: { readonly [key: string]: unknown };
  readonly policies?: { readonly [key: string]: unknown };
  readonly web?: { readonly [key: string]: unknown };
  readonly rates?: { readonly [key: string]: unknown };
  readonly browser?: { readonly [key: string]: unknown };
  /** What becomes of the systems beside Autotask and Lift Off: not in use, all of them by machine, or as given. */
  readonly others?: 'off' | 'automatic' | { readonly [system: string]: unknown };
}

/** A profile of an invented MSP whose systems are the simulators, as text of `onboarding.yaml` (JSON is YAML). */
export function profileOf(world: World, changes: ProfileChanges = {}): string {
  const smtp = new URL(world.smtp.url);
  return JSON.stringify(
    {
      schema: 1,
      msp: {
        name: 'Lakeside IT (example)',
        timeZone: 'America/New_York',
        businessHours: { monday: { from: '08:30', to: '17:30' }, tuesday: { from: '08:30', to: '17:30' } },
      },
      people: [
        { id: 'dana.ops', name: 'Dana Reyes', email: 'dana@lakeside-it.example.com', roles: ['ops'] },
        {
          id: 'morgan',
          name: 'Morgan Lee',
          email: 'morgan@lakeside-it.example.com',
          roles: ['office-admin'],
        },
        { id: 'sam', name: 'Sam Okafor', email: 'sam@lakeside-it.example.com', roles: ['technician'] },
        { id: 'pat', name: 'Pat Novak', email: 'pat@lakeside-it.example.com', roles: ['owner'] },
      ],
      systems: {
        autotask: {
          zoneDiscoveryUrl: `${world.autotask.url}/`,
          timeoutMs: 5_000,
          ...(changes.others === 'automatic' && {
            closingNote: { resourceEmail: 'sam.okafor@example-msp.example.com' },
            onboardingTicket: { mode: 'on', queue: 'Triage' },
          }),
          ...changes.autotask,
        },
        liftOff: { mode: 'portal', url: `${world.liftOff.url}/`, ...changes.liftOff },
        slack: {
          mode: 'bot',
          apiUrl: `${world.slack.url}/api/`,
          channels: { onboarding: '#onboarding', onCall: '#on-call' },
          ...changes.slack,
        },
        email: {
          mode: 'smtp',
          host: smtp.hostname,
          port: Number(smtp.port),
          from: 'onboarding@lakeside-it.example.com',
          toMissionControl: 'send',
        },
        ...otherSystems(world, changes.others ?? 'off'),
      },
      missionControl: { customerSuccess: 'customer.success@mission-control.example.com' },
      storage: { folder: '.' },
      web: changes.web,
      policies: {
        decisions: { contractTerms: ['ops'], alreadyLive: ['ops'], lateGoLive: ['ops'] },
        aftercareDays: 0,
        onCall: { pager: 'ONBOARD_PAGER_URL' },
        ...changes.policies,
      },
      rates: changes.rates,
      browser: changes.browser,
    },
    null,
    2,
  );
}

function otherSystems(world: World, others: NonNullable<ProfileChanges['others']>) {
  const off = { mode: 'off' };
  if (others === 'off') return { itGlue: off, dattoRmm: off, screenConnect: off, splashtop: off };
  if (others !== 'automatic') return others;
  const { itGlue, dattoRmm, screenConnect, splashtop } = world;
  return {
    itGlue: { mode: 'api', apiUrl: `${itGlue.url}/` },
    dattoRmm: {
      mode: 'api',
      apiUrl: `${dattoRmm.url}/`,
      mapping: 'portal',
      portal: {
        mode: 'portal',
        authUrl: `${dattoRmm.authUrl}/`,
        url: `${dattoRmm.portalUrl}/`,
        accountName: dattoRmmPortalDefaults.accountName,
      },
    },
    screenConnect: { mode: 'portal', url: `${screenConnect.url}/` },
    splashtop: {
      mode: 'open-api',
      apiUrl: `${splashtop.url}/`,
      missionControlUser: MISSION_CONTROL_USER,
    },
  };
}
