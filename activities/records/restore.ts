import { ProductError, problem } from '../../domain/problems.ts';
import { catalogue, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { StepId, StepValues, Values, Wish } from '../../domain/steps/step.ts';
import type { StepResult } from '../types.ts';
import type { Visit } from '../visit.ts';
import { differenceOf, returnOf, type StepDifference } from './step-difference.ts';

/** Takes each step back as its undo declares: to the value before, to a safe value, or not at all. */
export async function restoreSteps(
  visit: Visit,
  wish: Wish,
  steps: readonly StepId[],
  before: Values,
): Promise<{ readonly [Id in StepId]?: StepResult }> {
  const { values } = await visit.read(steps);
  const results: { [Id in StepId]?: StepResult } = {};
  for (const step of steps) {
    results[step] = await restoreStep(visit, wish, step, values, before);
  }
  return results;
}

async function restoreStep(
  visit: Visit,
  wish: Wish,
  step: StepId,
  read: Values,
  before: Values,
): Promise<StepResult> {
  const back = returnOf(step, read, targetOf(step, before), wish);
  if (back === undefined)
    return { kind: 'left-alone', after: '', why: 'what was there before is not known.' };
  if (back.satisfied) return { kind: 'unchanged', after: back.before };
  if (changedBySomebodyElse(step, read, wish)) {
    return {
      kind: 'left-alone',
      after: back.before,
      why: `somebody has changed it since, to ${back.before}.`,
    };
  }
  return await writeBack(visit, step, back, before, wish);
}

async function writeBack(
  visit: Visit,
  step: StepId,
  back: StepDifference,
  before: Values,
  wish: Wish,
): Promise<StepResult> {
  try {
    await back.write(visit);
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.class === 'retryable') throw error;
    return { kind: 'problem', problem: error.problem, instruction: back.instruction };
  }
  const { values } = await visit.read([step]);
  const now = returnOf(step, values, targetOf(step, before), wish);
  if (now?.satisfied) return { kind: 'changed', before: back.before, after: now.before };
  const found = problem('not-verified', {
    system: systemTitles[systemOf[catalogue[step].record]],
    wanted: `take back ${catalogue[step].title}`,
    detail: now?.before ?? 'nothing',
  });
  return { kind: 'problem', problem: found, instruction: back.instruction };
}

/** A safe value is written whatever is there (R1 stays off); a value before only over what we ourselves wrote. */
function changedBySomebodyElse(step: StepId, read: Values, wish: Wish): boolean {
  if (catalogue[step].undo.kind === 'safe-value') return false;
  return differenceOf(step, read, wish)?.satisfied !== true;
}

function targetOf<Id extends StepId>(step: Id, before: Values): StepValues[Id] | undefined {
  const { undo } = catalogue[step];
  return undo.kind === 'safe-value' ? undo.value : before[step];
}
