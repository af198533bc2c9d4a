import { condition } from '@temporalio/workflow';
import type { Inspection } from '../../activities/types.ts';
import { catalogue, wayTo } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import { problemOf } from '../run-activity.ts';
import { askForDayTasks } from './day-tasks.ts';
import { settleAndAgree } from './hand-over.ts';
import { keepTicket } from './psa-ticket.ts';
import { composePlan } from './read-everything.ts';
import type { Run } from './run.ts';
import { reopen, settle } from './settle.ts';
import { lineOf, outcomeOf } from './standing.ts';
import type { DriftItem } from './state.ts';
import { tell } from './tell.ts';

/** Why the aftercare is over. */
export type AftercareEnd = 'over' | 'end-wanted' | 'continue-as-new';

/**
 * For a while after the go-live a daily sweep looks whether all is still as agreed; what is not is a question here. It
 * ends by itself; a customer that is to be taken off the help desk again ends it earlier.
 */
export async function aftercare(run: Run): Promise<AftercareEnd> {
  const endsAt = Date.parse(run.state.goneLiveAt ?? run.now()) + (run.state.plan?.policy.aftercareMs ?? 0);
  if (endsAt <= Date.now()) {
    await settleAndAgree(run);
    return 'over';
  }
  run.enter('aftercare');
  keepTicket(run);
  askForDayTasks(run);
  goOnAsking(run);
  run.beside(() => settleAndAgree(run));
  for (;;) {
    const remainingMs = endsAt - Date.now();
    if (remainingMs <= 0) return 'over';
    const somethingToDo = () =>
      run.driftSeen.length > 0 || run.driftAnswers.size > 0 || run.state.chosenToEnd || run.mayContinueAsNew;
    await condition(somethingToDo, remainingMs, { summary: 'Aftercare: drift is looked for daily' });
    if (run.state.chosenToEnd) return 'end-wanted';
    if (run.driftSeen.length > 0) await lookAtDrift(run);
    if (run.driftAnswers.size > 0) await takeUpDriftAnswers(run);
    if (run.mayContinueAsNew) return 'continue-as-new';
  }
}

/** What was parked before, a repair or a step that never held anything up, goes on asking. R8 is seen to beside. */
function goOnAsking(run: Run): void {
  const hasAgreed = Object.keys(run.state.agreedValues).length > 0;
  for (const { step, phase, problem } of run.state.openItems)
    if (wayTo(step) !== 'person' && (phase === 'preparation' || hasAgreed))
      run.beside(() => reopen(run, step, phase, problem));
}

/** The sweep only says where to look: what counts is what is seen here. */
async function lookAtDrift(run: Run): Promise<void> {
  const steps = run.driftSeen;
  run.driftSeen = [];
  const looks = await Promise.all(steps.map((step) => lookAt(run, step)));
  const found = looks.filter((look) => typeof look === 'object').filter((item) => isNews(run, item));
  // What is as agreed again needs no answer any more; what could not be read says nothing.
  const asAgreed = steps.filter((_step, index) => looks[index] === 'as-agreed');
  const known = run.state.drift.filter(
    ({ step }) => !asAgreed.includes(step) && !found.some((item) => item.step === step),
  );
  run.state.drift = [...known, ...found];
  for (const { title, agreed, found: now } of found)
    run.note(`No longer as agreed: ${title}: ${agreed} → ${now}.`);
  if (found.length > 0)
    tell(run, {
      kind: 'drift',
      found: found.map(({ title, agreed, found: now }) => `${title}: ${agreed} → ${now}`),
    });
  run.refreshDisplay();
}

/** What cannot be read now is looked at again by the next sweep. */
async function lookAt(run: Run, step: StepId): Promise<DriftItem | 'as-agreed' | 'unread'> {
  try {
    const inspection = await run.visits.inspect(catalogue[step].record, [step]);
    const line = await lineAsRead(run, step, inspection);
    const now = shown(step, inspection);
    if (now === undefined) return 'unread';
    if (line === undefined || line.verdict === 'as-wanted') return 'as-agreed';
    return { step, title: catalogue[step].title, agreed: line.after, found: now, since: run.now() };
  } catch (error) {
    run.note(`${catalogue[step].title} could not be looked at: ${problemOf(error).message}`);
    return 'unread';
  }
}

async function lineAsRead(run: Run, step: StepId, inspection: Inspection) {
  const { lines } = await composePlan(run, [inspection]);
  return lines.findLast((line) => line.step === step);
}

function shown<Id extends StepId>(step: Id, { values }: Inspection): string | undefined {
  const { [step]: value } = values;
  return value === undefined ? undefined : catalogue[step].show(value);
}

function isNews({ state }: Run, { step, found }: DriftItem): boolean {
  const asked = state.drift.some((item) => item.step === step && item.found === found);
  return !asked && !state.acceptedDrift.some((item) => item.step === step && item.found === found);
}

async function takeUpDriftAnswers(run: Run): Promise<void> {
  const answers = [...run.driftAnswers.values()];
  run.driftAnswers.clear();
  for (const { step, choice, by, reason = '' } of answers) {
    const item = run.state.drift.find((known) => known.step === step);
    run.state.drift = run.state.drift.filter((known) => known.step !== step);
    if (item === undefined) continue;
    if (choice === 'accept')
      run.state.acceptedDrift = [
        ...run.state.acceptedDrift,
        { step, found: item.found, by, reason, at: run.now() },
      ];
    if (choice === 'repair') await repair(run, step);
  }
  run.refreshDisplay();
}

/** Set as agreed again; what cannot be is an open step like every other. */
async function repair(run: Run, step: StepId): Promise<void> {
  const phase: Phase = lineOf(run.state, step, 'live') === undefined ? 'preparation' : 'live';
  if (outcomeOf(run.state, step, phase) !== undefined)
    run.forget(step, phase, 'it had drifted and is repaired');
  run.beside(() => settle(run, [step], phase));
}
