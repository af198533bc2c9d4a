import { type Decision, everyDecider } from '../../../domain/decisions.ts';
import { openDecisions } from '../../../workflows/decisions/open-decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { waitingOf } from '../../show/waiting.ts';
import { spanWords } from '../when.ts';

const DAY_MS = 86_400_000;
const SOON_MS = 3 * DAY_MS;

/** How pressing an onboarding is, in words: no colour says anything alone. */
export interface Pressing {
  readonly kind: 'overdue' | 'soon' | 'calm';
  readonly words: string;
}

/** The next thing that has a date. */
export interface NextDate {
  readonly what: string;
  /** ISO 8601 in UTC. */
  readonly instant: string;
}

/** Where an onboarding stands, as the board shows it. */
export interface StandingOnBoard {
  readonly decisions: readonly Decision[];
  readonly progress: { readonly settled: number; readonly of: number };
  readonly next: NextDate | undefined;
  readonly waitsFor: string;
  readonly since: string;
  /** Ids of those who may answer; empty when it waits for a machine or a moment. */
  readonly blocking: readonly string[];
  readonly pressing: Pressing;
}

/** Where an onboarding stands at that instant. */
export function standingOnBoard(state: OnboardingState, now: Date): StandingOnBoard {
  const decisions = openDecisions(state);
  const waits = waitingOf(state).for;
  const oldest = waits.map(({ since }) => since).toSorted()[0];
  return {
    decisions,
    progress: progressOf(state),
    next: nextDate(state, now),
    waitsFor: waits.map(({ what }) => what).join('; '),
    since: oldest ?? state.stageSince,
    blocking: [...new Set(decisions.flatMap(({ rule }) => everyDecider(rule)))],
    pressing: pressingOf(state, decisions, now),
  };
}

/** How many of the plan’s steps are verified, confirmed or waived. */
export function progressOf({ plan, outcomes }: OnboardingState): StandingOnBoard['progress'] {
  const lines = plan?.lines ?? [];
  const settled = lines.filter(({ step, phase }) => outcomes[step]?.[phase] !== undefined);
  return { settled: settled.length, of: lines.length };
}

/** The next of its dates that is still to come; the go-live itself once all have passed and it is not live. */
export function nextDate(state: OnboardingState, now: Date): NextDate | undefined {
  const { plan, goneLiveAt } = state;
  if (plan === undefined) return undefined;
  const { goLive, policy } = plan;
  if (goneLiveAt !== undefined) {
    const end = new Date(Date.parse(goneLiveAt) + policy.aftercareMs).toISOString();
    return { what: 'End of the aftercare', instant: end };
  }
  const dates = [
    { what: 'Access opens (R16)', instant: policy.accessOpensAt },
    { what: 'Readiness', instant: policy.readinessAt },
    { what: 'Go-live', instant: goLive.instant },
  ];
  const toCome = dates.filter(({ instant }) => Date.parse(instant) > now.getTime());
  return (
    toCome.toSorted((one, other) => Date.parse(one.instant) - Date.parse(other.instant))[0] ?? dates.at(-1)
  );
}

/** Overdue: somebody should have answered, or it should be live. Soon: within three days. */
function pressingOf(state: OnboardingState, decisions: readonly Decision[], now: Date): Pressing {
  const due = dueOf(state, decisions);
  if (due === undefined) return { kind: 'calm', words: '' };
  const left = Date.parse(due) - now.getTime();
  if (left <= 0) return { kind: 'overdue', words: `Overdue for ${spanWords(left)}` };
  if (left <= SOON_MS) return { kind: 'soon', words: `Due in ${spanWords(left)}` };
  return { kind: 'calm', words: '' };
}

function dueOf({ plan, goneLiveAt }: OnboardingState, decisions: readonly Decision[]): string | undefined {
  const goLive = goneLiveAt === undefined ? plan?.goLive.instant : undefined;
  const all = [...decisions.map(({ deadline }) => deadline), goLive].flatMap((instant) => instant ?? []);
  return all.toSorted((one, other) => Date.parse(one) - Date.parse(other))[0];
}
