import { type Problem, ProductError, problem } from '../../domain/problems.ts';
import { catalogue, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { StepId, StepValues, Values, Wish } from '../../domain/steps/step.ts';
import type { StepResult } from '../types.ts';
import type { Reading, Visit } from '../visit.ts';
import { untilShown } from './look-again.ts';
import { differenceOf, returnOf, type StepDifference } from './step-difference.ts';

/** One sitting's work of taking back. */
export interface Restoration {
  readonly visit: Visit;
  readonly wish: Wish;
  readonly steps: readonly StepId[];
  /** Those of the steps that are only looked at, because a person does them. */
  readonly byHand: readonly StepId[];
  /** What was there before our change. */
  readonly before: Values;
  /** What was verified after our change, in words. */
  readonly verified: { readonly [Id in StepId]?: string };
  readonly readBackMs: number;
}

/** Takes each step back as its undo declares: to the value before, to a safe value, or not at all. */
export async function restoreSteps(
  restoration: Restoration,
): Promise<{ readonly [Id in StepId]?: StepResult }> {
  const reading = await restoration.visit.read(restoration.steps);
  const results: { [Id in StepId]?: StepResult } = {};
  for (const step of restoration.steps) results[step] = await restoreStep(restoration, step, reading);
  return results;
}

/** What a person would do to take a step back. */
export function wayBack(step: StepId, before: Values, wish: Wish): string {
  return (
    instructionBack(step, before, wish) ??
    `Put back what was there before in ${systemTitles[systemOf(step)]}: ${catalogue[step].title}.`
  );
}

async function restoreStep(
  restoration: Restoration,
  step: StepId,
  { values, problems }: Reading,
): Promise<StepResult> {
  const { before, byHand, wish, verified } = restoration;
  const unread = problems[step];
  if (unread !== undefined) return trouble(restoration, step, unread);
  if (values[step] === undefined) return leftAlone('', 'it is not there any more.');
  const back = returnOf(step, values, targetOf(step, before), wish);
  if (back === undefined) return leftAlone('', 'what was there before is not known.');
  if (back.satisfied) return { kind: 'unchanged', after: back.before };
  if (changedBySomebodyElse(step, values, verified[step] ?? writtenInWords(step, before, wish)))
    return leftAlone(back.before, `somebody has changed it since, to ${back.before}.`);
  const stays = whyItStays(step, before);
  if (stays !== undefined) return leftAlone(back.before, stays);
  if (byHand.includes(step)) return trouble(restoration, step, problem('by-hand'));
  return await writeBack(restoration, step, back);
}

async function writeBack(restoration: Restoration, step: StepId, back: StepDifference): Promise<StepResult> {
  const { visit, before, readBackMs, wish } = restoration;
  try {
    await back.write(visit);
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.class === 'retryable') throw error;
    return trouble(restoration, step, error.problem);
  }
  const look = async () => returnOf(step, (await visit.read([step])).values, targetOf(step, before), wish);
  const now = await untilShown(readBackMs, look, (shown) => shown?.satisfied === true);
  if (now?.satisfied) return { kind: 'changed', before: back.before, after: now.before };
  const found = problem('not-verified', {
    system: systemTitles[systemOf(step)],
    wanted: `take back ${catalogue[step].title}`,
    detail: now?.before ?? 'nothing',
  });
  return trouble(restoration, step, found);
}

/**
 * A safe value is written whatever is there (R1 stays off); a value before only over exactly what we ourselves wrote:
 * a list to which somebody has added a person since is theirs, too.
 */
function changedBySomebodyElse<Id extends StepId>(
  id: Id,
  read: Values,
  written: string | undefined,
): boolean {
  const step = catalogue[id];
  if (step.undo.kind === 'safe-value') return false;
  const now: StepValues[Id] | undefined = read[id];
  return now === undefined || step.show(now) !== written;
}

/** What we must have written where nobody came to verify it. */
function writtenInWords(step: StepId, before: Values, wish: Wish): string | undefined {
  return differenceOf(step, before, wish)?.after;
}

function whyItStays(step: StepId, before: Values): string | undefined {
  const { undo } = catalogue[step];
  return undo.kind === 'value-before' && before[step] === null ? undo.emptyStays : undefined;
}

function targetOf<Id extends StepId>(step: Id, before: Values): StepValues[Id] | undefined {
  const { undo } = catalogue[step];
  return undo.kind === 'safe-value' ? undo.value : before[step];
}

function instructionBack<Id extends StepId>(id: Id, before: Values, wish: Wish): string | undefined {
  const target = targetOf(id, before);
  return target === undefined ? undefined : catalogue[id].byHand(target, wish);
}

function trouble({ before, wish }: Restoration, step: StepId, found: Problem): StepResult {
  return { kind: 'problem', problem: found, instruction: wayBack(step, before, wish) };
}

function leftAlone(after: string, why: string): StepResult {
  return { kind: 'left-alone', after, why };
}
