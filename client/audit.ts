import type { Plan, PlanLine } from '../domain/plan.ts';
import { catalogue, isReadable } from '../domain/steps/catalogue.ts';

/** What an audit found. */
export interface Audit {
  readonly isLive: boolean;
  readonly plan: Plan;
  /** What was read and is not as wanted. */
  readonly drift: readonly PlanLine[];
  /** What could not be read, by hand as it may be: nobody knows. */
  readonly unread: readonly PlanLine[];
  readonly asWanted: readonly PlanLine[];
}

/**
 * Holds a fresh plan against the customer's phase. For a live customer the go-live lines count, and of the preparation
 * lines those that go-live has not replaced; before go-live the preparation lines alone.
 */
export function judge(plan: Plan, isLive: boolean): Audit {
  const live = plan.lines.filter((line) => line.phase === 'live');
  const lines = plan.lines.filter((line) => {
    // A person's word is not looked up anywhere.
    if (!isReadable(catalogue[line.step].record)) return false;
    if (!isLive) return line.phase === 'preparation';
    return line.phase === 'live' || !live.some((replacing) => replacing.step === line.step);
  });
  const wasRead = (line: PlanLine) => line.before !== undefined;
  return {
    isLive,
    plan,
    drift: lines.filter((line) => line.verdict !== 'as-wanted' && wasRead(line)),
    unread: lines.filter((line) => line.verdict !== 'as-wanted' && !wasRead(line)),
    asWanted: lines.filter((line) => line.verdict === 'as-wanted'),
  };
}

/** Whether everything was read and is as wanted. */
export function isAsWanted({ drift, unread }: Audit): boolean {
  return drift.length + unread.length === 0;
}
