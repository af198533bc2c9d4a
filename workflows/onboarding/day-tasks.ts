import { problem } from '../../domain/problems.ts';
import { wayTo } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { ask } from './open-items.ts';
import type { Run } from './run.ts';
import { lineOf, outcomeOf, stepsIn } from './standing.ts';

/** R24 · Tasks of the day that nobody has done yet. */
export function openDayTasks(run: Run): StepId[] {
  return stepsIn(run.state, 'live').filter(
    (step) => wayTo(step) === 'person' && outcomeOf(run.state, step, 'live') === undefined,
  );
}

/** R24 · Asks for them beside the aftercare: nothing waits for a person who calls, or writes to users. */
export function askForDayTasks(run: Run): void {
  for (const task of openDayTasks(run)) run.beside(() => askFor(run, task));
}

async function askFor(run: Run, task: StepId): Promise<void> {
  while (outcomeOf(run.state, task, 'live') === undefined) {
    const answer = await ask(run, task, 'live', {
      kind: 'problem',
      problem: problem('by-hand'),
      instruction: '',
    });
    const { choice, by, provenBy, reason = '' } = answer;
    const at = run.now();
    const after = lineOf(run.state, task, 'live')?.after ?? '';
    if (choice === 'done-by-hand')
      run.record(task, 'live', { kind: 'confirmed-by-hand', after, by, at, inspected: false }, provenBy);
    if (choice === 'waive') run.record(task, 'live', { kind: 'waived', by, reason, at }, provenBy);
  }
}
