import { startAutotaskSimulator } from '../simulators/autotask/server.ts';
import type { AutotaskState } from '../simulators/autotask/state.ts';
import { DEFAULT_CREDENTIALS } from '../simulators/autotask/switches.ts';
import { createFileRecorder } from '../simulators/kit/recorder.ts';
import type { AuditEntry, Simulator } from '../simulators/kit/types.ts';
import type { LiftOffOptions, LiftOffSimulator } from '../simulators/lift-off/options.ts';
import { liftOffDefaults, startLiftOffSimulator } from '../simulators/lift-off/server.ts';
import { DEFAULT_TOKEN } from '../simulators/slack/seed.ts';
import { startSlackSimulator } from '../simulators/slack/server.ts';
import type { SlackState } from '../simulators/slack/state.ts';
import { type SmtpSimulator, startSmtpSimulator } from '../simulators/smtp/server.ts';

/** How the simulated world is started. */
export interface WorldOptions {
  /** Folder for `journal.jsonl` and `audit.jsonl`. */
  readonly recordFolder?: string;
  /** Serve control endpoints, so that other processes can move clocks. */
  readonly control?: boolean;
  readonly liftOff?: LiftOffOptions;
}

/** Every outside system as a simulator, started together. */
export interface World {
  readonly autotask: Simulator<AutotaskState>;
  readonly liftOff: LiftOffSimulator;
  readonly slack: Simulator<SlackState>;
  readonly smtp: SmtpSimulator;
  /** Base addresses under which clocks can be moved when control endpoints are served. */
  readonly controlUrls: readonly string[];
  /** The simulators' secrets under the names that the profile uses. */
  readonly secrets: { readonly [name: string]: string };
  /** All changes inside all simulators since the start, oldest first within a system. */
  auditLog(): AuditEntry[];
  stop(): Promise<void>;
}

/** Starts all simulators on loopback. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const common = {
    control: options.control ?? false,
    ...(options.recordFolder === undefined ? {} : { recorder: createFileRecorder(options.recordFolder) }),
  };
  const [autotask, liftOff, slack, smtp] = await Promise.all([
    startAutotaskSimulator(common),
    startLiftOffSimulator({ ...common, totpPeriodSeconds: 2, ...options.liftOff }),
    // Weeks pass in seconds here: the vendor's one message a second would be one in hours.
    startSlackSimulator({ ...common, rate: { perSecond: 100, burst: 100 } }),
    startSmtpSimulator(common),
  ]);
  const all = [autotask, liftOff, slack, smtp];
  return {
    autotask,
    liftOff,
    slack,
    smtp,
    controlUrls: [autotask.url, liftOff.url, slack.url, smtp.mailboxUrl],
    secrets: secretsOf(options.liftOff?.totpPeriodSeconds ?? 2),
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
      ],
      systems: {
        autotask: { zoneDiscoveryUrl: `${world.autotask.url}/`, timeoutMs: 5_000, ...changes.autotask },
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
        },
      },
      storage: { folder: '.' },
      policies: { decisions: { contractTerms: ['ops'], alreadyLive: ['ops'], lateGoLive: ['ops'] } },
    },
    null,
    2,
  );
}

function secretsOf(totpPeriodSeconds: number): { readonly [name: string]: string } {
  const { email, password, totpSecret } = liftOffDefaults.administrator;
  return {
    AUTOTASK_USERNAME: DEFAULT_CREDENTIALS.userName,
    AUTOTASK_SECRET: DEFAULT_CREDENTIALS.secret,
    AUTOTASK_INTEGRATION_CODE: DEFAULT_CREDENTIALS.integrationCode,
    LIFT_OFF_EMAIL: email,
    LIFT_OFF_PASSWORD: password,
    LIFT_OFF_TOTP: `otpauth://totp/Lift%20Off:sample?secret=${totpSecret}&period=${totpPeriodSeconds}&issuer=Lift%20Off`,
    SLACK_BOT_TOKEN: DEFAULT_TOKEN,
    ONBOARD_SESSION_KEY: Buffer.alloc(32, 'sample session key of no value').toString('base64'),
  };
}
