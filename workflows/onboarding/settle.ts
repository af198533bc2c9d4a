import { condition } from '@temporalio/workflow';
import type { StepResult, VisitResult } from '../../activities/types.ts';
import type { OpenItem } from '../../domain/plan.ts';
import type { Problem } from '../../domain/problems.ts';
import { problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import type { Answer } from '../messages.ts';
import { problemOf, type StepsOfOneRecord } from '../run-activity.ts';
import type { Run } from './run.ts';
import { tell } from './tell.ts';

type StepAnswer = Extract<Answer, { decision: 'open-step' }>;
type Trouble = Extract<StepResult, { kind: 'problem' }>;

/** Visits the record once for these steps, then sees each of them through, however long that takes. */
export async function settle(run: Run, steps: StepsOfOneRecord, phase: Phase): Promise<void> {
  const first = await visit(run, steps, phase);
  await Promise.all(steps.map((step) => seeThrough(run, step, phase, resultOf(first, step))));
}

/** What was settled no longer holds: the step becomes an open item again, with that problem. */
export async function reopen(run: Run, step: StepId, phase: Phase, found: Problem): Promise<void> {
  run.forget(step, phase);
  await seeThrough(run, step, phase, { kind: 'problem', problem: found, instruction: '' });
}

/** From a first result to an outcome: verified, confirmed by hand, or waived. Nothing else is an end. */
async function seeThrough(run: Run, step: StepId, phase: Phase, first: StepResult): Promise<void> {
  let result = first;
  let looks = 0;
  while (result.kind === 'problem') {
    const answer = await askOrWait(run, step, phase, result, looks);
    looks += 1;
    if (answer === undefined || answer.choice === 'retry') {
      result = resultOf(await visit(run, [step], phase), step);
    } else if (answer.choice === 'waive') {
      const reason = answer.reason ?? '';
      close(run, step, phase);
      run.record(step, phase, { kind: 'waived', by: answer.by, reason, at: run.now() });
      return;
    } else {
      const held = await inspectAfterHand(run, step, phase, answer, result);
      if (held === undefined) return;
      result = held;
    }
  }
  close(run, step, phase);
  recordResult(run, step, phase, result);
}

/** Asks a person about a step until somebody answers. */
export async function ask(run: Run, step: StepId, phase: Phase, trouble: Trouble): Promise<StepAnswer> {
  for (;;) {
    const answer = await askOrWait(run, step, phase, trouble, 0);
    if (answer !== undefined) {
      close(run, step, phase);
      return answer;
    }
  }
}

/** Opens the item; answers undefined when it is time to look again by ourselves. */
async function askOrWait(
  run: Run,
  step: StepId,
  phase: Phase,
  trouble: Trouble,
  looks: number,
): Promise<StepAnswer | undefined> {
  const waitMs = lookAgainAfterMs(run, step, phase, trouble.problem, looks);
  const attention = waitMs === undefined;
  const isNew = open(run, step, phase, trouble, waitMs);
  if (attention && isNew) {
    const title = catalogue[step].title;
    run.note(`${title} needs a person: ${trouble.problem.message}`);
    const urgent = phase === 'live';
    await tell(run, { kind: 'needs-attention', title, step, problem: trouble.problem, urgent });
  }
  const answered = () => run.stepAnswers.has(step);
  if (waitMs === undefined) await condition(answered);
  else await condition(answered, waitMs, { summary: `Look again at ${catalogue[step].title}` });
  const answer = run.stepAnswers.get(step);
  run.stepAnswers.delete(step);
  return answer;
}

/** Undefined: a person is needed. What is not there yet is looked for ever more rarely, until patience ends. */
function lookAgainAfterMs(
  run: Run,
  step: StepId,
  phase: Phase,
  found: Problem,
  looks: number,
): number | undefined {
  if (found.class !== 'not-there-yet') return undefined;
  const since = itemOf(run, step, phase)?.since;
  const waitedMs = since === undefined ? 0 : Date.parse(run.now()) - Date.parse(since);
  if (waitedMs >= (run.state.plan?.policy.syncPatienceMs ?? 0)) return undefined;
  const { firstLookMs, longestLookMs } = run.activities.limits;
  return Math.min(firstLookMs * 2 ** looks, longestLookMs);
}

/** Whoever did it by hand is believed only where we cannot look: else the setting itself decides. */
async function inspectAfterHand(
  run: Run,
  step: StepId,
  phase: Phase,
  answer: StepAnswer,
  before: Trouble,
): Promise<Trouble | undefined> {
  const confirmed = (after: string, inspected: boolean) => {
    close(run, step, phase);
    run.record(step, phase, { kind: 'confirmed-by-hand', after, by: answer.by, at: run.now(), inspected });
    return undefined;
  };
  const look = await inspectStep(run, step, phase);
  if (look.kind === 'problem') return { ...before, problem: look.problem };
  if (look.kind !== 'differs') return confirmed(look.after, look.kind === 'as-wanted');
  const detail = `it shows ${look.found}`;
  return {
    ...before,
    problem: problem('not-verified', { system: 'The system', wanted: catalogue[step].title, detail }),
  };
}

type Look =
  | { readonly kind: 'as-wanted' | 'unreadable'; readonly after: string }
  | { readonly kind: 'differs'; readonly found: string }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Reads one step and holds it against the plan's words for this phase. */
async function inspectStep(run: Run, step: StepId, phase: Phase): Promise<Look> {
  const { customer } = run.order;
  const record = catalogue[step].record;
  try {
    const inspection = await run.oneAtATime(record, () =>
      run.activities.inspect(record, { customer, steps: [step] }),
    );
    const now = run.now();
    const plan = await run.activities.run(
      'composePlan',
      { customer, inspections: [inspection], now },
      `Compare ${catalogue[step].title}`,
    );
    const line = plan.lines.find((candidate) => candidate.step === step && candidate.phase === phase);
    if (line === undefined || line.verdict === 'as-wanted')
      return { kind: 'as-wanted', after: line?.after ?? '' };
    if (inspection.unreadable.includes(step)) return { kind: 'unreadable', after: line.after };
    const found = inspection.problems[step];
    return found === undefined
      ? { kind: 'differs', found: line.before ?? 'nothing' }
      : { kind: 'problem', problem: found };
  } catch (error) {
    return { kind: 'problem', problem: problemOf(error) };
  }
}

/** One visit; a failure of the whole visit becomes a problem of each of its steps. */
async function visit(run: Run, steps: StepsOfOneRecord, phase: Phase): Promise<VisitResult> {
  const { customer } = run.order;
  const record = catalogue[steps[0]].record;
  try {
    return await run.oneAtATime(record, () =>
      run.activities.ensure(steps, { customer, phase, lastKnown: run.lastKnown(steps) }),
    );
  } catch (error) {
    const found = problemOf(error);
    const trouble: Trouble = { kind: 'problem', problem: found, instruction: '' };
    return { results: Object.fromEntries(steps.map((step) => [step, trouble])), evidence: [] };
  }
}

function resultOf(visited: VisitResult, step: StepId): StepResult {
  return (
    visited.results[step] ?? {
      kind: 'problem',
      problem: problem('our-request', {
        system: 'The visit',
        wanted: catalogue[step].title,
        detail: 'no result',
      }),
      instruction: '',
    }
  );
}

function recordResult(run: Run, step: StepId, phase: Phase, result: Exclude<StepResult, Trouble>): void {
  const at = run.now();
  if (result.kind === 'changed') {
    run.record(step, phase, { kind: 'changed', before: result.before, after: result.after, at });
  } else {
    run.record(step, phase, { kind: 'unchanged', after: result.after, at });
  }
}

/** Shows the item; answers whether it newly needs a person. */
function open(run: Run, step: StepId, phase: Phase, trouble: Trouble, waitMs: number | undefined): boolean {
  const known = itemOf(run, step, phase);
  const item: OpenItem = {
    step,
    phase,
    title: catalogue[step].title,
    since: known?.since ?? run.now(),
    problem: trouble.problem,
    instruction: trouble.instruction || instructionFromPlan(run, step, phase),
    attention: waitMs === undefined,
    ...(waitMs === undefined ? {} : { nextLookAt: new Date(Date.now() + waitMs).toISOString() }),
  };
  run.state.openItems = [...run.state.openItems.filter((other) => other !== known), item];
  run.refreshDisplay();
  return known === undefined || !known.attention || known.problem.message !== item.problem.message;
}

function close(run: Run, step: StepId, phase: Phase): void {
  run.state.openItems = run.state.openItems.filter((item) => item.step !== step || item.phase !== phase);
}

function itemOf(run: Run, step: StepId, phase: Phase): OpenItem | undefined {
  return run.state.openItems.find((item) => item.step === step && item.phase === phase);
}

function instructionFromPlan(run: Run, step: StepId, phase: Phase): string {
  const line = run.state.plan?.lines.find((known) => known.step === step && known.phase === phase);
  return line?.instruction ?? '';
}
