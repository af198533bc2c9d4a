import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { onboardingActivities, recordActivities } from '../../activities/activities.ts';
import type { LoadedProfile } from '../../activities/profile-view.ts';
import type { OnboardingActivities } from '../../activities/types.ts';
import { setUpNamespace } from '../../connection/namespace.ts';
import { failureConverterPath } from '../../connection/temporal.ts';
import type { ResolvedGoLive } from '../../domain/go-live.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { Profile } from '../../domain/profile.ts';
import { recordNames, records, type Way } from '../../domain/steps/catalogue.ts';
import type { RecordName } from '../../domain/steps/step.ts';
import { parseProfile } from '../../domain/yaml-document.ts';
import { typedErrors } from '../../worker/error-interceptor.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { apiQueue, portalQueue } from '../../workflows/messages.ts';
import { rightValue } from '../domain/examples.ts';
import { FakeMessages } from './fake-messages.ts';
import { FakeTickets } from './fake-tickets.ts';
import { FakeSystems } from './fake-visits.ts';
import { quietTemporal, temporalForTests, workflowBundleForTests } from './temporal.ts';

/** The queue of the workflows under test; each test file has a namespace of its own. */
export const taskQueue = 'onboarding';

/** Parts of the profile that tests switch. */
export interface ProfileSwitches {
  readonly liftOff?: { readonly [key: string]: unknown };
  readonly autotask?: { readonly [key: string]: unknown };
  readonly email?: { readonly [key: string]: unknown };
  readonly slack?: { readonly [key: string]: unknown };
  /** Everything else: the systems that are off in most tests. */
  readonly others?: { readonly [system: string]: unknown };
  readonly missionControl?: { readonly [key: string]: unknown };
  /** Who there is, in place of dana.ops and sam. */
  readonly people?: readonly {
    readonly id: string;
    readonly roles: readonly string[];
    readonly [key: string]: unknown;
  }[];
  readonly businessHours?: { readonly [weekday: string]: { readonly from: string; readonly to: string } };
  /** Without any, an onboarding ends as soon as the customer is live. */
  readonly policies?: { readonly [key: string]: unknown };
  /** The web process, and the key of its links. */
  readonly web?: { readonly [key: string]: unknown };
  readonly linkKey?: string;
}

/** Real workflows, real activities and real Temporal; fake outside systems. */
export interface Office {
  readonly client: Client;
  readonly systems: FakeSystems;
  readonly messages: FakeMessages;
  /** The PSA's tickets: off until a test wants them. */
  readonly tickets: FakeTickets;
  /** What resolving the go-live instant again gives, by customer: time-zone data of another day. */
  readonly movedInstants: Map<CustomerId, (goLive: ResolvedGoLive) => ResolvedGoLive>;
  /** What happens while a sweep holds the list of those who wait, which is stale then: once each, when they are on it. */
  readonly whileListed: Map<CustomerId, () => Promise<void>>;
  /** Uses another profile from now on; without switches the usual one again. */
  useProfile(switches?: ProfileSwitches): void;
  /** The profile of the moment. */
  profile(): Profile;
  /** Takes workers on for another queue, with some of their activities replaced; ends them when called. */
  hire(queue: string, replaced: Partial<OnboardingActivities>): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** An office of a test file's own, from before its first test until after its last. */
export function openOfficeForTests(take: (office: Office) => void): void {
  let office: Office | undefined;
  quietTemporal();
  beforeAll(async () => {
    office = await openOffice();
    take(office);
  });
  afterAll(() => office?.close());
}

/** Opens an office in a namespace of its own. */
export async function openOffice(): Promise<Office> {
  const { address } = await temporalForTests();
  const namespace = `workflows-${randomUUID().slice(0, 8)}`;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace, dataConverter: { failureConverterPath } });
  await setUpNamespace(client, { retentionDays: 1, timeZone: 'UTC', taskQueue, schedulesPaused: true });
  const native = await NativeConnection.connect({ address });
  const parts = {
    client,
    systems: new FakeSystems(),
    messages: new FakeMessages(),
    tickets: new FakeTickets(),
    movedInstants: new Map<CustomerId, (goLive: ResolvedGoLive) => ResolvedGoLive>(),
    whileListed: new Map<CustomerId, () => Promise<void>>(),
  };
  let profile = loadedProfile({});
  const current = () => profile;
  const hire = async (queue: string, replaced: Partial<OnboardingActivities>) => {
    const workers = await staff(native, namespace, queue, { ...parts, replaced }, current);
    const running = workers.map(runWorker);
    return async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
    };
  };
  const endAll = await hire(taskQueue, {});
  return {
    ...parts,
    useProfile: (switches = {}) => {
      profile = loadedProfile(switches);
    },
    profile: () => profile.profile,
    hire,
    close: async () => {
      await endAll();
      await native.close();
      await connection.close();
    },
  };
}

type Parts = Pick<Office, 'client' | 'systems' | 'messages' | 'tickets' | 'movedInstants' | 'whileListed'> & {
  readonly replaced: Partial<OnboardingActivities>;
};

async function staff(
  connection: NativeConnection,
  namespace: string,
  queue: string,
  parts: Parts,
  profile: () => LoadedProfile,
): Promise<Worker[]> {
  const common = {
    connection,
    namespace,
    debugMode: true,
    shutdownForceTime: 10_000,
    dataConverter: { failureConverterPath },
  };
  const visits = (record: RecordName) =>
    recordActivities({ record, open: parts.systems.visits(record), store, profile, readBackMs: 40 });
  const served = (way: Way) =>
    Object.assign({}, ...recordNames.filter((record) => records[record].way === way).map(visits));
  const interceptors = { activity: [() => ({ inbound: typedErrors() })] };
  return await Promise.all([
    Worker.create({
      ...common,
      taskQueue: queue,
      workflowBundle: await workflowBundleForTests(),
      // A mistake of ours fails the test instead of being tried again for ever.
      workflowFailureErrorTypes: { '*': ['Error', 'NondeterminismError'] },
    }),
    Worker.create({
      ...common,
      interceptors,
      taskQueue: apiQueue(queue),
      activities: { ...officeActivities(parts, profile), ...served('api') },
    }),
    Worker.create({
      ...common,
      interceptors,
      taskQueue: portalQueue(queue),
      activities: served('portal'),
    }),
  ]);
}

function officeActivities(
  { messages, tickets, movedInstants, whileListed, replaced }: Parts,
  profile: () => LoadedProfile,
): OnboardingActivities {
  const real = onboardingActivities(
    profile,
    () => messages.senders,
    async () => null,
    tickets.activities,
  );
  return {
    ...real,
    ...replaced,
    resolveGoLive: async (input) => {
      const goLive = await real.resolveGoLive(input);
      return movedInstants.get(input.customer.id)?.(goLive) ?? goLive;
    },
    listWaitingOnboardings: async () => {
      const listed = await real.listWaitingOnboardings(undefined);
      for (const { customer } of listed) {
        const happens = whileListed.get(customer.id);
        whileListed.delete(customer.id);
        await happens?.();
      }
      return listed;
    },
  };
}

const store = {
  put: async (key: string) => ({ key, sha256: '0'.repeat(64) }),
  get: async () => undefined,
};

function loadedProfile(switches: ProfileSwitches): LoadedProfile {
  const text = profileText(switches);
  return {
    profile: rightValue(parseProfile(text, 'onboarding.yaml')),
    secrets: switches.linkKey === undefined ? {} : { linkKey: switches.linkKey },
    revision: String(text.length),
  };
}

const off = { mode: 'off' };
const othersOff = { itGlue: off, dattoRmm: off, screenConnect: off, splashtop: off };

function profileText({
  liftOff = {},
  autotask = {},
  email = {},
  slack = {},
  others = othersOff,
  missionControl = {},
  policies = {},
  web = {},
  people = [
    { id: 'dana.ops', roles: ['ops'] },
    { id: 'sam', roles: ['technician'] },
    { id: 'pat', roles: ['owner'] },
  ],
  businessHours = { monday: { from: '08:30', to: '17:30' } },
}: ProfileSwitches): string {
  return JSON.stringify({
    schema: 1,
    msp: {
      name: 'Lakeside IT (example)',
      timeZone: 'America/New_York',
      businessHours,
    },
    people: people.map((person) => ({ name: person.id, email: `${person.id}@example.com`, ...person })),
    systems: {
      autotask,
      liftOff: { mode: 'portal', url: 'https://liftoff.example.com/', ...liftOff },
      slack: { mode: 'bot', channels: { onboarding: '#onboarding', onCall: '#on-call' }, ...slack },
      email: {
        mode: 'smtp',
        host: 'mail.example.com',
        from: 'onboarding@example.com',
        toMissionControl: 'send',
        ...email,
      },
      ...others,
    },
    missionControl,
    web,
    policies: {
      decisions: { contractTerms: ['ops'], alreadyLive: ['ops'], lateGoLive: ['ops'] },
      aftercareDays: 0,
      ...policies,
    },
  });
}
