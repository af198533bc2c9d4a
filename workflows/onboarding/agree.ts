import { condition } from '@temporalio/workflow';
import type { Plan } from '../../domain/plan.ts';
import { wayTo } from '../../domain/steps/catalogue.ts';
import { differencesTo, wantedIn } from '../decisions/contract-terms.ts';
import { readAndCompare } from './read-everything.ts';
import type { Run } from './run.ts';
import { takeBackWhatIsDropped } from './take-back.ts';
import { tell } from './tell.ts';

/**
 * The contract's terms and the plan, approved by a named person. Nothing but R1 is written before. A file that is
 * amended, a date that is moved or an approval that is withdrawn brings the story back here.
 */
export async function agreeOnPlan(run: Run): Promise<void> {
  if (run.state.approved !== undefined) return;
  do {
    run.planChanged = false;
    await agreeOnce(run);
    if (!run.planChanged) await takeBackWhatIsDropped(run);
  } while (run.planChanged);
  run.enter('preparing');
}

async function agreeOnce(run: Run): Promise<void> {
  const { plan } = await readAndCompare(run);
  run.state.plan = plan;
  // What could not be read at first is still as it was: nothing but R1, which undo never restores, was written.
  run.state.observed = { ...plan.observed, ...run.state.observed };
  run.refreshDisplay();
  // Changed again while it was made: there will be another.
  if (run.planChanged) return;
  run.planBeingMade = false;
  if (onlyTheDateWasMoved(run, plan)) return;
  run.enter('waiting-for-approval');
  run.note(`Plan ${plan.hash} waits for approval.`);
  for (const difference of changes(run, plan)) run.note(`Changed since the approval: ${difference}`);
  tell(run, { kind: 'approval-wanted', planHash: plan.hash });
  await condition(() => run.state.approved?.hash === plan.hash || run.planChanged);
}

function changes({ state }: Run, plan: Plan): string[] {
  return state.agreedBefore === undefined ? [] : differencesTo(plan, state.agreedBefore);
}

/**
 * Whoever may approve has moved the date of an approved plan and nothing else: that is an approval of the new date,
 * unless it is the requester, who needs a second pair of eyes.
 */
function onlyTheDateWasMoved(run: Run, plan: Plan): boolean {
  const { agreedBefore, moves, requestedBy, disagreed } = run.state;
  const move = moves.at(-1);
  if (disagreed !== 'move' || agreedBefore === undefined || move === undefined) return false;
  if (plan.rules.contractTerms.notTheRequester && move.by === requestedBy) return false;
  const now = wantedIn(plan);
  const lines = plan.lines
    .filter(({ step }) => wayTo(step) !== 'message')
    .map(({ step, phase }) => `${step}@${phase}`);
  if (!lines.every((key) => agreedBefore.wanted[key] === now[key])) return false;
  run.approve(move.by);
  run.note(`${move.by} moved the date of an approved plan; plan ${plan.hash} counts as approved with it.`);
  return true;
}
