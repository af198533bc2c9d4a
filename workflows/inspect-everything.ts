import type { Inspection } from '../activities/types.ts';
import type { CustomerFile } from '../domain/customer-file.ts';
import type { PlanLine } from '../domain/plan.ts';
import { catalogue, isReadable, recordNames, stepsOf } from '../domain/steps/catalogue.ts';
import type { RecordName } from '../domain/steps/step.ts';
import type { ActivityRunner } from './run-activity.ts';

/** The records that these lines are about, without those about which people's word is all that there is. */
export function readableRecords(lines: readonly PlanLine[]): RecordName[] {
  return recordNames.filter(
    (record) => isReadable(record) && lines.some(({ step }) => catalogue[step].record === record),
  );
}

/** One reading of every record that these lines are about, side by side. */
export function inspectEverything(
  activities: ActivityRunner,
  customer: CustomerFile,
  lines: readonly PlanLine[],
): Promise<Inspection[]> {
  return Promise.all(
    readableRecords(lines).map((record) =>
      activities.inspect(record, { customer, steps: stepsOf(record), pictures: 'of-failures' }),
    ),
  );
}
