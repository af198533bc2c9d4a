import type { Inspection } from '../../activities/types.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId } from '../../domain/steps/step.ts';
import { MINUTE_MS } from '../limits.ts';
import { problemOf } from '../run-activity.ts';
import { keepWhatWasSeen } from './open-evidence.ts';
import { ask, type StepAnswer } from './open-items.ts';
import type { Run } from './run.ts';
import { phasesOf, recordsInUse, stepsNotWaived } from './standing.ts';

/** A reading older than this is made anew. */
const FRESH_MS = 15 * MINUTE_MS;

/**
 * A reading of everything, held against what is wanted; what cannot be read waits for a person. What was read a few
 * minutes ago counts, but for what was written since.
 */
export async function readAndCompare(
  run: Run,
): Promise<{ readonly plan: Plan; readonly inspections: readonly Inspection[] }> {
  const read = await Promise.all(recordsInUse(run.state).map((record) => readRecord(run, record)));
  const inspections = read.flatMap((inspection) => inspection ?? []);
  return { plan: await compare(run, inspections), inspections };
}

/** Makes a plan from readings with the workflow's own time. */
export function composePlan(run: Run, inspections: readonly Inspection[]): Promise<Plan> {
  const { customer } = run.order;
  const input = { customer, inspections, now: run.now() };
  return run.activities.run('composePlan', input, `Compare ${customer.name} with what is wanted`);
}

/** What could not be compared is tried again until it can: without a plan nothing goes on. */
async function compare(run: Run, inspections: readonly Inspection[]): Promise<Plan> {
  for (;;) {
    const plan = await composePlan(run, inspections).catch(problemOf);
    if ('lines' in plan) return plan;
    await askAboutReading(run, { step: 'lift-off-account', problem: plan });
  }
}

/** A step of a record that cannot be read, and why. */
interface Unread {
  readonly step: StepId;
  readonly problem: Problem;
}

/**
 * A wrong, missing or ambiguous record is a clear stop: nothing is written before it is put right, or until somebody
 * waives what is wanted there (R22). Undefined when nothing is left to be read.
 */
async function readRecord(run: Run, record: RecordName): Promise<Inspection | undefined> {
  for (;;) {
    const steps = stepsNotWaived(run.state, record);
    const [first] = steps;
    if (first === undefined) return undefined;
    const read = await run.visits
      .reading(record, FRESH_MS)
      .then((inspection) => finalIn(run, inspection, steps) ?? inspection)
      .catch((error: unknown) => ({ step: first, problem: run.problemOfVisit([first], error) }));
    if ('values' in read) return read;
    const answer = await askAboutReading(run, read);
    if (answer.choice === 'waive') doWithout(run, read.step, answer);
  }
}

/** The first step that stays unread until somebody acts; what the visit has shown of it is kept for whoever that is. */
function finalIn(run: Run, inspection: Inspection, steps: readonly StepId[]): Unread | undefined {
  for (const step of steps) {
    const { [step]: found } = inspection.problems;
    if (found?.class !== 'final') continue;
    keepWhatWasSeen(run, step, inspection);
    return { step, problem: found };
  }
  return undefined;
}

function askAboutReading(run: Run, { step, problem }: Unread): Promise<StepAnswer> {
  const without =
    catalogue[step].waiving === 'never' ? '' : ' Or waive it: nothing is wanted there from then on.';
  const instruction = `Nothing was written. Remove the cause, then retry to read it again.${without}`;
  return ask(run, step, 'preparation', { kind: 'problem', problem, instruction });
}

/** R22 · Settled by a named person, at go-live, too: what nobody waits for now is not set then. */
function doWithout(run: Run, step: StepId, { by, reason = '', provenBy }: StepAnswer): void {
  for (const phase of phasesOf(run.state, step))
    run.record(step, phase, { kind: 'waived', by, reason, at: run.now() }, provenBy);
}
