import { condition } from '@temporalio/workflow';
import type { Inspection } from '../../activities/types.ts';
import type { Plan, PlanLine } from '../../domain/plan.ts';
import { type Problem, problem } from '../../domain/problems.ts';
import { stepIds, stepsOf, systemTitles, wayTo } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId } from '../../domain/steps/step.ts';
import { DAY_MS, MINUTE_MS } from '../limits.ts';
import { problemOf } from '../run-activity.ts';
import { composePlan } from './read-everything.ts';
import type { Run } from './run.ts';
import { reopen } from './settle.ts';
import { tell } from './tell.ts';

/** Past the instant by more than this, a person says whether to go live all the same. */
const LATE_MS = 15 * MINUTE_MS;

type Reached = 'reached' | 'continue-as-new';

/**
 * The clock to the go-live instant. The day before, the instant is resolved again with current time-zone data; in
 * the lead time everything is read afresh; at the instant all must be settled (R22), else a person decides.
 */
export async function goLiveInstant(run: Run): Promise<Reached> {
  const plan = planOf(run);
  if ((await until(run, instantOf(run) - DAY_MS, 'Until the day before go-live')) !== 'reached')
    return 'continue-as-new';
  await resolveInstantAgain(run);
  const leadMs = plan.policy.leadMs;
  if ((await until(run, instantOf(run) - leadMs, 'Until the fresh look before go-live')) !== 'reached')
    return 'continue-as-new';
  await lookAfresh(run);
  if ((await until(run, instantOf(run), 'Until the go-live instant')) !== 'reached') return 'continue-as-new';
  await onlyWhenSettled(run);
  return 'reached';
}

/** Waits for the instant; gives way earlier when the history should be shortened and nothing is under way. */
async function until(run: Run, instantMs: number, summary: string): Promise<Reached> {
  const remainingMs = instantMs - Date.now();
  if (remainingMs <= 0) return 'reached';
  const early = await condition(() => run.mayContinueAsNew, remainingMs, { summary });
  return early ? 'continue-as-new' : 'reached';
}

/** Zones change their rules: a moved instant is shown, told and followed; the agreed local time stays. */
async function resolveInstantAgain(run: Run): Promise<void> {
  const before = planOf(run).goLive;
  if (instantOf(run) < Date.now()) return;
  try {
    const input = { customer: run.order.customer, now: run.now() };
    const goLive = await run.activities.run('resolveGoLive', input, 'Resolve the go-live instant again');
    if (goLive.instant === before.instant) return;
    run.state.plan = { ...planOf(run), goLive };
    run.note(
      `Time-zone data changed: go-live moves from ${before.instant} to ${goLive.instant}, local time as agreed.`,
    );
    run.refreshDisplay();
    tell(run, { kind: 'go-live-moved', from: before.instant, to: goLive.instant });
  } catch (error) {
    run.note(`The go-live instant could not be resolved again: ${problemOf(error).message}`);
  }
}

/** What no longer is as it was verified goes back to a person as an open item; R1 to the interlock. */
async function lookAfresh(run: Run): Promise<void> {
  const inspections = await Promise.all(run.recordsInUse.map((record) => readOrReopen(run, record)));
  const read = inspections.flatMap((inspection) => inspection ?? []);
  try {
    const { lines } = await composePlan(run, read);
    reopenChanged(
      run,
      // A person's word about a message is not looked up anywhere.
      lines.filter(({ phase, step }) => phase === 'preparation' && wayTo(step) !== 'message'),
      read,
    );
  } catch (error) {
    reopenFirst(run, stepIds, problemOf(error));
  }
}

function reopenChanged(run: Run, lines: readonly PlanLine[], read: readonly Inspection[]): void {
  const changed = lines.flatMap((line) => {
    const unread = read.find(({ problems }) => problems[line.step] !== undefined)?.problems[line.step];
    const found = whyItNoLongerHolds(run, line, unread);
    return found === undefined ? [] : [{ line, found }];
  });
  for (const { line, found } of changed) {
    if (line.step === 'per-incident-intake') run.intakeFoundOpen(run.now());
    else run.beside(() => reopen(run, line.step, 'preparation', found));
  }
  const names = changed.map(({ line }) => line.title).join(', ');
  run.note(
    changed.length === 0
      ? 'Fresh look before go-live: everything is as it was verified.'
      : `Fresh look before go-live: no longer as verified: ${names}.`,
  );
}

/** Undefined where it still holds, was waived, or was never seen by us in the first place. */
function whyItNoLongerHolds(run: Run, line: PlanLine, unread: Problem | undefined): Problem | undefined {
  const outcome = run.outcomeOf(line.step, 'preparation');
  if (line.verdict === 'as-wanted' || outcome === undefined || outcome.kind === 'waived') return undefined;
  if (line.before !== undefined) {
    const system = systemTitles[line.system];
    return problem('changed-since', { what: line.title, system, detail: line.before });
  }
  const neverSeen = outcome.kind === 'confirmed-by-hand' && !outcome.inspected;
  return neverSeen || unread === undefined ? undefined : { ...unread, class: 'final' };
}

/** A record that cannot be read before go-live is not verified. */
async function readOrReopen(run: Run, record: RecordName): Promise<Inspection | undefined> {
  const steps = stepsOf(record);
  try {
    return await run.inspect(record, steps);
  } catch (error) {
    reopenFirst(run, steps, problemOf(error));
    return undefined;
  }
}

/** One question is enough for what concerns them all: the first that was settled asks it. */
function reopenFirst(run: Run, steps: readonly StepId[], found: Problem): void {
  const settled = steps.find((step) => run.outcomeOf(step, 'preparation') !== undefined);
  if (settled === undefined) run.note(`Could not be read before go-live: ${found.message}`);
  else run.beside(() => reopen(run, settled, 'preparation', { ...found, class: 'final' }));
}

/** R22: by itself only if everything is settled and it is not late; otherwise nothing happens until a person says so. */
async function onlyWhenSettled(run: Run): Promise<void> {
  if (run.isPrepared && Date.now() - instantOf(run) <= LATE_MS) return;
  await blockUntilGoAhead(run, []);
}

/** Not live: tells who is on call, waits until all is settled and a named person says to go now. */
export async function blockUntilGoAhead(run: Run, why: readonly string[]): Promise<void> {
  const open = [...why, ...run.blocking.map((item) => item.title)];
  run.state.lateGoAhead = false;
  run.note(
    `The go-live instant has come and nothing is switched over. Open: ${open.join(', ') || 'a person’s go-ahead'}.`,
  );
  run.enter('go-live-blocked');
  tell(run, { kind: 'go-live-blocked', open });
  await condition(() => run.state.lateGoAhead && run.isPrepared);
}

function planOf(run: Run): Plan {
  if (run.state.plan === undefined) throw new Error('The go-live clock runs only after a plan was approved.');
  return run.state.plan;
}

function instantOf(run: Run): number {
  return Date.parse(planOf(run).goLive.instant);
}
