import type { StepResult } from '../../activities/types.ts';
import { problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import { problemOf } from '../run-activity.ts';
import type { Run } from './run.ts';
import { ask } from './settle.ts';
import type { OnboardingOutcome } from './state.ts';
import { tell } from './tell.ts';

/**
 * Takes back what this onboarding changed, newest first, as each step declares. What somebody else has changed since
 * is left alone and reported. Never turns R1's box on.
 */
export async function undoEverything(run: Run): Promise<void> {
  run.enter('cancelling');
  await run.stopBackground();
  run.state.openItems = [];
  const newestFirst = [...run.state.changed].reverse();
  const seen = new Set<StepId>();
  for (const { step, phase } of newestFirst) {
    if (seen.has(step)) continue;
    seen.add(step);
    await undo(run, step, phase);
  }
  await conclude(run);
}

async function undo(run: Run, step: StepId, phase: Phase): Promise<void> {
  const { undo: declared, title } = catalogue[step];
  if (declared.kind === 'none') {
    run.state.leftAfterUndo.push(`${title} stays: ${declared.why}. ${declared.followUp}`);
    return;
  }
  for (;;) {
    const result = await restoreOnce(run, step, phase);
    if (result.kind !== 'problem') return noteUndo(run, title, result);
    const answer = await ask(run, step, phase, result);
    if (answer.choice === 'retry') continue;
    run.state.leftAfterUndo.push(`${title}: ${answer.choice} by ${answer.by}, not inspected.`);
    return;
  }
}

async function restoreOnce(run: Run, step: StepId, phase: Phase): Promise<StepResult> {
  const { customer } = run.order;
  const { record, title } = catalogue[step];
  try {
    const visited = await run.oneAtATime(record, () =>
      run.activities.restore([step], { customer, phase, before: run.state.observed }),
    );
    return visited.results[step] ?? { kind: 'unchanged', after: '' };
  } catch (error) {
    const found = problemOf(error);
    const asFinal =
      found.class === 'final'
        ? found
        : problem('unavailable', { system: title, wanted: 'take it back', detail: found.message });
    return {
      kind: 'problem',
      problem: { ...asFinal, class: 'final' },
      instruction: `Take back by hand: ${title}.`,
    };
  }
}

function noteUndo(run: Run, title: string, result: Exclude<StepResult, { kind: 'problem' }>): void {
  if (result.kind === 'left-alone') {
    run.state.leftAfterUndo.push(`${title} was left alone: ${result.why}`);
    run.note(`${title} was left alone: ${result.why}`);
    return;
  }
  run.note(`${title}: taken back, now ${result.after}.`);
}

async function conclude(run: Run): Promise<void> {
  const why = reasonOf(run);
  await tell(run, { kind: 'cancelled', why, left: run.state.leftAfterUndo });
  const customerId = run.order.customer.id;
  await run.activities.run(
    'closeCustomerRecord',
    { customerId, runId: run.id, ended: 'not-live', at: run.now(), agreed: {} },
    `Tell ${customerId} that the onboarding was cancelled`,
  );
  run.note(`Cancelled: ${why}`);
  run.state.outcome = { kind: 'cancelled', by: run.cancelRequest?.by ?? 'the Temporal UI', reason: why };
  run.enter('cancelled');
}

/** A cancel by a person ends with an outcome; one from the Temporal UI shows there as cancelled. */
export function cancelled(run: Run, error: unknown): OnboardingOutcome {
  if (run.cancelRequest === undefined || run.state.outcome === undefined) throw error;
  return run.state.outcome;
}

function reasonOf(run: Run): string {
  return run.cancelRequest?.reason ?? 'cancelled from outside, without a reason given';
}
