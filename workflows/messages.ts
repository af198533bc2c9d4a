/** What clients say to workflows and ask of them. Shared by client and workflows, free of heavy libraries. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CustomerFile } from '../domain/customer-file.ts';
import type { ChainHead } from '../domain/evidence-chain.ts';
import type { ResolvedGoLive } from '../domain/go-live.ts';
import type { CustomerId, PersonId } from '../domain/ids.ts';
import type { KnownItem } from '../domain/onboarding-ticket-news.ts';
import type { Pause, Pauses } from '../domain/pauses.ts';
import type { StepId, SystemName, Values } from '../domain/steps/step.ts';
import type { Limits } from './limits.ts';
import type { OnboardingState, SentNudge, TickedItem } from './onboarding/state.ts';

/** Types under which the workflows are started. Never renamed after a release. */
export const workflowTypes = {
  onboarding: 'onboardCustomer',
  customer: 'customerRecord',
  plan: 'planCustomer',
  audit: 'auditCustomer',
  lease: 'lease',
  interlockSweep: 'sweepInterlock',
  reminderSweep: 'sweepReminders',
  morningSweep: 'sweepMorning',
  driftSweep: 'sweepDrift',
  desk: 'desk',
  ticketSweep: 'sweepTickets',
  sendCode: 'sendCode',
} as const;

/** The queue of workflows; activity queues carry its name with the endings below. */
export const defaultTaskQueue = 'onboarding';

/** The queue for activities that speak with APIs and with our own stores. */
export function apiQueue(workflowQueue: string): string {
  return `${workflowQueue}-api`;
}

/** The queue for activities that need a browser: few slots, workers without workflows. */
export function portalQueue(workflowQueue: string): string {
  return `${workflowQueue}-portal`;
}

/** `onboarding-<customer id>`; without a slash, so that the server's HTTP API can address it. */
export function onboardingWorkflowId(customer: CustomerId): string {
  return `onboarding-${customer}`;
}

/** `customer-<customer id>`: the small workflow that outlives every onboarding. */
export function customerWorkflowId(customer: CustomerId): string {
  return `customer-${customer}`;
}

/** What an onboarding is started with. */
export interface OnboardingOrder {
  readonly schema: 1;
  readonly customer: CustomerFile;
  /** Digest of the customer file, to tell a changed file from the same one. */
  readonly fileHash: string;
  readonly requestedBy: string;
  /** The plan that the requester was shown before starting. */
  readonly shownPlanHash?: string;
  readonly limits?: Partial<Limits>;
}

/** Who says something, how we know that it is them (`claimed: dana@host`), and why they say it. */
export interface Signed {
  readonly by: PersonId;
  readonly provenBy: string;
  readonly reason: string;
}

/** What every answer holds beside the answer itself. */
export interface Answering extends Omit<Signed, 'reason'> {
  readonly reason?: string;
  /** The revision of the decision that the person was shown; refused where something else is asked by now. */
  readonly revision?: string;
  /** Given through a link of a message: refused after that instant, ISO 8601 in UTC. */
  readonly linkExpiresAt?: string;
}

/** A person's answer to a decision. */
export type Answer = Answering &
  (
    | {
        readonly decision: 'contract-terms';
        readonly planHash: string;
        /** An approval can be withdrawn until it is used, at the go-live. */
        readonly choice: 'approve' | 'decline' | 'withdraw';
        /** Questions of the plan that are accepted by name, such as hours in which nobody answers (R61). */
        readonly accepts?: readonly string[];
      }
    | {
        readonly decision: 'open-step';
        readonly step: StepId;
        readonly choice: 'retry' | 'done-by-hand' | 'waive';
        /** With `retry`, where the step left a choice: the id of what was chosen. */
        readonly choose?: string;
      }
    | { readonly decision: 'already-live'; readonly choice: 'audit-only' | 'onboard-anew' | 'stop' }
    | { readonly decision: 'late-go-live'; readonly choice: 'go-now' }
    | { readonly decision: 'access-after-move'; readonly choice: 'withdraw' | 'keep' }
    | {
        readonly decision: 'drift';
        readonly step: StepId;
        readonly choice: 'accept' | 'repair' | 'ignore';
      }
    | { readonly decision: 'end-after-live'; readonly choice: 'end' | 'go-on' }
    /** Asks back about a decision, or replies to that; the text is the reason. The decision stays open. */
    | { readonly decision: 'remark'; readonly about: string; readonly choice: 'ask-back' | 'reply' }
  );

/** Says what came of an answer. */
export interface AnswerReceipt {
  readonly sentence: string;
}

/** Answers a decision. Refused with a sentence: wrong person, nothing to decide, stale plan, second answer, missing reason. */
export const decideUpdate = defineUpdate<AnswerReceipt, [Answer]>('decide');

/** Cancels: what was changed is undone as each step declares, then the onboarding ends. */
export const cancelUpdate = defineUpdate<AnswerReceipt, [Signed]>('cancel');

/** Asks for another customer file in place of the one that the onboarding was started with. */
export interface Amendment extends Signed {
  readonly customer: CustomerFile;
  readonly fileHash: string;
}

/**
 * Takes up a changed customer file before go-live: a new plan, approved anew; what was written for the old one follows or
 * is taken back. Refused with a sentence where it cannot be.
 */
export const amendUpdate = defineUpdate<AnswerReceipt, [Amendment]>('amend');

/** Asks for another go-live. `goLive` was resolved for the person who looked at it. */
export interface Reschedule extends Signed {
  readonly goLive: ResolvedGoLive;
}

/** Moves the go-live, before or after approval. Refused with a sentence: past, too early, too late to move. */
export const rescheduleUpdate = defineUpdate<AnswerReceipt, [Reschedule]>('reschedule');

/** Keeps the customer from going live until it is released; preparation goes on. */
export const holdUpdate = defineUpdate<AnswerReceipt, [Signed]>('hold');

/** Ends a hold. */
export const releaseUpdate = defineUpdate<AnswerReceipt, [Signed]>('release');

/** All that status, board and report need; instants, never "now". */
export const progressQuery = defineQuery<OnboardingState>('progress');

/** The order it was started with: the customer file and its digest. */
export const orderQuery = defineQuery<OnboardingOrder>('order');

/** The interlock sweep found R1's box open; the onboarding puts it back once, then asks. */
export const intakeFoundOpenSignal = defineSignal<[{ readonly seenAt: string }]>('intakeFoundOpen');

/** A system is paused, or goes on: nothing is read or written there meanwhile. */
export const systemPausedSignal =
  defineSignal<[{ readonly system: SystemName; readonly pause: Pause | null }]>('systemPaused');

/** People were reminded of a decision. */
export const nudgedSignal = defineSignal<[readonly SentNudge[]]>('nudged');

/** The drift sweep found settings of a live customer that are no longer as agreed; the onboarding looks for itself. */
export const driftSeenSignal =
  defineSignal<[{ readonly seenAt: string; readonly steps: readonly StepId[] }]>('driftSeen');

/** What the ticket sweep read, and what people have changed since it was last known. */
export interface TicketNews {
  readonly items: readonly TickedItem[];
  readonly known: readonly KnownItem[];
  readonly room: number;
}

/** Somebody ticked or unticked items of the onboarding's ticket in the PSA. */
export const ticketChangedSignal = defineSignal<[TicketNews]>('ticketChanged');

/** Asks an onboarding to continue as new at the next quiet point: a shorter history, or a newer worker version. */
export const continueAsNewSignal = defineSignal('continueAsNewSoon');

/** What `customer-<id>` keeps of a customer between and after onboardings. */
export interface CustomerRecordState {
  readonly schema: 1;
  readonly customerId: CustomerId;
  readonly status: 'not-live' | 'onboarding' | 'live';
  /** The onboarding that is running or was the last. */
  readonly onboarding?: { readonly workflowId: string; readonly runId: string };
  /** What was agreed and verified at go-live, by step: what audits compare with. */
  readonly agreed: Values;
  readonly liveSince?: string;
  /** The heads of its onboardings' evidence: what reports are checked against. */
  readonly evidence: readonly ({ readonly runId: string } & ChainHead)[];
  readonly history: readonly { readonly at: string; readonly what: string }[];
}

/** Registers a run; idempotent per run, refused while another run is active. Answers whether the customer is live. */
export const beginOnboardingUpdate = defineUpdate<
  { readonly alreadyLive: boolean },
  [{ readonly workflowId: string; readonly runId: string; readonly supersedes?: string }]
>('beginOnboarding');

/** The customer is live from now on; the run goes on caring for it. */
export const markLiveUpdate = defineUpdate<
  void,
  [{ readonly runId: string; readonly at: string; readonly agreed: Values }]
>('markLive');

/** How a run ends its hold of the customer. */
export interface EndedOnboarding {
  readonly runId: string;
  readonly ended: 'live' | 'not-live' | 'taken-off';
  readonly at: string;
  readonly agreed: Values;
  readonly evidenceHead: ChainHead;
}

/** Ends a run's hold of the customer. */
export const endOnboardingUpdate = defineUpdate<void, [EndedOnboarding]>('endOnboarding');

export const customerStateQuery = defineQuery<CustomerRecordState>('customer');

/** The workflow that keeps which systems are paused, for onboardings to come, too. One per deployment. */
export const deskWorkflowId = 'desk';

/** What the desk keeps. */
export interface DeskState {
  readonly schema: 1;
  readonly paused: Pauses;
}

/** Pauses a system for all onboardings, or lets it go on. Answers how many running onboardings are told. */
export const pauseSystemUpdate = defineUpdate<
  AnswerReceipt,
  [Signed & { readonly system: SystemName; readonly paused: boolean }]
>('pauseSystem');

export const deskStateQuery = defineQuery<DeskState>('deskState');

/** What a plan or audit is asked with. */
export interface PlanRequest {
  readonly customer: CustomerFile;
  readonly limits?: Partial<Limits>;
}

/** Progress of a plan, for a person who waits for it. */
export const planProgressQuery = defineQuery<{ readonly waitingFor: string }>('planProgress');

/** Asks for a lease; waits for its turn. `ttlMs` bounds how long a holder that died blocks the others. */
export const acquireLeaseUpdate = defineUpdate<void, [{ readonly holder: string; readonly ttlMs: number }]>(
  'acquire',
);

/** Gives a lease back; a holder that lost it already does no harm. */
export const releaseLeaseUpdate = defineUpdate<void, [{ readonly holder: string }]>('release');
