import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { MINUTE_MS } from '../limits.ts';
import { undo } from './cancel.ts';
import { close } from './open-items.ts';
import type { Run } from './run.ts';
import { settle } from './settle.ts';
import { lineOf, outcomeOf } from './standing.ts';
import { tell } from './tell.ts';

const FIELD: StepId = 'help-desk-field';
const INTAKE: StepId = 'per-incident-intake';
/** A visit that has not ended by then is trouble: its system may be paused, or no worker be there. */
const STUCK_MS = 5 * MINUTE_MS;
/** Whoever is rung has at least this long, however late the trouble begins. */
const LEAST_MS = 10 * MINUTE_MS;

/** R20 then R21. `put-back`: there was trouble, its deadline has passed, and that is what was agreed beforehand. */
export async function switchOver(run: Run): Promise<'both' | 'put-back'> {
  const scope = new CancellationScope();
  const written = scope.run(() => writeBoth(run));
  // Looked at below, however it ends.
  written.catch(() => undefined);
  const summary = 'Until the switch-over has ended or is stuck (R23)';
  await condition(() => areBothSettled(run) || isInTrouble(run), STUCK_MS, { summary });
  if (!areBothSettled(run)) await ringAndWait(run);
  if (areBothSettled(run)) {
    await written;
    delete run.state.switchOverTrouble;
    return 'both';
  }
  scope.cancel();
  await written.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
  await putBack(run);
  return 'put-back';
}

async function writeBoth(run: Run): Promise<void> {
  for (const step of [FIELD, INTAKE])
    if (isWanted(run, step) && outcomeOf(run.state, step, 'live') === undefined)
      await settle(run, [step], 'live');
}

/** Some customers keep the box off (R39), or the MSP does without the system. */
function isWanted(run: Run, step: StepId): boolean {
  return lineOf(run.state, step, 'live') !== undefined;
}

function areBothSettled(run: Run): boolean {
  return [FIELD, INTAKE].every(
    (step) => !isWanted(run, step) || outcomeOf(run.state, step, 'live') !== undefined,
  );
}

/** What only does not show yet is trouble, too: the read-back has waited for it already. */
function isInTrouble(run: Run): boolean {
  return run.state.openItems.some(({ phase }) => phase === 'live');
}

/** R23 · A customer whose field says Mission Control while Mission Control refuses the tickets is nobody's. */
async function ringAndWait(run: Run): Promise<void> {
  const { switchOverDeadline, switchOverDefault: withoutAnswer } = policyOf(run);
  const deadlineMs = Math.max(Date.parse(switchOverDeadline), Date.now() + LEAST_MS);
  const deadline = new Date(deadlineMs).toISOString();
  run.state.switchOverTrouble ??= { since: run.now(), deadline, withoutAnswer };
  run.note(`Trouble in the switch-over (R23): ${unsettled(run)}. An answer is needed by ${deadline}.`);
  tell(run, { kind: 'switch-over-trouble', what: troubleOf(run), deadline, withoutAnswer });
  run.refreshDisplay();
  const summary = 'Until the deadline of the switch-over (R23)';
  const inTime = await condition(() => areBothSettled(run), deadlineMs - Date.now(), { summary });
  if (inTime || withoutAnswer === 'put-back') return;
  const still = `${troubleOf(run)} The field stays; open the tickets by hand.`;
  run.note(`The deadline of the switch-over has passed (R23). ${still}`);
  tell(run, { kind: 'deadline-passed', what: still });
  await condition(() => areBothSettled(run));
}

function unsettled(run: Run): string {
  const steps = [FIELD, INTAKE].filter(
    (step) => isWanted(run, step) && outcomeOf(run.state, step, 'live') === undefined,
  );
  return steps.map((step) => catalogue[step].title).join(', ');
}

function troubleOf(run: Run): string {
  const asked = run.state.openItems
    .filter(({ phase }) => phase === 'live')
    .map(({ title, problem, instruction }) => `${title}: ${problem.message} ${instruction}`);
  return (
    asked.join(' ') || `${unsettled(run)}: the visit has not ended. Is the system paused, or no worker there?`
  );
}

/**
 * The agreed default: R20 back to what it was, and the box surely off, for its last write may have arrived. Side by side:
 * a portal that is down must not keep the field as it is.
 */
async function putBack(run: Run): Promise<void> {
  run.note('The deadline of the switch-over has passed (R23): what was written is put back, as agreed.');
  for (const step of [FIELD, INTAKE]) close(run, step, 'live');
  await Promise.all([putBackOne(run, FIELD).then(() => tellPutBack(run)), putBackOne(run, INTAKE)]);
  delete run.state.switchOverTrouble;
  run.refreshDisplay();
}

async function putBackOne(run: Run, step: StepId): Promise<void> {
  if (!run.state.changed.some((entry) => entry.step === step && entry.phase === 'live')) return;
  await undo(run, step, 'live');
  run.state.changed = run.state.changed.filter((entry) => entry.step !== step || entry.phase !== 'live');
  if (outcomeOf(run.state, step, 'live') !== undefined)
    run.forget(step, 'live', `${catalogue[step].title} was put back (R23)`);
}

function tellPutBack(run: Run): void {
  tell(run, { kind: 'deadline-passed', what: 'The switch-over is put back; the customer is not live.' });
}

function policyOf({ state: { plan } }: Run) {
  if (plan === undefined) throw new Error('A customer goes live only after a plan was approved.');
  return plan.policy;
}
