import { catalogue } from './catalogue.ts';
import type { RecordName, StepId } from './step.ts';

/** What an activity does with a record: read it, bring it to what is wanted, or take that back. */
export type Verb = 'inspect' | 'ensure' | 'restore';

/** The activity that reads a whole record: `inspectLiftOffAccount`. */
export function inspectActivity(record: RecordName): string {
  return `inspect${pascal(record)}`;
}

/**
 * The activity that visits a record for these steps: named after the step when it is one (`ensureHelpDeskField`),
 * after the record when they are several (`ensureLiftOffAccount`). Names are never changed after a release.
 */
export function visitActivity(verb: 'ensure' | 'restore', steps: readonly [StepId, ...StepId[]]): string {
  const [first, ...more] = steps;
  return `${verb}${pascal(more.length === 0 ? first : catalogue[first].record)}`;
}

function pascal(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
