import { type Problem, ProductError, problem } from '../../domain/problems.ts';
import { catalogue, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { StepId, Wish } from '../../domain/steps/step.ts';
import type { StepResult } from '../types.ts';
import type { Reading, Visit } from '../visit.ts';
import { untilShown } from './look-again.ts';
import { differenceOf, instructionFor, type StepDifference } from './step-difference.ts';

/** One sitting's work. */
export interface Application {
  readonly visit: Visit;
  readonly wish: Wish;
  readonly steps: readonly StepId[];
  /** Those of the steps that are only looked at, because a person does them. */
  readonly byHand: readonly StepId[];
  readonly lastKnown: { readonly [Id in StepId]?: string };
  readonly readBackMs: number;
}

type Results = { [Id in StepId]?: StepResult };

/**
 * Reads, writes what differs, reads back until all holds or the time is up. A problem of one step does not keep the
 * others of the same sitting from being done; one that concerns the whole sitting is thrown.
 */
export async function applyDifferences(application: Application): Promise<Results> {
  const results: Results = {};
  for (const steps of inWaves(application.steps)) await applyWave({ ...application, steps }, results);
  return results;
}

/** What needs another step of the same sitting comes after it: a new account's settings exist once it does (R17). */
function inWaves(steps: readonly StepId[]): StepId[][] {
  const waves: StepId[][] = [];
  for (let left = [...steps]; left.length > 0; ) {
    const wave = left.filter((step) => !catalogue[step].needs.some((need) => left.includes(need)));
    waves.push(wave);
    left = left.filter((step) => !wave.includes(step));
  }
  return waves;
}

async function applyWave(application: Application, results: Results): Promise<void> {
  const first = await application.visit.read(application.steps);
  const toWrite: StepDifference[] = [];
  for (const step of application.steps) {
    const difference = differenceOf(step, first.values, application.wish);
    if (difference?.satisfied) results[step] = alreadyThere(application, difference);
    else if (application.byHand.includes(step)) results[step] = task(application, step);
    else if (difference === undefined) results[step] = unread(application, first, step);
    else toWrite.push(difference);
  }
  const written = await writeEach(application, toWrite, results);
  if (written.length > 0) await readBack(application, written, results);
}

function task({ wish }: Application, step: StepId): StepResult {
  return trouble(problem('by-hand'), instructionFor(step, wish));
}

/** What is right although we last knew it otherwise was changed by us: the answer to our write was lost. */
function alreadyThere({ lastKnown }: Application, { step, before: now }: StepDifference): StepResult {
  const known = lastKnown[step];
  return known === undefined || known === now
    ? { kind: 'unchanged', after: now }
    : { kind: 'changed', before: known, after: now };
}

async function writeEach(
  application: Application,
  differences: readonly StepDifference[],
  results: Results,
): Promise<StepDifference[]> {
  const written: StepDifference[] = [];
  for (const difference of differences) {
    try {
      await difference.write(application.visit);
      written.push(difference);
    } catch (error) {
      // Only what concerns this step alone is its own problem; a lost session or answer ends the sitting.
      if (!(error instanceof ProductError) || error.problem.class === 'retryable') throw error;
      results[difference.step] = trouble(error.problem, difference.instruction);
    }
  }
  return written;
}

async function readBack(
  application: Application,
  written: readonly StepDifference[],
  results: Results,
): Promise<void> {
  let open = written;
  const look = async () => {
    const reading = await application.visit.read(open.map(({ step }) => step));
    open = open.filter((difference) => {
      const now = differenceOf(difference.step, reading.values, application.wish);
      if (now?.satisfied !== true) return true;
      results[difference.step] = { kind: 'changed', before: difference.before, after: now.before };
      return false;
    });
    return reading;
  };
  const last = await untilShown(application.readBackMs, look, () => open.length === 0);
  for (const difference of open) results[difference.step] = notHolding(application, difference, last);
}

function notHolding({ wish }: Application, difference: StepDifference, reading: Reading): StepResult {
  const shown = differenceOf(difference.step, reading.values, wish)?.before ?? 'nothing';
  const found = problem('not-verified', {
    system: systemName(difference.step),
    wanted: `${catalogue[difference.step].title}: ${difference.after}`,
    detail: shown,
  });
  return trouble(reading.problems[difference.step] ?? found, difference.instruction);
}

/** A step that was not read: because of its own problem, or because what it belongs to is not there. */
function unread({ wish }: Application, reading: Reading, step: StepId): StepResult {
  const missing = problem('not-synced', { system: systemName(step), what: catalogue[step].title });
  return trouble(reading.problems[step] ?? missing, instructionFor(step, wish));
}

function trouble(found: Problem, instruction: string): StepResult {
  return { kind: 'problem', problem: found, instruction };
}

function systemName(step: StepId): string {
  return systemTitles[systemOf(step)];
}
