import type { CustomerFile } from '../domain/customer-file.ts';
import type { ProofKind } from '../domain/decisions.ts';
import type { EvidenceReference } from '../domain/evidence.ts';
import type { ChainHead } from '../domain/evidence-chain.ts';
import type { ResolvedGoLive } from '../domain/go-live-instant.ts';
import type { CustomerId, PersonId } from '../domain/ids.ts';
import type { Pause, Pauses } from '../domain/pauses.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problems.ts';
import type { Facts, Phase, StepId, SystemName, Values } from '../domain/steps/step.ts';
import type { WatchedCustomer } from './sweeps/drift.ts';
import type { MorningMessages } from './sweeps/morning.ts';
import type { DueReminders, ToldNudges } from './sweeps/reminders.ts';
import type { TicketActivities, TicketInUse, TicketReading } from './ticket-activities.ts';
import type { Pictures } from './visit.ts';

/** What an inspection of one record gave. Small: pictures lie in the evidence store. */
export interface Inspection {
  readonly values: Values;
  readonly problems: { readonly [Id in StepId]?: Problem };
  /** Steps that the profile has switched to by hand and that cannot be read either. */
  readonly unreadable: readonly StepId[];
  readonly signsOfLife: readonly string[];
  readonly evidence: readonly EvidenceReference[];
  /** What was read beside settings. */
  readonly facts?: Facts;
}

/** Asks for a reading of one record. */
export interface InspectInput {
  readonly customer: CustomerFile;
  readonly steps: readonly StepId[];
  readonly pictures: Pictures;
}

/** Asks to bring these steps of one record to what the phase wants. */
export interface EnsureInput {
  readonly customer: CustomerFile;
  readonly phase: Phase;
  readonly steps: readonly StepId[];
  /** What each step was last known to hold, in words: tells our own lost write from a setting that was always right. */
  readonly lastKnown: { readonly [Id in StepId]?: string };
  /** What a person chose for a step that left a choice. */
  readonly choices: { readonly [Id in StepId]?: string };
}

/** Asks to take changes of one record back, unless somebody else has changed them since. */
export interface RestoreInput {
  readonly customer: CustomerFile;
  readonly phase: Phase;
  readonly steps: readonly StepId[];
  /** What was there before our change. */
  readonly before: Values;
  /** What was verified after it, in words: anything else somebody has changed since. */
  readonly verified: { readonly [Id in StepId]?: string };
}

/** What came of one step in a visit. */
export type StepResult =
  | { readonly kind: 'unchanged'; readonly after: string }
  | { readonly kind: 'changed'; readonly before: string; readonly after: string }
  | { readonly kind: 'left-alone'; readonly after: string; readonly why: string }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly instruction: string };

/** What came of a visit, step by step. */
export interface VisitResult {
  readonly results: { readonly [Id in StepId]?: StepResult };
  readonly evidence: readonly EvidenceReference[];
}

/** What came of bringing steps to what is wanted, and what was read of them last. */
export interface EnsureResult extends VisitResult {
  readonly values: Values;
}

/** Where a message goes and about what. Texts are composed in an activity, stored, and sent as stored. */
export type MessageSubject =
  | { readonly kind: 'approval-wanted'; readonly planHash: string }
  | {
      readonly kind: 'needs-attention';
      readonly title: string;
      readonly problem: Problem;
      readonly step: StepId;
      readonly urgent: boolean;
    }
  | { readonly kind: 'already-live'; readonly signs: readonly string[] }
  | { readonly kind: 'intake-opened'; readonly what: string }
  | { readonly kind: 'go-live-moved'; readonly from: string; readonly to: string }
  | { readonly kind: 'go-live-blocked'; readonly open: readonly string[] }
  | { readonly kind: 'live'; readonly at: string }
  /** Asked back about a decision, or replied; goes to whoever started it, or to who may decide. */
  | {
      readonly kind: 'asked-back' | 'reply';
      readonly decision: string;
      readonly title: string;
      readonly by: PersonId;
      readonly text: string;
      readonly requestedBy: string;
    }
  /** Somebody moved the go-live; instants in UTC. */
  | {
      readonly kind: 'rescheduled';
      readonly from: string;
      readonly to: string;
      readonly by: PersonId;
      readonly reason: string;
    }
  | { readonly kind: 'held'; readonly by: PersonId; readonly reason: string }
  | { readonly kind: 'released'; readonly by: PersonId }
  /** One business day before: what is settled and what is open. */
  | { readonly kind: 'readiness'; readonly settled: number; readonly open: readonly string[] }
  /** R23: rings at once; `withoutAnswer` happens at the deadline. */
  | {
      readonly kind: 'switch-over-trouble';
      readonly what: string;
      readonly deadline: string;
      readonly withoutAnswer: 'put-back' | 'person-ticks';
    }
  | { readonly kind: 'deadline-passed'; readonly what: string }
  | { readonly kind: 'access-open-too-early'; readonly opensAgain: string }
  | { readonly kind: 'drift'; readonly found: readonly string[] }
  | { readonly kind: 'end-asked'; readonly by: PersonId; readonly reason: string }
  | { readonly kind: 'ended'; readonly why: string; readonly left: readonly string[] }
  /** The end of the aftercare; what is still not as agreed. */
  | { readonly kind: 'closing'; readonly liveSince: string; readonly open: readonly string[] }
  /** `revision` counts how often the message was made anew because what it says had changed: 1 at first. */
  | { readonly kind: 'hours-note'; readonly revision: number }
  | {
      readonly kind: 'location-request';
      readonly locations: readonly string[];
      readonly revision: number;
    }
  | { readonly kind: 'cancelled'; readonly why: string; readonly left: readonly string[] };

/** The open decision that a message is about, everybody who may answer it, and how well proven. */
export interface WantedDecision {
  readonly id: string;
  readonly revision: string;
  readonly people: readonly PersonId[];
  readonly proof: ProofKind;
}

/** Asks to mail a person the code of a challenge; see `mailedCode`. */
export interface CodeRequest {
  readonly person: PersonId;
  readonly challenge: string;
}

/** A message ready to be sent: rendered once, never again under the same key. */
export type ComposedMessage =
  | { readonly via: 'slack'; readonly key: string; readonly channel: string; readonly text: string }
  | {
      readonly via: 'email';
      readonly key: string;
      readonly messageId: string;
      readonly to: string;
      readonly subject: string;
      readonly text: string;
      readonly html?: string;
    }
  /** Rings whoever is on call (R23). The same `key` is the same alarm, however often it is sent. */
  | { readonly via: 'pager'; readonly key: string; readonly summary: string; readonly details: string }
  /** A mail that a person sends, because the profile says so. */
  | {
      readonly via: 'draft';
      readonly key: string;
      readonly to: string;
      readonly subject: string;
      readonly text: string;
    };

/** What the machine sends; a draft is sent by a person. */
export type Sendable = Exclude<ComposedMessage, { readonly via: 'draft' }>;

/** The activities that are not visits to a record. */
export interface OnboardingActivities extends TicketActivities {
  /** Makes the plan from readings, profile and customer file; resolves the go-live instant. */
  composePlan(input: {
    readonly customer: CustomerFile;
    readonly inspections: readonly Inspection[];
    /** The workflow's time, ISO 8601 in UTC: activities never decide by a clock of their own. */
    readonly now: string;
  }): Promise<Plan>;
  /** Resolves the go-live instant anew with this worker's time-zone data. */
  resolveGoLive(input: { readonly customer: CustomerFile; readonly now: string }): Promise<ResolvedGoLive>;
  /** Which systems the desk has paused, and by whom. */
  readPauses(input: undefined): Promise<Pauses>;
  /** Who may pause and resume systems, by the profile of the moment. */
  whoMayPause(input: undefined): Promise<readonly PersonId[]>;
  /** Tells running onboardings that a system is paused, or goes on. Answers how many were told. */
  tellPause(input: { readonly system: SystemName; readonly pause: Pause | null }): Promise<number>;
  /** Registers this onboarding with `customer-<id>`; refuses when another one is running. */
  openCustomerRecord(input: {
    readonly customer: CustomerFile;
    readonly runId: string;
  }): Promise<{ readonly alreadyLive: boolean }>;
  /** Tells `customer-<id>` that the customer is live, and what was agreed. */
  markCustomerLive(input: {
    readonly customerId: CustomerId;
    readonly runId: string;
    readonly at: string;
    readonly agreed: Values;
  }): Promise<void>;
  /** Hands the agreed state over to `customer-<id>`, or tells it that the onboarding ended without going live. */
  closeCustomerRecord(input: {
    readonly customerId: CustomerId;
    /** The first run of a chain: it stays the same when an onboarding continues as new. */
    readonly runId: string;
    readonly ended: 'live' | 'not-live' | 'taken-off';
    readonly at: string;
    readonly agreed: Values;
    /** How far the evidence goes: whoever keeps it can tell whether it was rewritten. */
    readonly evidenceHead: ChainHead;
  }): Promise<void>;
  /** Writes the note on the Autotask company that keeps the head of the evidence; null where the profile wants none. */
  writeClosingNote(input: {
    readonly customer: CustomerFile;
    readonly liveSince: string;
    readonly head: ChainHead;
    readonly runId: string;
    readonly at: string;
  }): Promise<{ readonly noteId: number } | null>;
  /** Renders the messages for a subject: none when the profile has the channel switched off. */
  composeMessages(input: {
    readonly customer: CustomerFile;
    readonly subject: MessageSubject;
    readonly key: string;
    readonly now: string;
    readonly decision?: WantedDecision;
  }): Promise<readonly ComposedMessage[]>;
  /** Mails a code, once: for somebody who opened a link and is to show that it is theirs. */
  sendCode(input: CodeRequest): Promise<void>;
  /** Sends once. Throws `message-unknown` when it may have gone out. */
  sendMessage(input: { readonly message: Sendable }): Promise<{ readonly reference: string }>;
  /** Looks whether a message of unknown outcome is there. */
  findMessage(input: {
    readonly message: Sendable;
    readonly since: string;
  }): Promise<{ readonly reference: string } | null>;
  /** Onboardings that wait for their go-live: what the daily interlock sweep goes through. */
  listWaitingOnboardings(
    input: undefined,
  ): Promise<readonly { readonly workflowId: string; readonly customer: CustomerFile }[]>;
  /** Tells an onboarding that its intake was found open (R1). Only a signal: the onboarding is the one that writes. */
  reportOpenIntake(input: { readonly workflowId: string; readonly seenAt: string }): Promise<void>;
  /** The tickets of all onboardings that run. */
  listOnboardingTickets(input: undefined): Promise<readonly TicketInUse[]>;
  /** Tells an onboarding what people did to its ticket; answers how many items that were. */
  reportTicketNews(input: { readonly ticket: TicketInUse; readonly reading: TicketReading }): Promise<number>;
  /** What people are to be reminded of at that instant, in as few messages as there are people. */
  composeReminders(input: { readonly now: string; readonly key: string }): Promise<DueReminders>;
  /** Tells an onboarding of what its people were reminded; twice does no harm. */
  reportNudges(input: ToldNudges): Promise<void>;
  /** The message of the morning: go-lives of the day, what is overdue, on hold or in trouble. */
  composeMorning(input: { readonly now: string; readonly key: string }): Promise<MorningMessages>;
  /** Fetches the heartbeat address of the profile; `off` where it has none. */
  sendHeartbeat(input: undefined): Promise<'sent' | 'off'>;
  /** Live customers that are still watched for drift. */
  listWatchedCustomers(input: undefined): Promise<{
    readonly watched: readonly WatchedCustomer[];
    readonly unreadable: readonly string[];
  }>;
  /** Steps that were read and are not as wanted. */
  compareWithAgreed(input: {
    readonly customer: CustomerFile;
    readonly inspections: readonly Inspection[];
    readonly now: string;
  }): Promise<readonly StepId[]>;
  /** Tells an onboarding which settings are no longer as agreed, or are again. Only a signal. */
  reportDrift(input: {
    readonly workflowId: string;
    readonly seenAt: string;
    readonly steps: readonly StepId[];
  }): Promise<void>;
}
