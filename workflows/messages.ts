/** What clients say to workflows and ask of them. Shared by client and workflows, free of heavy libraries. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CustomerFile } from '../domain/customer-file.ts';
import type { ChainHead } from '../domain/evidence-chain.ts';
import type { CustomerId, PersonId } from '../domain/ids.ts';
import type { StepId, Values } from '../domain/steps/step.ts';
import type { Limits } from './limits.ts';
import type { OnboardingState } from './onboarding/state.ts';

/** Types under which the workflows are started. Never renamed after a release. */
export const workflowTypes = {
  onboarding: 'onboardCustomer',
  customer: 'customerRecord',
  plan: 'planCustomer',
  audit: 'auditCustomer',
  lease: 'lease',
  interlockSweep: 'sweepInterlock',
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

/** A person's answer. `provenBy` says how we know who it is: `claimed: user@host`. */
export type Answer = {
  readonly by: PersonId;
  readonly provenBy: string;
  readonly reason?: string;
} & (
  | {
      readonly decision: 'contract-terms';
      readonly planHash: string;
      readonly choice: 'approve' | 'decline';
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
);

/** Says what came of an answer. */
export interface AnswerReceipt {
  readonly sentence: string;
}

/** Answers a decision. Refused with a sentence: wrong person, nothing to decide, stale plan, second answer, missing reason. */
export const decideUpdate = defineUpdate<AnswerReceipt, [Answer]>('decide');

/** Cancels: what was changed is undone as each step declares, then the onboarding ends. */
export const cancelUpdate = defineUpdate<
  AnswerReceipt,
  [{ readonly by: PersonId; readonly provenBy: string; readonly reason: string }]
>('cancel');

/** All that status, board and report need; instants, never "now". */
export const progressQuery = defineQuery<OnboardingState>('progress');

/** The order it was started with: the customer file and its digest. */
export const orderQuery = defineQuery<OnboardingOrder>('order');

/** The interlock sweep found R1's box open; the onboarding puts it back once, then asks. */
export const intakeFoundOpenSignal = defineSignal<[{ readonly seenAt: string }]>('intakeFoundOpen');

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

/** Ends a run's hold of the customer. */
export const endOnboardingUpdate = defineUpdate<
  void,
  [
    {
      readonly runId: string;
      readonly ended: 'live' | 'not-live';
      readonly at: string;
      readonly agreed: Values;
      readonly evidenceHead: ChainHead;
    },
  ]
>('endOnboarding');

export const customerStateQuery = defineQuery<CustomerRecordState>('customer');

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
