import type { Remark } from '../../domain/decisions.ts';
import type { EvidenceChain } from '../../domain/evidence-chain.ts';
import type { ResolvedGoLive } from '../../domain/go-live.ts';
import type { CustomerId, PersonId } from '../../domain/ids.ts';
import type { KnownItem } from '../../domain/onboarding-ticket-news.ts';
import type { Pause, Pauses } from '../../domain/pauses.ts';
import type { OpenItem, Outcomes, Plan } from '../../domain/plan.ts';
import type { Phase, StepId, Values } from '../../domain/steps/step.ts';
import type { Signed } from '../messages.ts';

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
  /** Live, and watched for drift for a while. */
  | 'aftercare'
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
  /** The decision's id, and the revision of it that was answered. */
  readonly id: string;
  readonly revision?: string;
  /** Which revision of file and date it was given for: the same plan can be asked about again. */
  readonly round: number;
  readonly choice: string;
  readonly by: PersonId;
  readonly provenBy: string;
  readonly at: string;
  readonly reason?: string;
}

/** A message that went out, or whose outcome nobody knows. */
export interface RecordedMessage {
  readonly key: string;
  readonly via: 'slack' | 'email' | 'pager';
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

/** A reminder that went out; its place in the decision's reminder plan tells it from the others. */
export interface SentNudge {
  /** The decision's id and revision. */
  readonly decision: string;
  readonly revision: string;
  readonly number: number;
  readonly level: 'remind' | 'deputy' | 'office-admin';
  readonly to: readonly PersonId[];
  readonly at: string;
}

/** A go-live that was moved, by whom and why. */
export interface MovedGoLive {
  readonly from: ResolvedGoLive;
  readonly to: ResolvedGoLive;
  readonly by: PersonId;
  readonly reason: string;
  readonly at: string;
}

/** Why an agreement no longer counts. */
export type Disagreement = 'amendment' | 'move' | 'withdrawal';

/** What somebody agreed to: an amendment is shown as the difference to it. */
export interface Agreement {
  readonly hash: string;
  readonly by: PersonId;
  readonly at: string;
  /** The instant of the go-live. */
  readonly goLive: string;
  /** What was wanted, in words, by step and phase (`vip-users@live`). */
  readonly wanted: { readonly [stepAtPhase: string]: string };
}

/** A setting of a live customer that is no longer as agreed. */
export interface DriftItem {
  readonly step: StepId;
  readonly title: string;
  /** In words. */
  readonly agreed: string;
  readonly found: string;
  readonly since: string;
}

/** A drift that a person has accepted, so that it is not asked again. */
export interface AcceptedDrift {
  readonly step: StepId;
  readonly found: string;
  readonly by: PersonId;
  readonly reason: string;
  readonly at: string;
}

/** Trouble between R20 and R21 (R23): a deadline, and what was agreed to happen then. */
export interface SwitchOverTrouble {
  readonly since: string;
  readonly deadline: string;
  readonly withoutAnswer: 'put-back' | 'person-ticks';
}

/** An item of the PSA's ticket that a person has ticked or unticked. */
export interface TickedItem {
  readonly step: StepId;
  readonly phase: Phase;
  readonly ticked: boolean;
  /** Who, where the PSA tells and the profile knows them. */
  readonly by?: PersonId;
  /** Who, as the PSA names them. */
  readonly email?: string;
}

/** The onboarding's ticket in the PSA. */
export interface TicketInPsa {
  readonly ticketId: number;
  /** How many checklist items of ours it can hold. */
  readonly room: number;
  /** What the items were last known to hold: what differs from it a person has changed. */
  readonly known: readonly KnownItem[];
  /** The milestones that were noted on it. */
  readonly noted: readonly string[];
}

/** How an onboarding ended. */
export type OnboardingOutcome =
  | { readonly kind: 'live'; readonly at: string }
  | { readonly kind: 'cancelled'; readonly by: string; readonly reason: string }
  /** Ended after it was live: taken off the help desk again as far as that goes. */
  | { readonly kind: 'ended'; readonly by: string; readonly reason: string; readonly liveSince: string }
  | { readonly kind: 'stopped'; readonly why: string }
  | { readonly kind: 'audited'; readonly why: string };

/** The whole state: what queries answer, and what travels when the workflow continues as new. */
export interface OnboardingState {
  readonly schema: 1;
  readonly customerId: CustomerId;
  readonly customerName: string;
  /** Who asked for the onboarding: a person's id, or what else started it. */
  readonly requestedBy: string;
  stage: Stage;
  /** Since when the stage holds, ISO 8601 in UTC. */
  stageSince: string;
  readonly startedAt: string;
  /** Signs that the customer is already served (R1); a person decides. */
  signsOfLife: readonly string[];
  plan?: Plan;
  /** Values read before anything was written: what undo returns to. */
  observed: Values;
  /** What is agreed to and not withdrawn; nothing but R1 is written without it. */
  approved?: Agreement;
  /** What was agreed to before an amendment, a move or a withdrawal: the new plan is shown against it. */
  agreedBefore?: Agreement;
  /** Why what was agreed to no longer counts. */
  disagreed?: Disagreement;
  /** Counts the customer files and dates that the onboarding was given: 1 at first. */
  revision: number;
  /** The date that the contract names, wherever the go-live was moved to since. */
  contractDate: string;
  moves: MovedGoLive[];
  hold?: Pause;
  /** Systems in which nothing is read or written for now. */
  paused: Pauses;
  /** What was asked back and answered, by the decision's id. */
  remarks: { readonly [decision: string]: readonly Remark[] };
  nudges: SentNudge[];
  /** Since when it is asked whether access for Mission Control is withdrawn after a move (R16). */
  accessAskedAt?: string;
  /** For which go-live instant the readiness was told. */
  readinessToldFor?: string;
  switchOverTrouble?: SwitchOverTrouble;
  drift: DriftItem[];
  acceptedDrift: AcceptedDrift[];
  /** Who asks for the end of a customer that is live; somebody else agrees. */
  endAsked?: Signed & { readonly at: string };
  /** Whether somebody else has agreed to that end. */
  chosenToEnd: boolean;
  ticket?: TicketInPsa;
  outcomes: Outcomes;
  /** Steps in the order in which they were changed by us: undo goes backwards. */
  changed: { readonly step: StepId; readonly phase: Phase }[];
  openItems: OpenItem[];
  answers: RecordedAnswer[];
  messages: RecordedMessage[];
  /** What became of the messages to Mission Control that a step waits for (R9, R11). */
  notes: { readonly [Id in StepId]?: NoteToMissionControl };
  /** How often each message to Mission Control was made anew because what it says had changed. */
  noteRevisions: { readonly [Id in StepId]?: number };
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
  /** What was read right after the go-live: what drift is held against. */
  agreedValues: Values;
  /** Left by an undo that somebody else's change made impossible, or that has no way back. */
  leftAfterUndo: string[];
  outcome?: OnboardingOutcome;
}
