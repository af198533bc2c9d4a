import type { StepResult } from '../../activities/types.ts';
import type { EvidenceReference } from '../../domain/evidence.ts';
import { evidenceOfFailedVisit, settlementOf } from '../../domain/evidence-facts.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Phase, StepId } from '../../domain/steps/step.ts';
import { evidenceOfFailure } from '../run-activity.ts';
import { isBlinding } from './hand-inspection.ts';
import { ask, type StepAnswer, type Trouble } from './open-items.ts';
import { closeTicket } from './psa-ticket.ts';
import type { Run } from './run.ts';
import { signOff } from './sign-off.ts';
import { outcomeOf, verified } from './standing.ts';
import type { OnboardingOutcome } from './state.ts';
import { tell } from './tell.ts';

/**
 * Takes back what this onboarding changed, or may have changed, newest first, as each step declares. What somebody else
 * has changed since is left alone and reported. Never turns R1's box on.
 */
export async function undoEverything(run: Run): Promise<void> {
  run.enter('cancelling');
  await run.stopBackground();
  run.state.openItems = [];
  run.stepAnswers.clear();
  const seen = new Set<StepId>();
  for (const { step, phase } of run.state.changed.toReversed()) {
    if (!seen.has(step)) await undo(run, step, phase);
    seen.add(step);
  }
  await conclude(run);
}

/** Takes one step back as it declares; insists until it is, or a person says to leave it. */
export async function undo(run: Run, step: StepId, phase: Phase): Promise<void> {
  const { undo: declared, title } = catalogue[step];
  if (declared.kind === 'none') {
    return leave(run, `${title} stays: ${declared.why}. ${declared.followUp}`, { step, phase });
  }
  for (let undone: Undone = { step, phase }; ; ) {
    const { result, seen = [] } = await restoreOnce(run, step, phase);
    undone = { ...undone, seen: [...(undone.seen ?? []), ...seen] };
    if (result.kind !== 'problem') return noteUndo(run, undone, result);
    if (needsNobodyNow(phase, result)) {
      if (declared.kind === 'value-before')
        leave(run, `${title} was set by hand. ${result.instruction}`, undone);
      return;
    }
    const answer = await ask(run, step, phase, result);
    if (answer.choice === 'waive')
      return leave(run, `${title} is left as it is, said ${answer.by}: ${answer.reason}`, undone);
    if (mustBeBelieved(answer, result))
      return leave(
        run,
        `${title} was taken back by hand, said ${answer.by}; nobody else has looked.`,
        undone,
      );
  }
}

const INTAKE: StepId = 'per-incident-intake';

/** What people set by hand before go-live they take back when it suits them; what was opened at go-live, now. */
function needsNobodyNow(phase: Phase, { problem }: Trouble): boolean {
  return problem.code === 'by-hand' && phase === 'preparation';
}

/** Done by hand is looked at like everything else, by trying again: it finds nothing to do. */
function mustBeBelieved(answer: StepAnswer, { problem }: Trouble): boolean {
  return answer.choice === 'done-by-hand' && (problem.code === 'by-hand' || isBlinding(problem));
}

/** What came of one visit, and what it had seen if it failed as a whole. */
interface Restored {
  readonly result: StepResult;
  readonly seen?: readonly EvidenceReference[];
}

async function restoreOnce(run: Run, step: StepId, phase: Phase): Promise<Restored> {
  const { customer } = run.order;
  const { record, title } = catalogue[step];
  const nothing: StepResult = { kind: 'left-alone', after: '', why: 'the visit said nothing about it.' };
  try {
    const visited = await run.visits.inTurn(record, () =>
      run.activities.restore([step], {
        customer,
        phase,
        before: run.state.observed,
        verified: verified(run.state, step, phase),
      }),
    );
    return { result: visited.results[step] ?? nothing };
  } catch (error) {
    const found = run.problemOfVisit([step], error);
    const result = { kind: 'problem', problem: found, instruction: `Take back by hand: ${title}.` } as const;
    return { result, seen: evidenceOfFailedVisit(step, evidenceOfFailure(error)) };
  }
}

/** A step whose change is taken back. */
interface Undone {
  readonly step: StepId;
  readonly phase: Phase;
  /** What visits that failed on the way had seen. */
  readonly seen?: readonly EvidenceReference[];
}

function noteUndo(run: Run, undone: Undone, result: Exclude<StepResult, Trouble>): void {
  const { step, phase, seen = [] } = undone;
  const { title } = catalogue[step];
  if (result.kind === 'left-alone') {
    leave(run, `${title} was left alone: ${result.why}`, undone);
    return;
  }
  const ending = { kind: 'taken-back', after: result.after, at: run.now() } as const;
  run.attest(settlementOf(step, phase, ending, { evidence: seen }));
  if (result.kind === 'changed') run.note(`${title}: taken back, now ${result.after}.`);
  else run.note(`${title}: nothing to take back, it is ${result.after}.`);
}

/** Something of us stays: told to people, for nobody will look again. */
function leave(run: Run, what: string, { step, phase, seen = [] }: Undone): void {
  run.attest(settlementOf(step, phase, { kind: 'left', why: what, at: run.now() }, { evidence: seen }));
  run.state.leftAfterUndo.push(what);
  run.note(what);
}

async function conclude(run: Run): Promise<void> {
  const { undo: declared, title } = catalogue[INTAKE];
  const wasOn = run.state.observed[INTAKE] === true;
  const closed = outcomeOf(run.state, INTAKE, 'preparation') !== undefined;
  if (wasOn && closed && declared.kind === 'safe-value')
    leave(run, `${title}: stays off, ${declared.why}.`, { step: INTAKE, phase: 'preparation' });
  const { goneLiveAt } = run.state;
  if (goneLiveAt === undefined) await concludeCancel(run);
  else await concludeEnd(run, goneLiveAt);
}

async function concludeCancel(run: Run): Promise<void> {
  const { by, reason } = run.cancelRequest ?? fromOutside;
  tell(run, { kind: 'cancelled', why: reason, left: run.state.leftAfterUndo });
  await run.allTold();
  run.note(`Cancelled: ${reason}`);
  run.end({ kind: 'cancelled', by, reason });
  await closeTicket(run, 'Onboarding cancelled', reason);
  await signOff(run, { ended: 'not-live', at: run.now(), agreed: {} });
  run.enter('cancelled');
}

async function concludeEnd(run: Run, liveSince: string): Promise<void> {
  const { by, reason } = run.state.endAsked ?? fromOutside;
  tell(run, { kind: 'ended', why: reason, left: run.state.leftAfterUndo });
  await run.allTold();
  run.note(`Taken off the help desk again: ${reason}`);
  run.end({ kind: 'ended', by, reason, liveSince });
  await closeTicket(run, 'Taken off the help desk again', reason);
  await signOff(run, { ended: 'taken-off', at: run.now(), agreed: {} });
  run.enter('cancelled');
}

const fromOutside = { by: 'the Temporal UI', reason: 'cancelled from outside, without a reason given' };

/** How an end after the go-live ends. */
export function endedOutcome({ state: { outcome } }: Run): OnboardingOutcome {
  if (outcome === undefined) throw new Error('An end that was undone has an outcome.');
  return outcome;
}

/** A cancel by a person ends with an outcome; one from the Temporal UI shows there as cancelled. */
export function outcomeOfCancel(run: Run, error: unknown): OnboardingOutcome {
  if (run.cancelRequest === undefined || run.state.outcome === undefined) throw error;
  return run.state.outcome;
}
