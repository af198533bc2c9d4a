import { condition } from '@temporalio/workflow';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { RecordName } from '../../domain/steps/step.ts';
import { undo } from './cancel.ts';
import type { Run } from './run.ts';
import { outcomeOf, stepsIn } from './standing.ts';
import { tell } from './tell.ts';

/**
 * R16 · After a move of the go-live beyond the days before it, access that is open already is a question: withdraw it
 * until nearer the date, or keep it? Answers the records whose access is withdrawn, to be opened anew in time.
 */
export async function askAboutOpenAccess(run: Run): Promise<readonly RecordName[]> {
  const opensAt = run.state.plan?.policy.accessOpensAt ?? run.now();
  if (run.state.accessAskedAt === undefined) {
    if (Date.parse(opensAt) <= Date.now() || openAccess(run).length === 0 || run.state.moves.length === 0)
      return [];
    run.state.accessAskedAt = run.now();
    run.note(`Access for Mission Control is open and would not open before ${opensAt}: withdraw it? (R16)`);
    tell(run, { kind: 'access-open-too-early', opensAgain: opensAt });
    run.refreshDisplay();
  }
  await condition(() => run.accessChoice !== undefined);
  const choice = run.accessChoice;
  run.accessChoice = undefined;
  const withdrawn = choice === 'withdraw' ? await withdraw(run) : [];
  delete run.state.accessAskedAt;
  run.refreshDisplay();
  return withdrawn;
}

/** Newest first; each is open again, and done anew when access may open. */
async function withdraw(run: Run): Promise<RecordName[]> {
  const steps = openAccess(run).toReversed();
  run.accessMayOpen = false;
  for (const step of steps) {
    if (run.state.changed.some((entry) => entry.step === step)) await undo(run, step, 'preparation');
    run.state.changed = run.state.changed.filter((entry) => entry.step !== step);
    run.forget(step, 'preparation', 'access was withdrawn after the go-live moved (R16)');
  }
  return [...new Set(steps.map((step) => catalogue[step].record))];
}

function openAccess(run: Run) {
  return stepsIn(run.state, 'preparation').filter(
    (step) => catalogue[step].opensAccess && outcomeOf(run.state, step, 'preparation') !== undefined,
  );
}
