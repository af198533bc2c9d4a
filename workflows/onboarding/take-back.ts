import { catalogue, stepIds, wayTo } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import { wantedIn } from '../decisions/contract-terms.ts';
import { undo } from './cancel.ts';
import type { Run } from './run.ts';

/**
 * After a changed plan was approved: what it no longer wants is taken back, what it wants otherwise is open again. Lists
 * of people are taken back first, because a visit only ever adds to them.
 */
export async function takeBackWhatIsDropped(run: Run): Promise<void> {
  const { agreedBefore, plan } = run.state;
  if (agreedBefore === undefined || plan === undefined) return;
  const now = wantedIn(plan);
  for (const key of Object.keys(agreedBefore.wanted)) {
    const [step, phase] = placeOf(key) ?? [];
    if (step === undefined || phase !== 'preparation' || agreedBefore.wanted[key] === now[key]) continue;
    await follow(run, step, now[key] !== undefined);
  }
  delete run.state.agreedBefore;
  delete run.state.disagreed;
}

async function follow(run: Run, step: StepId, isStillWanted: boolean): Promise<void> {
  if (run.outcomeOf(step, 'preparation') === undefined && !wasChanged(run, step)) return;
  const isNote = wayTo(step) === 'message';
  if (wasChanged(run, step) && !isNote && (!isStillWanted || catalogue[step].onlyAdds)) {
    await undo(run, step, 'preparation');
    run.state.changed = run.state.changed.filter(
      (entry) => entry.step !== step || entry.phase !== 'preparation',
    );
  }
  if (isNote) writeAnew(run, step, isStillWanted);
  if (run.outcomeOf(step, 'preparation') !== undefined)
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
