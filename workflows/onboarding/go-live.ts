import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { Inspection } from '../../activities/types.ts';
import { type Problem, problem } from '../../domain/problems.ts';
import { catalogue, systemOf, systemTitles, wayTo } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { blockUntilGoAhead, isLate } from './go-live-clock.ts';
import { isBlinding } from './hand-inspection.ts';
import { keepWhatWasSeen } from './open-evidence.ts';
import { ask, close, type StepAnswer, type Trouble } from './open-items.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { inTheWay, isPrepared, lineOf, outcomeOf, stepsIn } from './standing.ts';
import { switchOver } from './switch-over.ts';
import { tell } from './tell.ts';

const INTAKE = 'per-incident-intake';
const FIELD = 'help-desk-field';

/** `plan-changed`: nothing is switched over, and the story goes back to the plan. */
export type SwitchedOver = 'live' | 'plan-changed';

/**
 * R20 then R21, and nothing between them that could wait: they belong together (R23). Trouble with either rings whoever
 * is on call and carries a deadline; then happens what was agreed beforehand.
 */
export async function goLive(run: Run): Promise<SwitchedOver> {
  if (run.state.goneLiveAt !== undefined) return 'live';
  while (run.state.goneLiveAt === undefined) {
    if ((await lastLook(run)) === 'plan-changed') return 'plan-changed';
    run.goLiveBegun = true;
    run.enter('going-live');
    if ((await switchOver(run)) === 'both') break;
    // Put back as agreed: not live, until somebody says to try again, moves the date or cancels.
    run.goLiveBegun = false;
    if ((await blockUntilGoAhead(run, ['the switch-over was put back (R23)'])) === 'plan-changed')
      return 'plan-changed';
  }
  run.state.goneLiveAt = run.now();
  run.note(`Live. Planned for ${run.state.plan?.goLive.instant ?? 'an unknown instant'}.`);
  return 'live';
}

/** R8 · What else is wanted from go-live on. It holds nothing up: the customer is live already. */
export async function settleTheRest(run: Run): Promise<void> {
  const rest = stepsIn(run.state, 'live').filter(
    (step) => step !== FIELD && step !== INTAKE && wayTo(step) !== 'person',
  );
  await Promise.all(
    rest.map(async (step) => {
      if (outcomeOf(run.state, step, 'live') === undefined) await settle(run, [step], 'live');
    }),
  );
}

/** Reads only R1's flag and R20's field. What is not as it was left somebody means, so a person decides. */
async function lastLook(run: Run): Promise<'go-on' | 'plan-changed'> {
  const [account, company] = await Promise.all([lookAt(run, INTAKE), lookAt(run, FIELD)]);
  const surprises: string[] = [];
  if (account?.values[INTAKE] === true) {
    surprises.push(problem('intake-opened', { detail: 'seen at the go-live instant' }).message);
    const what = 'Seen at the go-live instant. Nothing is switched over until a person says so.';
    tell(run, { kind: 'intake-opened', what });
  }
  surprises.push(...fieldThatChanged(run, company));
  for (const surprise of surprises) run.note(surprise);
  // Moved, amended or withdrawn while we looked: what was agreed to no longer counts.
  if (run.planChanged) return 'plan-changed';
  if (isLate(run) && !run.state.lateGoAhead) surprises.push('it is late');
  if (surprises.length === 0 && isPrepared(run.state) && inTheWay(run.state).length === 0) return 'go-on';
  return (await blockUntilGoAhead(run, surprises)) === 'plan-changed' ? 'plan-changed' : 'go-on';
}

/** Somebody chose a third value since the plan was approved: neither what was there nor what is wanted. */
function fieldThatChanged(run: Run, company: Inspection | undefined): string[] {
  const line = lineOf(run.state, FIELD, 'live');
  const value = company?.values[FIELD];
  if (value === undefined || line?.before === undefined) return [];
  const now = catalogue[FIELD].show(value);
  if (now === line.before || now === line.after) return [];
  const system = systemTitles[line.system];
  return [problem('changed-since', { what: line.title, system, detail: now }).message];
}

/** Insists on a look: a person is asked until there is one, or says to have looked where we cannot. */
async function lookAt(run: Run, step: StepId): Promise<Inspection | undefined> {
  const { record, title } = catalogue[step];
  const system = systemTitles[systemOf(step)];
  const instruction = `Nothing is switched over before ${title} was looked at in ${system}: retry, or look yourself.`;
  for (;;) {
    const read = await run.visits
      .inspect(record, [step])
      .then((inspection) => problemIn(run, step, inspection) ?? inspection)
      .catch((error: unknown) => run.problemOfVisit([step], error));
    if ('values' in read) return read;
    const answer = await askUnlessChanged(run, step, { kind: 'problem', problem: read, instruction });
    if (answer === undefined) return undefined;
    if (answer.choice === 'done-by-hand' && isBlinding(read)) return undefined;
  }
}

function problemIn(run: Run, step: StepId, inspection: Inspection): Problem | undefined {
  const { [step]: found } = inspection.problems;
  if (found !== undefined) keepWhatWasSeen(run, step, inspection);
  return found;
}

/** Undefined when the plan no longer counts: nobody has to answer any more. */
async function askUnlessChanged(run: Run, step: StepId, trouble: Trouble): Promise<StepAnswer | undefined> {
  const scope = new CancellationScope();
  let answer: StepAnswer | undefined;
  const asking = scope.run(async () => {
    answer = await ask(run, step, 'live', trouble);
  });
  asking.catch(() => undefined);
  await condition(() => answer !== undefined || run.planChanged);
  if (answer !== undefined) return answer;
  scope.cancel();
  await asking.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
  close(run, step, 'live');
  return undefined;
}
