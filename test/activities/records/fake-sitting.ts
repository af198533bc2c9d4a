import type { Visit } from '../../../activities/visit.ts';
import type { RecordName } from '../../../domain/steps/step.ts';
import { FakeCustomer } from '../../support/fake-visits.ts';

/** A visit to a fake customer outside of any activity. */
export function sittingWith(
  customer = new FakeCustomer(),
  record: RecordName = 'lift-off-account',
): { customer: FakeCustomer; visit: Visit } {
  const { signal } = new AbortController();
  const visit: Visit = {
    read: async (steps) => customer.read(record, steps),
    write: (step, value) => customer.write(step, value, signal),
    close: async () => {},
  };
  return { customer, visit };
}
