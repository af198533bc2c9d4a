import { workflowInfo } from '@temporalio/workflow';
import { appended } from '../../domain/evidence-chain.ts';
import type { OnboardingOrder } from '../messages.ts';
import type { OnboardingState } from './state.ts';

/** The state with which an onboarding begins. */
export function firstState(order: OnboardingOrder): OnboardingState {
  const { startTime, workflowId, firstExecutionRunId: runId } = workflowInfo();
  const now = startTime.toISOString();
  const { customer, fileHash, requestedBy } = order;
  const opening = {
    kind: 'opened',
    customerId: customer.id,
    customerName: customer.name,
    serviceModel: customer.service.model,
    ...{ workflowId, runId, fileHash, requestedBy, at: now },
  } as const;
  return {
    schema: 1,
    customerId: order.customer.id,
    customerName: order.customer.name,
    requestedBy,
    stage: 'resolving',
    stageSince: now,
    startedAt: now,
    signsOfLife: [],
    observed: {},
    revision: 1,
    contractDate: customer.contract.goLive.date,
    moves: [],
    paused: {},
    remarks: {},
    nudges: [],
    drift: [],
    acceptedDrift: [],
    chosenToEnd: false,
    outcomes: {},
    changed: [],
    openItems: [],
    answers: [],
    messages: [],
    notes: {},
    noteRevisions: {},
    choices: {},
    waiversAsked: {},
    timeline: [{ at: now, text: `Started by ${order.requestedBy}.` }],
    chain: appended([], opening),
    intakePutBack: 0,
    lateGoAhead: false,
    agreedValues: {},
    leftAfterUndo: [],
  };
}
