import type { Inspection } from '../../activities/types.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Problem } from '../../domain/problems.ts';
import { stepsOf } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId } from '../../domain/steps/step.ts';
import { MINUTE_MS } from '../limits.ts';
import { ask } from './open-items.ts';
import type { Run } from './run.ts';

/** A reading older than this is made anew. */
const FRESH_MS = 15 * MINUTE_MS;

/**
 * A reading of everything, held against what is wanted; what cannot be read waits for a person. What was read a few
 * minutes ago counts, but for what was written since.
 */
export async function readAndCompare(
  run: Run,
): Promise<{ readonly plan: Plan; readonly inspections: readonly Inspection[] }> {
  const inspections = await Promise.all(run.recordsInUse.map((record) => readRecord(run, record)));
  const plan = await insist(run, 'lift-off-account', () => composePlan(run, inspections));
  return { plan, inspections };
}

/** Makes a plan from readings with the workflow's own time. */
export function composePlan(run: Run, inspections: readonly Inspection[]): Promise<Plan> {
  const { customer } = run.order;
  const input = { customer, inspections, now: run.now() };
  return run.activities.run('composePlan', input, `Compare ${customer.name} with what is wanted`);
}

/** A wrong, missing or ambiguous record is a clear stop: nothing is written before it is put right. */
async function readRecord(run: Run, record: RecordName): Promise<Inspection> {
  const steps = stepsOf(record);
  const [first] = steps;
  if (first === undefined) throw new Error(`The record ${record} has no steps.`);
  return await insist(run, first, async () => {
    const inspection = await run.reading(record, FRESH_MS);
    const final = Object.values(inspection.problems).find((found) => found.class === 'final');
    return final ?? inspection;
  });
}

/** Tries until it succeeds; every problem is a question to a person first. */
async function insist<Result extends object>(
  run: Run,
  step: StepId,
  work: () => Promise<Result | Problem>,
): Promise<Result> {
  for (;;) {
    const result = await work().catch((error: unknown) => run.problemOfVisit([step], error));
    if (!isProblem(result)) return result;
    const instruction = 'Nothing was written. Remove the cause, then retry to read it again.';
    await ask(run, step, 'preparation', { kind: 'problem', problem: result, instruction });
  }
}

function isProblem(result: object): result is Problem {
  return 'code' in result && 'remedy' in result;
}
