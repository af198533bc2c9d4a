import { catalogue, stepIds, wayTo } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import { wantedIn } from '../decisions/contract-terms.ts';
import { undo } from './cancel.ts';
import { close } from './open-items.ts';
import type { Run } from './run.ts';
import { lineOf, outcomeOf } from './standing.ts';

/**
 * After a changed plan was approved: what it no longer wants is taken back, what it wants otherwise is open again. Lists
 * of people are taken back first, because a visit only ever adds to them.
 */
export async function takeBackWhatIsDropped(run: Run): Promise<void> {
  closeWhatIsDropped(run);
  const { agreedBefore, plan } = run.state;
  if (agreedBefore === undefined || plan === undefined) return;
  const now = wantedIn(plan);
  run.takingBack = true;
  for (const key of Object.keys(agreedBefore.wanted)) {
    const [step, phase] = placeOf(key) ?? [];
    if (step === undefined || phase !== 'preparation' || agreedBefore.wanted[key] === now[key]) continue;
    await follow(run, step, now[key] !== undefined);
    // Changed once more meanwhile: what is left is held against the plan to come.
    if (run.planChanged) return;
  }
  run.takingBack = false;
  delete run.state.agreedBefore;
  delete run.state.disagreed;
}

/** A question about a step that the plan no longer has keeps nobody from going live. */
function closeWhatIsDropped(run: Run): void {
  for (const { step, phase } of run.state.openItems)
    if (phase === 'preparation' && lineOf(run.state, step, phase) === undefined) close(run, step, phase);
}

async function follow(run: Run, step: StepId, isStillWanted: boolean): Promise<void> {
  const isNote = wayTo(step) === 'message';
  const wasSent = isNote && run.state.notes[step] !== undefined;
  if (outcomeOf(run.state, step, 'preparation') === undefined && !wasChanged(run, step) && !wasSent) return;
  if (wasChanged(run, step) && !isNote && (!isStillWanted || catalogue[step].onlyAdds)) {
    await undo(run, step, 'preparation');
    run.state.changed = run.state.changed.filter(
      (entry) => entry.step !== step || entry.phase !== 'preparation',
    );
  }
  if (isNote) writeAnew(run, step, isStillWanted);
  if (wasSent) close(run, step, 'preparation');
  if (outcomeOf(run.state, step, 'preparation') !== undefined)
    run.forget(
      step,
      'preparation',
      isStillWanted ? 'the plan wants something else now' : 'the plan no longer has it',
    );
  run.refreshDisplay();
}

/** R9, R11 · A message that was sent says something that no longer holds: a new one goes out, marked as such. */
function writeAnew(run: Run, step: StepId, isStillWanted: boolean): void {
  const { [step]: sent, ...others } = run.state.notes;
  if (sent === undefined) return;
  run.state.notes = others;
  run.state.noteRevisions = { ...run.state.noteRevisions, [step]: (run.state.noteRevisions[step] ?? 1) + 1 };
  const { undo: declared, title } = catalogue[step];
  if (isStillWanted || declared.kind !== 'none') return;
  const what = `${title} stays: ${declared.why}. ${declared.followUp}`;
  run.state.leftAfterUndo.push(what);
  run.note(what);
}

function wasChanged(run: Run, step: StepId): boolean {
  return run.state.changed.some((entry) => entry.step === step && entry.phase === 'preparation');
}

/** `vip-users@live` → the step and the phase. */
function placeOf(key: string): readonly [StepId, Phase] | undefined {
  const [name, phase] = key.split('@');
  const step = stepIds.find((id) => id === name);
  if (step === undefined || (phase !== 'preparation' && phase !== 'live')) return undefined;
  return [step, phase];
}
