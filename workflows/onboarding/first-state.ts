import { workflowInfo } from '@temporalio/workflow';
import type { OnboardingOrder } from '../messages.ts';
import type { OnboardingState } from './state.ts';

/** The state with which an onboarding begins. */
export function firstState(order: OnboardingOrder): OnboardingState {
  const now = workflowInfo().startTime.toISOString();
  return {
    schema: 1,
    customerId: order.customer.id,
    customerName: order.customer.name,
    stage: 'resolving',
    stageSince: now,
    startedAt: now,
    signsOfLife: [],
    observed: {},
    outcomes: {},
    changed: [],
    openItems: [],
    answers: [],
    messages: [],
    timeline: [{ at: now, text: `Started by ${order.requestedBy}.` }],
    intakePutBack: 0,
    lateGoAhead: false,
    leftAfterUndo: [],
  };
}
