import type { Inspection } from '../activities/types.ts';
import type { CustomerFile } from '../domain/customer-file.ts';
import { recordNames, stepsOf } from '../domain/steps/catalogue.ts';
import type { ActivityRunner } from './run-activity.ts';

/** One reading of every record, side by side. */
export function inspectEverything(activities: ActivityRunner, customer: CustomerFile): Promise<Inspection[]> {
  return Promise.all(
    recordNames.map((record) => activities.inspect(record, { customer, steps: stepsOf(record) })),
  );
}
