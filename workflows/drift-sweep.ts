import type { WatchedCustomer } from '../activities/sweeps/drift.ts';
import type { StepId } from '../domain/steps/step.ts';
import { ActivityRunner, problemOf } from './run-activity.ts';
import { instantOf, type SweepInput } from './sweep-input.ts';

/** What a sweep for drift found, in short. */
export interface DriftSweepResult {
  readonly looked: number;
  /** Customers that were told to look for themselves. */
  readonly drifted: readonly string[];
  /** What could not be read or told, each a sentence. */
  readonly troubles: readonly string[];
}

/**
 * Looks daily whether all is still as agreed at customers that went live a while ago: one visit to each record. It
 * observes and says where to look; the onboarding judges what it sees there, and is the only one that writes.
 */
export async function sweepDrift(input: SweepInput = {}): Promise<DriftSweepResult> {
  const activities = new ActivityRunner(input.limits);
  const { watched, unreadable } = await activities.run(
    'listWatchedCustomers',
    undefined,
    'List live customers that are still watched',
    'api',
  );
  const drifted: string[] = [];
  const troubles = unreadable.map((workflowId) => `${workflowId} does not say how it stands.`);
  for (const one of watched) {
    try {
      const steps = await lookAt(activities, one, instantOf(input), troubles);
      if (steps.length === 0) continue;
      drifted.push(one.customer.id);
      const seen = { seenAt: instantOf(input), steps };
      await activities.run(
        'reportDrift',
        { workflowId: one.workflowId, ...seen },
        `Tell ${one.customer.id} where to look`,
      );
    } catch (error) {
      troubles.push(`${one.customer.id}: ${problemOf(error).message}`);
    }
  }
  return { looked: watched.length, drifted, troubles };
}

/** Where the onboarding has to look: what differs, and what is asked about and no longer does. */
async function lookAt(
  activities: ActivityRunner,
  { customer, visits, asked }: WatchedCustomer,
  now: string,
  troubles: string[],
): Promise<StepId[]> {
  const read = await Promise.all(
    visits.map(async ({ record, steps }) => {
      try {
        return {
          steps,
          inspection: await activities.inspect(record, { customer, steps, pictures: 'of-failures' }),
        };
      } catch (error) {
        troubles.push(`${customer.id}: ${problemOf(error).message}`);
        return undefined;
      }
    }),
  );
  const looks = read.flatMap((look) => look ?? []);
  const inspections = looks.map(({ inspection }) => inspection);
  const differing = await activities.run(
    'compareWithAgreed',
    { customer, inspections, now },
    `Compare ${customer.name} with what was agreed`,
  );
  const seen = looks.flatMap(({ steps, inspection }) =>
    steps.filter((step) => inspection.values[step] !== undefined),
  );
  const asAgreedAgain = asked.filter((step) => seen.includes(step) && !differing.includes(step));
  return [...differing.filter((step) => seen.includes(step)), ...asAgreedAgain];
}
