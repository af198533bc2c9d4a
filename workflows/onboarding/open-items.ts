import { condition } from '@temporalio/workflow';
import type { StepResult } from '../../activities/types.ts';
import type { OpenItem } from '../../domain/plan.ts';
import type { Problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import type { Answer } from '../messages.ts';
import type { Run } from './run.ts';
import { tell } from './tell.ts';

/** A person's answer to an open step. */
export type StepAnswer = Extract<Answer, { decision: 'open-step' }>;
/** Why a step cannot go on, and what a person would do instead. */
export type Trouble = Extract<StepResult, { kind: 'problem' }>;

/** Asks a person about a step until somebody answers; nothing is looked up by itself meanwhile. */
export async function ask(run: Run, step: StepId, phase: Phase, trouble: Trouble): Promise<StepAnswer> {
  const final: Trouble = { ...trouble, problem: { ...trouble.problem, class: 'final' } };
  let answer: StepAnswer | undefined;
  while (answer === undefined) answer = await askOrWait(run, step, phase, final, 0);
  close(run, step, phase);
  return answer;
}

/** Opens the item; answers undefined when it is time to look again by ourselves. */
export async function askOrWait(
  run: Run,
  step: StepId,
  phase: Phase,
  trouble: Trouble,
  looks: number,
): Promise<StepAnswer | undefined> {
  const { title } = catalogue[step];
  const waitMs = lookAgainAfterMs(run, step, phase, trouble.problem, looks);
  if (open(run, step, phase, trouble, waitMs)) alert(run, step, phase, trouble.problem);
  const answered = () => run.stepAnswers.has(step) || run.resumed.has(step);
  if (waitMs === undefined) await condition(answered);
  else await condition(answered, waitMs, { summary: `Look again at ${title}` });
  const answer = run.stepAnswers.get(step);
  run.stepAnswers.delete(step);
  run.resumed.delete(step);
  return answer;
}

/** The step is no longer open; an answer that came too late for it is not kept for the next time. */
export function close(run: Run, step: StepId, phase: Phase): void {
  run.stepAnswers.delete(step);
  // Two persons waive one and the same question (R22): the next one begins anew.
  const { [step]: _asked, ...others } = run.state.waiversAsked;
  run.state.waiversAsked = others;
  run.state.openItems = run.state.openItems.filter((item) => item.step !== step || item.phase !== phase);
  run.refreshDisplay();
}

function alert(run: Run, step: StepId, phase: Phase, found: Problem): void {
  const { title } = catalogue[step];
  run.note(`${title} needs a person: ${found.message}`);
  tell(run, {
    kind: 'needs-attention',
    title,
    step,
    problem: found,
    // Within the switch-over its trouble is told as a whole, with the deadline (R23).
    urgent: phase === 'live' && run.state.goneLiveAt === undefined && !run.goLiveBegun,
  });
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
  const waitedMs = since === undefined ? 0 : Date.now() - Date.parse(since);
  const { firstLookMs, longestLookMs } = run.activities.limits;
  const nextMs = Math.min(firstLookMs * 2 ** Math.min(looks, 20), longestLookMs);
  // A person has been asked already: it is looked up for as long as that takes.
  if (found.code === 'awaits-somebody') return nextMs;
  const patienceMs = (run.state.plan?.policy.syncPatienceMs ?? 0) - waitedMs;
  return patienceMs <= 0 ? undefined : Math.min(nextMs, patienceMs);
}

/** Shows the item; answers whether it newly needs a person. */
function open(run: Run, step: StepId, phase: Phase, trouble: Trouble, waitMs: number | undefined): boolean {
  const known = itemOf(run, step, phase);
  // Somebody has something to do, and it is looked up all the while.
  const attention = waitMs === undefined || trouble.problem.code === 'awaits-somebody';
  const evidence = run.evidenceOf(step);
  const item: OpenItem = {
    step,
    phase,
    title: catalogue[step].title,
    since: known?.since ?? run.now(),
    problem: trouble.problem,
    instruction: trouble.instruction || instructionFromPlan(run, step, phase),
    attention,
    ...(waitMs === undefined ? {} : { nextLookAt: new Date(Date.now() + waitMs).toISOString() }),
    ...(evidence.length > 0 && { evidence }),
  };
  run.state.openItems = [...run.state.openItems.filter((other) => other !== known), item];
  run.refreshDisplay();
  if (!attention) return false;
  return known === undefined || !known.attention || known.problem.message !== item.problem.message;
}

function itemOf(run: Run, step: StepId, phase: Phase): OpenItem | undefined {
  return run.state.openItems.find((item) => item.step === step && item.phase === phase);
}

function instructionFromPlan(run: Run, step: StepId, phase: Phase): string {
  const line = run.state.plan?.lines.find((known) => known.step === step && known.phase === phase);
  return line?.instruction ?? '';
}
