import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { onboardingActivities, recordActivities } from '../../activities/activities.ts';
import type { LoadedProfile } from '../../activities/profile-view.ts';
import type { OnboardingActivities } from '../../activities/types.ts';
import { setUpNamespace } from '../../connection/namespace.ts';
import { failureConverterPath } from '../../connection/temporal.ts';
import type { ResolvedGoLive } from '../../domain/go-live.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { recordNames, records, type Way } from '../../domain/steps/catalogue.ts';
import type { RecordName } from '../../domain/steps/step.ts';
import { parseProfile } from '../../domain/yaml-document.ts';
import { typedErrors } from '../../worker/error-interceptor.ts';
import { apiQueue, portalQueue } from '../../workflows/messages.ts';
import { rightValue } from '../domain/examples.ts';
import { FakeMessages } from './fake-messages.ts';
import { FakeSystems } from './fake-visits.ts';
import { temporalForTests, workflowBundleForTests } from './temporal.ts';

/** The queue of the workflows under test; each test file has a namespace of its own. */
export const taskQueue = 'onboarding';

/** Parts of the profile that tests switch. */
export interface ProfileSwitches {
  readonly liftOff?: { readonly [key: string]: unknown };
  readonly autotask?: { readonly [key: string]: unknown };
  readonly email?: { readonly [key: string]: unknown };
  /** Everything else: the systems that are off in most tests. */
  readonly others?: { readonly [system: string]: unknown };
  readonly missionControl?: { readonly [key: string]: unknown };
  /** Without any, an onboarding ends as soon as the customer is live. */
  readonly policies?: { readonly [key: string]: unknown };
}

/** Real workflows, real activities and real Temporal; fake outside systems. */
export interface Office {
  readonly client: Client;
  readonly systems: FakeSystems;
  readonly messages: FakeMessages;
  /** What resolving the go-live instant again gives, by customer: time-zone data of another day. */
  readonly movedInstants: Map<CustomerId, (goLive: ResolvedGoLive) => ResolvedGoLive>;
  /** Uses another profile from now on; without switches the usual one again. */
  useProfile(switches?: ProfileSwitches): void;
  close(): Promise<void>;
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
    movedInstants: new Map<CustomerId, (goLive: ResolvedGoLive) => ResolvedGoLive>(),
  };
  let profile = loadedProfile({});
  const workers = await staff(native, namespace, parts, () => profile);
  const running = workers.map((worker) => worker.run());
  return {
    ...parts,
    useProfile: (switches = {}) => {
      profile = loadedProfile(switches);
    },
    close: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await native.close();
      await connection.close();
    },
  };
}

type Parts = Pick<Office, 'systems' | 'messages' | 'movedInstants'>;

async function staff(
  connection: NativeConnection,
  namespace: string,
  parts: Parts,
  profile: () => LoadedProfile,
): Promise<Worker[]> {
  const common = {
    connection,
    namespace,
    debugMode: true,
    shutdownForceTime: 2_000,
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
      taskQueue,
      workflowBundle: await workflowBundleForTests(),
      // A mistake of ours fails the test instead of being tried again for ever.
      workflowFailureErrorTypes: { '*': ['Error', 'NondeterminismError'] },
    }),
    Worker.create({
      ...common,
      interceptors,
      taskQueue: apiQueue(taskQueue),
      activities: { ...officeActivities(parts, profile), ...served('api') },
    }),
    Worker.create({
      ...common,
      interceptors,
      taskQueue: portalQueue(taskQueue),
      activities: served('portal'),
    }),
  ]);
}

function officeActivities(
  { messages, movedInstants }: Parts,
  profile: () => LoadedProfile,
): OnboardingActivities {
  const real = onboardingActivities(
    profile,
    () => messages.senders,
    async () => null,
  );
  return {
    ...real,
    resolveGoLive: async (input) => {
      const goLive = await real.resolveGoLive(input);
      return movedInstants.get(input.customer.id)?.(goLive) ?? goLive;
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
    secrets: {},
    revision: String(text.length),
  };
}

const off = { mode: 'off' };
const othersOff = { itGlue: off, dattoRmm: off, screenConnect: off, splashtop: off };

function profileText({
  liftOff = {},
  autotask = {},
  email = {},
  others = othersOff,
  missionControl = {},
  policies = {},
}: ProfileSwitches): string {
  const person = (id: string, ...roles: readonly string[]) => ({
    id,
    name: id,
    email: `${id}@example.com`,
    roles,
  });
  return JSON.stringify({
    schema: 1,
    msp: {
      name: 'Lakeside IT (example)',
      timeZone: 'America/New_York',
      businessHours: { monday: { from: '08:30', to: '17:30' } },
    },
    people: [person('dana.ops', 'ops'), person('sam', 'technician')],
    systems: {
      autotask,
      liftOff: { mode: 'portal', url: 'https://liftoff.example.com/', ...liftOff },
      slack: { mode: 'bot', channels: { onboarding: '#onboarding', onCall: '#on-call' } },
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
    policies: {
      decisions: { contractTerms: ['ops'], alreadyLive: ['ops'], lateGoLive: ['ops'] },
      aftercareDays: 0,
      ...policies,
    },
  });
}
