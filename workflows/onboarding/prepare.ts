import { condition, sleep } from '@temporalio/workflow';
import { catalogue, recordNames, wayTo } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId } from '../../domain/steps/step.ts';
import { askAboutOpenAccess } from './access-after-move.ts';
import { keepTicket } from './psa-ticket.ts';
import type { Run } from './run.ts';
import { reopen, settle } from './settle.ts';
import { isPrepared, outcomeOf, stepsIn } from './standing.ts';
import { tellMissionControl } from './tell-mission-control.ts';

/**
 * R3–R10, R17: every step as soon as what it needs is settled, one visit per record for all that are ready.
 * Runs beside the go-live clock: what is stuck is an open item, never a reason to miss the instant unseen.
 */
export function prepareBesides(run: Run): void {
  for (const record of recordNames) run.beside(() => prepareRecord(run, record));
  run.accessMayOpen = false;
  if (stepsIn(run.state, 'preparation').some((step) => catalogue[step].opensAccess))
    run.beside(() => openAccessInTime(run));
  run.beside(() => showReadiness(run));
  run.beside(async () => {
    for (const record of await askAboutOpenAccess(run)) run.beside(() => prepareRecord(run, record));
  });
  keepTicket(run);
}

async function prepareRecord(run: Run, record: RecordName): Promise<void> {
  // What is settled already and opens again is seen to by whoever opens it.
  const begun = new Set<StepId>(stepsIn(run.state, 'preparation').filter((step) => isSettled(run, step)));
  const open = () =>
    stepsIn(run.state, 'preparation').filter(
      (step) => catalogue[step].record === record && !begun.has(step) && !isSettled(run, step),
    );
  const ready = () => withIntake(open().filter((step) => needsAreMet(run, step)));

  while (open().length > 0) {
    await condition(() => ready().length > 0 || open().length === 0);
    const now = ready();
    for (const step of now) begun.add(step);
    begin(run, now);
  }
}

/** R17 · A new account may start open: its intake is closed in the sitting that adds it. */
function withIntake(steps: readonly StepId[]): readonly StepId[] {
  return steps.includes('lift-off-account') ? [...steps, 'per-incident-intake'] : steps;
}

/** One visit for all; but a step that already asked a person before this run began goes on asking. */
function begin(run: Run, steps: readonly StepId[]): void {
  const [message] = steps.filter((step) => wayTo(step) === 'message');
  if (message !== undefined) {
    run.beside(() => tellMissionControl(run, message));
    return;
  }
  const asked = run.state.openItems.filter((item) => item.attention && steps.includes(item.step));
  for (const item of asked) run.beside(() => reopen(run, item.step, 'preparation', item.problem));
  const [first, ...more] = steps.filter((step) => !asked.some((item) => item.step === step));
  if (first !== undefined) run.beside(() => settle(run, [first, ...more], 'preparation'));
}

/** `ready` only while everything is settled: what opens again takes it back. */
async function showReadiness(run: Run): Promise<void> {
  for (;;) {
    await condition(() => run.state.stage === (isPrepared(run.state) ? 'preparing' : 'ready'));
    if (isPrepared(run.state))
      run.note('Everything before go-live is verified or settled by a named person.');
    run.enter(isPrepared(run.state) ? 'ready' : 'preparing');
  }
}

/** R16 · Access for Mission Control opens some business days before go-live, not weeks earlier. */
async function openAccessInTime(run: Run): Promise<void> {
  const opensAt = run.state.plan?.policy.accessOpensAt ?? run.now();
  const waitMs = Date.parse(opensAt) - Date.now();
  if (waitMs > 0) await sleep(waitMs, { summary: 'Until access for Mission Control may open (R16)' });
  run.accessMayOpen = true;
}

function needsAreMet(run: Run, step: StepId): boolean {
  if (catalogue[step].opensAccess && !run.accessMayOpen) return false;
  return catalogue[step].needs.every((need) => isSettled(run, need));
}

function isSettled(run: Run, step: StepId): boolean {
  return outcomeOf(run.state, step, 'preparation') !== undefined;
}
