import { type EvidenceReference, isPicture } from './evidence.ts';
import type { Seal } from './evidence-seal.ts';
import type { Outcome } from './plan.ts';
import { catalogue, stepIds, systemOf, systemTitles } from './steps/catalogue.ts';
import type { Phase, RecordName, StepId } from './steps/step.ts';

export { sealOf } from './evidence-seal.ts';

// Workflows import this module: it stays free of heavy libraries. Facts speak for themselves: they hold words beside
// ids, so that a later release, whose catalogue says it otherwise, still shows what was agreed and seen then.

/** Who did it, and how we know. */
export type Actor =
  | { readonly kind: 'machine' }
  | { readonly kind: 'person'; readonly by: string; readonly provenBy: string };

/** An onboarding began: of whom, from which file. No two chains begin alike. */
export interface Opening {
  readonly kind: 'opened';
  readonly customerId: string;
  readonly customerName: string;
  readonly serviceModel: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly fileHash: string;
  readonly requestedBy: string;
  readonly at: string;
}

/** What became of a step in a phase. */
export interface Settlement {
  readonly kind: 'settled';
  readonly step: StepId;
  readonly phase: Phase;
  readonly title: string;
  readonly rules: readonly string[];
  readonly record: RecordName;
  readonly system: string;
  readonly outcome: Ending['kind'];
  readonly before?: string;
  readonly after?: string;
  /** What a fresh look at the system showed afterwards; missing where nobody could look. */
  readonly readBack?: string;
  readonly reason?: string;
  readonly evidence: readonly EvidenceReference[];
  readonly actor: Actor;
  /** When work on it began, where that is known. */
  readonly since?: string;
  readonly at: string;
}

/** A person's answer. */
export interface Decision {
  readonly kind: 'decided';
  readonly decision: string;
  readonly choice: string;
  readonly actor: Extract<Actor, { kind: 'person' }>;
  /** The plan that it was said of. */
  readonly planHash?: string;
  readonly reason?: string;
  readonly at: string;
}

/** A message that was sent, or whose outcome nobody knows. */
export interface MessageFact {
  readonly kind: 'message';
  readonly via: string;
  readonly key: string;
  readonly outcome: string;
  readonly detail: string;
  readonly at: string;
}

/** Everything that a chain can hold. */
export type ChainFact = Opening | Settlement | Decision | MessageFact | Seal;

/** How a step's story ends, or begins anew. */
export type Ending =
  | Outcome
  | { readonly kind: 'reopened'; readonly why: string; readonly at: string }
  | { readonly kind: 'taken-back'; readonly after: string; readonly at: string }
  | { readonly kind: 'left'; readonly why: string; readonly at: string };

/** What stands behind an ending. */
export interface Proof {
  /** What visits have kept for this step. */
  readonly evidence?: readonly EvidenceReference[];
  /** How we know that the person of the outcome is that person. */
  readonly provenBy?: string;
  readonly since?: string;
}

/** The fact that a step was settled, reopened or taken back. */
export function settlementOf(step: StepId, phase: Phase, ending: Ending, proof: Proof = {}): Settlement {
  const { title, rules, record } = catalogue[step];
  const system = systemTitles[systemOf(step)];
  const { evidence = [], since } = proof;
  return {
    kind: 'settled',
    ...{ step, phase, title, rules, record, system, outcome: ending.kind },
    ...valuesOf(ending),
    evidence,
    actor: actorOf(ending, proof),
    ...(since === undefined ? {} : { since }),
    at: ending.at,
  };
}

/** Of what a visit has kept, what shows the step or the whole record; what belongs to other steps alone is left to them. */
export function evidenceFor(step: StepId, kept: readonly EvidenceReference[]): readonly EvidenceReference[] {
  return kept.filter(({ key }) => concerns(key, step));
}

/**
 * The same of a visit that failed as a whole. Where no picture shows the step, the last one does: what ended the visit
 * was this step's end, too.
 */
export function evidenceOfFailedVisit(
  step: StepId,
  kept: readonly EvidenceReference[],
): readonly EvidenceReference[] {
  const own = evidenceFor(step, kept);
  if (own.some(({ key }) => isPicture(key))) return own;
  const last = kept.findLast(({ key }) => isPicture(key));
  return last === undefined ? own : [...own, last];
}

/** Evidence names the step that it shows, such as `03-vip-users-before.png`, or none where it shows the whole record. */
function concerns(key: string, step: StepId): boolean {
  const file = key.slice(key.lastIndexOf('/') + 1);
  return file.includes(step) || !stepIds.some((other) => file.includes(other));
}

function valuesOf(ending: Ending): Pick<Settlement, 'before' | 'after' | 'readBack' | 'reason'> {
  switch (ending.kind) {
    case 'changed':
      return { before: ending.before, after: ending.after, readBack: ending.after };
    case 'unchanged':
      return { before: ending.after, after: ending.after, readBack: ending.after };
    case 'confirmed-by-hand':
      return { after: ending.after, ...(ending.inspected ? { readBack: ending.after } : {}) };
    case 'taken-back':
      return { after: ending.after, readBack: ending.after };
    case 'waived':
      return { reason: ending.reason };
    case 'reopened':
    case 'left':
      return { reason: ending.why };
  }
}

function actorOf(ending: Ending, { provenBy = 'not recorded' }: Proof): Actor {
  return ending.kind === 'confirmed-by-hand' || ending.kind === 'waived'
    ? { kind: 'person', by: ending.by, provenBy }
    : { kind: 'machine' };
}
