import { condition } from '@temporalio/workflow';
import type { EnsureResult, StepResult, VisitResult } from '../../activities/types.ts';
import { type Problem, type ProblemCode, problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import type { StepsOfOneRecord } from '../run-activity.ts';
import { inspectAfterHand } from './hand-inspection.ts';
import { keepsOpenEvidence } from './open-evidence.ts';
import { askOrWait, close, type StepAnswer, type Trouble } from './open-items.ts';
import type { Run } from './run.ts';
import { lastKnown, outcomeOf } from './standing.ts';

/** Visits the record once for these steps, then sees each of them through, however long that takes. */
export async function settle(run: Run, steps: StepsOfOneRecord, phase: Phase): Promise<void> {
  const first = await visit(run, steps, phase);
  await Promise.all(
    steps.map(async (step) => {
      const failedNeed = needThatFailed(first, step);
      if (failedNeed === undefined) return await seeThrough(run, step, phase, resultOf(first, step));
      // Nothing to ask yet: what it belongs to comes first.
      await condition(() => outcomeOf(run.state, failedNeed, phase) !== undefined);
      await settle(run, [step], phase);
    }),
  );
}

/** What was settled, if it was, no longer holds: the step becomes an open item again, with that problem. */
export async function reopen(run: Run, step: StepId, phase: Phase, found: Problem): Promise<void> {
  if (outcomeOf(run.state, step, phase) !== undefined || !keepsOpenEvidence())
    run.forget(step, phase, found.message);
  await seeThrough(run, step, phase, { kind: 'problem', problem: found, instruction: '' });
}

/** A step of the same visit that this one needs and that did not succeed; by hand both are asked at once. */
function needThatFailed(visited: VisitResult, step: StepId): StepId | undefined {
  return catalogue[step].needs.find((need) => {
    const result = visited.results[need];
    return result?.kind === 'problem' && result.problem.code !== 'by-hand';
  });
}

/** From a first result to an outcome: verified, confirmed by hand, or waived. Nothing else is an end. */
async function seeThrough(run: Run, step: StepId, phase: Phase, first: StepResult): Promise<void> {
  let result: StepResult | undefined = first;
  for (let looks = 0; result?.kind === 'problem'; looks += 1) {
    const answer = await askOrWait(run, step, phase, result, looks);
    result = await act(run, step, phase, result, answer);
    if (answer !== undefined && result?.kind === 'problem')
      run.note(`${catalogue[step].title} is still open: ${result.problem.message}`);
  }
  if (result === undefined) return;
  close(run, step, phase);
  recordResult(run, step, phase, result);
}

/** Does what was answered, or looks again; undefined when a person's word has settled the step. */
async function act(
  run: Run,
  step: StepId,
  phase: Phase,
  trouble: Trouble,
  answer: StepAnswer | undefined,
): Promise<StepResult | undefined> {
  if (answer === undefined || answer.choice === 'retry')
    return resultOf(await visit(run, [step], phase), step);
  if (answer.choice === 'done-by-hand') return await inspectAfterHand(run, step, phase, answer, trouble);
  close(run, step, phase);
  const { by, reason = '', provenBy } = answer;
  run.record(step, phase, { kind: 'waived', by, reason, at: run.now() }, provenBy);
  return undefined;
}

/**
 * Visits when it is the record's turn. Steps of one record that wait for theirs share a visit: what an outage has held up
 * is looked at again in one sitting, not in one for each.
 */
function visit(run: Run, steps: StepsOfOneRecord, phase: Phase): Promise<VisitResult> {
  const { record } = catalogue[steps[0]];
  const key = `${record} ${phase}`;
  const waiting = run.visits.waiting.get(key);
  if (waiting !== undefined) {
    const joining = steps.filter((step) => !waiting.steps.includes(step));
    waiting.steps = [...waiting.steps, ...joining];
    return waiting.result;
  }
  const result = run.visits.inTurn(record, async () => {
    const all = run.visits.waiting.get(key)?.steps ?? steps;
    run.visits.waiting.delete(key);
    return await visitNow(run, all, phase);
  });
  run.visits.waiting.set(key, { steps, result });
  // Called off before its turn: whoever comes next makes a visit of its own.
  result.catch(() => run.visits.waiting.get(key)?.result === result && run.visits.waiting.delete(key));
  return result;
}

/** One visit; a failure of the whole visit becomes a problem of each of its steps. */
async function visitNow(run: Run, steps: StepsOfOneRecord, phase: Phase): Promise<VisitResult> {
  const { customer } = run.order;
  const known = lastKnown(run.state, steps);
  // From here on each may have been written, whatever becomes of the answer: a cancel takes all of them back.
  const begun = steps.map((step) => ({ step, phase }));
  run.state.changed = [...run.state.changed, ...begun];
  run.visits.readings.forget(steps);
  const visited = await run.activities
    .ensure(steps, { customer, phase, lastKnown: known, choices: run.state.choices })
    .catch((error: unknown) => failedVisit(steps, run.problemOfVisit(steps, error)));
  run.keepEvidence(steps, visited.evidence);
  noteReadings(run, steps, visited);
  run.state.changed = run.state.changed.filter(
    (entry) => !begun.includes(entry) || mayBeWritten(phase, resultOf(visited, entry.step)),
  );
  return visited;
}

/** What was read back counts as a reading. */
function noteReadings(run: Run, steps: StepsOfOneRecord, visited: EnsureResult): void {
  for (const step of steps) {
    const { [step]: value } = visited.values;
    if (value === undefined || visited.results[step]?.kind === 'problem') continue;
    const read = { problems: {}, unreadable: [], signsOfLife: [], evidence: [] };
    run.visits.readings.note([step], { ...read, values: { [step]: value } });
  }
}

function failedVisit(steps: StepsOfOneRecord, found: Problem): EnsureResult {
  const trouble: Trouble = { kind: 'problem', problem: found, instruction: '' };
  return { results: Object.fromEntries(steps.map((step) => [step, trouble])), evidence: [], values: {} };
}

/** Problems that are found before anything is written. */
const beforeWriting: readonly ProblemCode[] = [
  'locked-out',
  'credentials-rejected',
  'permission-missing',
  'input-rejected',
  'profile-invalid',
  'not-synced',
  'awaits-somebody',
  'choice-needed',
];

function mayBeWritten(phase: Phase, result: StepResult): boolean {
  if (result.kind !== 'problem') return result.kind === 'changed';
  if (result.problem.code === 'by-hand') return false;
  // R23: of what happened at go-live a cancel makes sure in any case.
  return phase === 'live' || !beforeWriting.includes(result.problem.code);
}

function resultOf(visited: VisitResult, step: StepId): StepResult {
  const wanted = catalogue[step].title;
  const nothing = problem('our-request', { system: 'The visit', wanted, detail: 'no result' });
  return visited.results[step] ?? { kind: 'problem', problem: nothing, instruction: '' };
}

function recordResult(run: Run, step: StepId, phase: Phase, result: Exclude<StepResult, Trouble>): void {
  const at = run.now();
  if (result.kind === 'changed') {
    run.record(step, phase, { kind: 'changed', before: result.before, after: result.after, at });
  } else {
    run.record(step, phase, { kind: 'unchanged', after: result.after, at });
  }
}
