import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { Inspection } from '../../activities/types.ts';
import type { Plan, PlanLine } from '../../domain/plan.ts';
import { type Problem, problem } from '../../domain/problems.ts';
import { catalogue, stepIds, stepsOf, systemTitles, wayTo } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId } from '../../domain/steps/step.ts';
import { DAY_MS, MINUTE_MS } from '../limits.ts';
import { problemOf } from '../run-activity.ts';
import { keepWhatWasSeen } from './open-evidence.ts';
import { composePlan } from './read-everything.ts';
import type { Run } from './run.ts';
import { reopen } from './settle.ts';
import {
  inTheWay,
  isPrepared,
  missing,
  outcomeOf,
  recordsInUse,
  stepsIn,
  stepsNotWaived,
} from './standing.ts';
import { tell } from './tell.ts';

/** Why a wait ended: its time has come, the history should be shortened, or the plan no longer counts. */
export type Reached = 'reached' | 'continue-as-new' | 'plan-changed';

/** A worker that was away may begin a look late: it has this long all the same. */
const LOOK_AT_LEAST_MS = 15 * MINUTE_MS;

/** One point on the way to the go-live, and what is done there. */
interface Waypoint {
  readonly at: (run: Run) => number;
  readonly what: string;
  readonly act: (run: Run) => Promise<void>;
}

const waypoints: readonly Waypoint[] = [
  {
    at: (run) => Date.parse(planOf(run).policy.readinessAt),
    what: 'the readiness is told',
    act: tellReadiness,
  },
  { at: (run) => instantOf(run) - DAY_MS, what: 'the day before go-live', act: resolveInstantAgain },
  {
    at: (run) => instantOf(run) - planOf(run).policy.leadMs,
    what: 'the fresh look before go-live',
    act: lookAfresh,
  },
];

/**
 * The clock to the go-live instant. A business day before, all is looked at and the readiness told; the day before, the
 * instant is resolved again with current time-zone data; in the lead time everything is read afresh; at the instant all
 * must be settled (R22), else a person decides.
 */
export async function goLiveInstant(run: Run): Promise<Reached> {
  for (const { at, what, act } of waypoints.toSorted((one, other) => one.at(run) - other.at(run))) {
    const reached = await until(run, at(run), `Until ${what}`);
    if (reached !== 'reached') return reached;
    const acted = await actInTime(run, act, what);
    if (acted === 'plan-changed') return acted;
    if (acted === 'out-of-time') return await blockUntilGoAhead(run, [`it has not ended: ${what}`]);
  }
  const reached = await until(run, instantOf(run), 'Until the go-live instant');
  return reached === 'reached' ? await onlyWhenSettled(run) : reached;
}

/** A look that hangs must not make the instant pass unseen, nor a changed plan wait for it. */
async function actInTime(
  run: Run,
  act: Waypoint['act'],
  what: string,
): Promise<'done' | 'plan-changed' | 'out-of-time'> {
  const scope = new CancellationScope();
  let isDone = false;
  const acting = scope.run(async () => {
    await act(run);
    isDone = true;
  });
  let failure: unknown;
  acting.catch((error: unknown) => {
    failure = error;
  });
  const leftMs = Math.max(LOOK_AT_LEAST_MS, instantOf(run) - Date.now());
  const ended = () => isDone || failure !== undefined || run.planChanged;
  await condition(ended, leftMs, { summary: `Until this has ended: ${what}` });
  if (isDone || failure !== undefined) {
    await acting;
    return 'done';
  }
  scope.cancel();
  await acting.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
  return run.planChanged ? 'plan-changed' : 'out-of-time';
}

/** Waits for the instant; gives way earlier when the plan changes, or when the history should be shortened. */
async function until(run: Run, instantMs: number, summary: string): Promise<Reached> {
  const remainingMs = instantMs - Date.now();
  if (run.planChanged) return 'plan-changed';
  if (remainingMs <= 0) return 'reached';
  const early = await condition(() => run.planChanged || run.mayContinueAsNew, remainingMs, { summary });
  if (run.planChanged) return 'plan-changed';
  return early ? 'continue-as-new' : 'reached';
}

/** A business day is left for what is missing: it is told once for each date. */
async function tellReadiness(run: Run): Promise<void> {
  const {
    goLive: { instant },
    policy,
  } = planOf(run);
  // Approved later than that: what is missing is being done just now, and the fresh look comes soon.
  const tooLate = (run.state.approved?.at ?? '') > policy.readinessAt;
  if (tooLate || run.state.readinessToldFor === instant) return;
  await lookAfresh(run);
  run.state.readinessToldFor = instant;
  const open = [
    ...missing(run.state).map((step) => catalogue[step].title),
    ...(run.state.hold === undefined ? [] : ['it is on hold']),
  ];
  const settled = stepsIn(run.state, 'preparation').filter((step) =>
    outcomeOf(run.state, step, 'preparation'),
  ).length;
  run.note(open.length === 0 ? 'Ready for go-live.' : `Not ready for go-live yet: ${open.join(', ')}.`);
  tell(run, { kind: 'readiness', settled, open });
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
  // What is settled while we look was read before it was: that proves nothing.
  const settledBefore = run.state.outcomes;
  const unseen = recordsInUse(run.state).filter((record) => run.visits.isPaused(record));
  if (unseen.length > 0) run.beside(() => lookAgainAfterPause(run, unseen));
  const inspections = await Promise.all(recordsInUse(run.state).map((record) => readOrReopen(run, record)));
  const read = inspections.flatMap((inspection) => inspection ?? []);
  try {
    const { lines } = await composePlan(run, read);
    reopenChanged(
      run,
      // A person's word about a message is not looked up anywhere.
      lines.filter(
        ({ phase, step }) =>
          phase === 'preparation' &&
          wayTo(step) !== 'message' &&
          outcomeOf(run.state, step, phase) === settledBefore[step]?.[phase],
      ),
      read,
    );
  } catch (error) {
    reopenFirst(run, stepIds, error);
  }
}

async function lookAgainAfterPause(run: Run, records: readonly RecordName[]): Promise<void> {
  for (const record of records) await run.visits.whilePaused(record);
  if (!run.goLiveBegun) await lookAfresh(run);
}

function reopenChanged(run: Run, lines: readonly PlanLine[], read: readonly Inspection[]): void {
  const changed = lines.flatMap((line) => {
    const unread = read.find(({ problems }) => problems[line.step] !== undefined);
    const found = whyItNoLongerHolds(run, line, unread?.problems[line.step]);
    if (found === undefined) return [];
    if (unread !== undefined) keepWhatWasSeen(run, line.step, unread);
    return [{ line, found }];
  });
  for (const { line, found } of changed) {
    // Seen on, not merely unseen: that is the interlock's.
    if (line.step === 'per-incident-intake' && line.before !== undefined) run.intakeFoundOpen(run.now());
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
  const outcome = outcomeOf(run.state, line.step, 'preparation');
  if (line.verdict === 'as-wanted' || outcome === undefined || outcome.kind === 'waived') return undefined;
  if (line.before !== undefined) {
    const system = systemTitles[line.system];
    return problem('changed-since', { what: line.title, system, detail: line.before });
  }
  // The pause itself keeps the customer from going live, and what it hides is looked at when it ends.
  if (unread?.code === 'paused') return undefined;
  const neverSeen = outcome.kind === 'confirmed-by-hand' && !outcome.inspected;
  return neverSeen || unread === undefined ? undefined : { ...unread, class: 'final' };
}

/** A record that cannot be read before go-live is not verified; what was waived needs no look. */
async function readOrReopen(run: Run, record: RecordName): Promise<Inspection | undefined> {
  try {
    return await run.visits.inspect(record, stepsOf(record));
  } catch (error) {
    reopenFirst(run, stepsNotWaived(run.state, record), error);
    return undefined;
  }
}

/** One question is enough for what concerns them all: the first that was settled asks it. */
function reopenFirst(run: Run, steps: readonly StepId[], error: unknown): void {
  const settled = steps.find((step) => outcomeOf(run.state, step, 'preparation') !== undefined);
  if (settled === undefined) {
    run.note(`Could not be read before go-live: ${problemOf(error).message}`);
    return;
  }
  const found = run.problemOfVisit([settled], error);
  run.beside(() => reopen(run, settled, 'preparation', { ...found, class: 'final' }));
}

/** R22: by itself only if everything is settled and it is not late; otherwise nothing happens until a person says so. */
async function onlyWhenSettled(run: Run): Promise<Reached> {
  const late = isLate(run);
  if (isPrepared(run.state) && inTheWay(run.state).length === 0 && !late) return 'reached';
  return await blockUntilGoAhead(run, late ? ['it is late'] : []);
}

/** Past the instant by more than the profile allows. */
export function isLate(run: Run): boolean {
  return Date.now() - instantOf(run) > planOf(run).policy.latenessMs;
}

/**
 * Not live: tells who is on call, waits until all is settled and a named person says to go now, or until the date is
 * moved.
 */
export async function blockUntilGoAhead(
  run: Run,
  why: readonly string[],
): Promise<'reached' | 'plan-changed'> {
  const open = [...why, ...inTheWay(run.state)];
  run.state.lateGoAhead = false;
  run.note(
    `The go-live instant has come and nothing is switched over. Open: ${open.join(', ') || 'a person’s go-ahead'}.`,
  );
  run.enter('go-live-blocked');
  tell(run, { kind: 'go-live-blocked', open });
  const mayGo = () => run.state.lateGoAhead && isPrepared(run.state) && inTheWay(run.state).length === 0;
  await condition(() => mayGo() || run.planChanged);
  return run.planChanged ? 'plan-changed' : 'reached';
}

function planOf(run: Run): Plan {
  if (run.state.plan === undefined) throw new Error('The go-live clock runs only after a plan was approved.');
  return run.state.plan;
}

function instantOf(run: Run): number {
  return Date.parse(planOf(run).goLive.instant);
}
