import { digestOf } from './evidence-digest.ts';
import type { Plan } from './plan.ts';

// Workflows import this module: it stays pure and small.

/** The end, with digests of what the other entries do not say. */
export interface Seal {
  readonly kind: 'sealed';
  readonly ended: Ended;
  readonly goLivePlanned?: string;
  readonly goLiveActual?: string;
  /** How many lines of the story were written by then; `parts.timeline` covers these. */
  readonly lines: number;
  readonly parts: SealedParts;
  readonly at: string;
}

/** How it ended. */
export type Ended =
  | { readonly kind: 'live'; readonly at: string }
  | { readonly kind: 'cancelled'; readonly by: string; readonly reason: string }
  | { readonly kind: 'ended'; readonly by: string; readonly reason: string; readonly liveSince: string }
  | { readonly kind: 'stopped' | 'audited'; readonly why: string };

/** Digests by part. */
export interface SealedParts {
  readonly plan: string;
  readonly timeline: string;
  readonly left: string;
}

/** What a seal is made of; the state of an onboarding has it all. */
export interface Sealable {
  readonly plan?: PlanInReport;
  readonly timeline: readonly { readonly at: string; readonly text: string }[];
  readonly leftAfterUndo: readonly string[];
  readonly goneLiveAt?: string;
}

/** The part of a plan that a report shows. */
export type PlanInReport = Pick<
  Plan,
  'hash' | 'contractLink' | 'terms' | 'goLive' | 'lines' | 'remarks' | 'answering' | 'questions'
>;

/** The fact that an onboarding has ended, with what it left behind. */
export function sealOf(state: Sealable, ended: Ended, at: string): Seal {
  const { plan, goneLiveAt, timeline, leftAfterUndo: left } = state;
  const shown = { plan: plan && planInReport(plan), timeline, left };
  return {
    kind: 'sealed',
    ended,
    ...(plan === undefined ? {} : { goLivePlanned: plan.goLive.instant }),
    ...(goneLiveAt === undefined ? {} : { goLiveActual: goneLiveAt }),
    lines: timeline.length,
    parts: sealedParts(shown, timeline.length),
    at,
  };
}

/** The digests of what a report shows besides: its plan, so many lines of its story, and what an undo has left. */
export function sealedParts(
  shown: { readonly plan?: unknown; readonly timeline: readonly unknown[]; readonly left?: unknown },
  lines: number,
): SealedParts {
  return {
    plan: digestOf(shown.plan ?? null),
    timeline: digestOf(shown.timeline.slice(0, lines)),
    left: digestOf(shown.left),
  };
}

/** What a report shows of a plan: not the values that undo needs, nor who may decide. */
export function planInReport(plan: PlanInReport): PlanInReport {
  const { hash, contractLink, terms, goLive, lines, remarks, answering, questions } = plan;
  return { hash, contractLink, terms, goLive, lines, remarks, answering, questions };
}
