import { type Problem, type ProblemCode, problem } from '../../domain/problems.ts';
import { catalogue, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import { close, type StepAnswer, type Trouble } from './open-items.ts';
import { composePlan } from './read-everything.ts';
import type { Run } from './run.ts';
import { lineOf } from './standing.ts';

/** Problems that keep us from looking at all; the setting itself may be right. */
const blinding: readonly ProblemCode[] = [
  'page-changed',
  'permission-missing',
  'credentials-rejected',
  'locked-out',
  'our-request',
  'profile-invalid',
];

/** Whether a problem keeps us from seeing what a person has done: then a person's word has to do. */
export function isBlinding(found: Problem): boolean {
  return blinding.includes(found.code);
}

/**
 * Whoever did it by hand is believed only where we cannot look: else the setting itself decides.
 * Answers undefined when the step is settled, and what is still wrong otherwise.
 */
export async function inspectAfterHand(
  run: Run,
  step: StepId,
  phase: Phase,
  answer: StepAnswer,
  before: Trouble,
): Promise<Trouble | undefined> {
  const look = await inspectStep(run, step, phase);
  if (look.kind === 'problem') return { ...before, problem: look.problem };
  if (look.kind === 'differs') return { ...before, problem: doesNotHold(step, look.found) };
  close(run, step, phase);
  const inspected = look.kind === 'as-wanted';
  const { by, provenBy } = answer;
  run.record(
    step,
    phase,
    { kind: 'confirmed-by-hand', after: look.after, by, at: run.now(), inspected },
    provenBy,
  );
  return undefined;
}

function doesNotHold(step: StepId, found: string): Problem {
  const { title } = catalogue[step];
  const system = systemTitles[systemOf(step)];
  return problem('not-verified', { system, wanted: `${title}, by hand`, detail: `it shows ${found}` });
}

type Look =
  | { readonly kind: 'as-wanted' | 'unreadable'; readonly after: string }
  | { readonly kind: 'differs'; readonly found: string }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Reads one step and holds it against the plan's words for this phase. */
async function inspectStep(run: Run, step: StepId, phase: Phase): Promise<Look> {
  try {
    const inspection = await run.visits.inspect(catalogue[step].record, [step], 'all');
    run.keepEvidence([step], inspection.evidence);
    const plan = await composePlan(run, [inspection]);
    const line = plan.lines.find((candidate) => candidate.step === step && candidate.phase === phase);
    const after = line?.after ?? '';
    if (line === undefined || line.verdict === 'as-wanted') return { kind: 'as-wanted', after };
    if (inspection.unreadable.includes(step)) return { kind: 'unreadable', after };
    const found = inspection.problems[step];
    if (found === undefined) return { kind: 'differs', found: line.before ?? 'nothing' };
    return isBlinding(found) ? { kind: 'unreadable', after } : { kind: 'problem', problem: found };
  } catch (error) {
    const found = run.problemOfVisit([step], error);
    const after = lineOf(run.state, step, phase)?.after ?? '';
    return isBlinding(found) ? { kind: 'unreadable', after } : { kind: 'problem', problem: found };
  }
}
