import type { EvidenceChain } from '../../domain/evidence-chain.ts';
import type { CustomerId, PersonId } from '../../domain/ids.ts';
import type { OpenItem, Outcomes, Plan } from '../../domain/plan.ts';
import type { Phase, StepId, Values } from '../../domain/steps/step.ts';

/** Where an onboarding stands, in words that an operator reads. */
export type Stage =
  | 'resolving'
  | 'already-live'
  | 'closing-intake'
  | 'waiting-for-approval'
  | 'declined'
  | 'preparing'
  | 'ready'
  | 'go-live-blocked'
  | 'going-live'
  | 'live'
  | 'cancelling'
  | 'cancelled'
  | 'stopped';

/** One line of the story, told in the order in which the workflow recorded it. */
export interface TimelineEntry {
  /** The workflow's time, ISO 8601 in UTC. */
  readonly at: string;
  readonly text: string;
}

/** An answer that was accepted. */
export interface RecordedAnswer {
  readonly decision: string;
  readonly choice: string;
  readonly by: PersonId;
  readonly provenBy: string;
  readonly at: string;
  readonly reason?: string;
}

/** A message that went out, or whose outcome nobody knows. */
export interface RecordedMessage {
  readonly key: string;
  readonly via: 'slack' | 'email';
  readonly outcome: 'sent' | 'unknown' | 'not-sent';
  readonly detail: string;
}

/** A message to Mission Control that waits for an answer. */
export interface NoteToMissionControl {
  readonly outcome: RecordedMessage['outcome'] | 'draft';
  /** Its Message-ID, why it did not go out, or the text that a person sends. */
  readonly detail: string;
  readonly at: string;
}

/** How an onboarding ended. */
export type OnboardingOutcome =
  | { readonly kind: 'live'; readonly at: string }
  | { readonly kind: 'cancelled'; readonly by: string; readonly reason: string }
  | { readonly kind: 'stopped'; readonly why: string }
  | { readonly kind: 'audited'; readonly why: string };

/** The whole state: what queries answer, and what travels when the workflow continues as new. */
export interface OnboardingState {
  readonly schema: 1;
  readonly customerId: CustomerId;
  readonly customerName: string;
  stage: Stage;
  /** Since when the stage holds, ISO 8601 in UTC. */
  stageSince: string;
  readonly startedAt: string;
  /** Signs that the customer is already served (R1); a person decides. */
  signsOfLife: readonly string[];
  plan?: Plan;
  /** Values read before anything was written: what undo returns to. */
  observed: Values;
  approvedHash?: string;
  outcomes: Outcomes;
  /** Steps in the order in which they were changed by us: undo goes backwards. */
  changed: { readonly step: StepId; readonly phase: Phase }[];
  openItems: OpenItem[];
  answers: RecordedAnswer[];
  messages: RecordedMessage[];
  /** What became of the messages to Mission Control that a step waits for (R9, R11). */
  notes: { readonly [Id in StepId]?: NoteToMissionControl };
  /** What people chose for steps that left a choice. */
  choices: { readonly [Id in StepId]?: string };
  /** Who asked to do without a step that two persons together may waive (R22). */
  waiversAsked: { readonly [Id in StepId]?: { readonly by: PersonId; readonly reason: string } };
  timeline: TimelineEntry[];
  /** Every settlement, decision and message, each bound to the one before it. */
  chain: EvidenceChain;
  /** How often R1's box was put back: once by us, then a person is asked. */
  intakePutBack: number;
  /** Whether the person who may said that a late go-live goes ahead. */
  lateGoAhead: boolean;
  goneLiveAt?: string;
  /** Left by an undo that somebody else's change made impossible, or that has no way back. */
  leftAfterUndo: string[];
  outcome?: OnboardingOutcome;
}
