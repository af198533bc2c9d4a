import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { CustomerId } from '../domain/ids.ts';
import {
  beginOnboardingUpdate,
  type CustomerRecordState,
  customerStateQuery,
  type EndedOnboarding,
  endOnboardingUpdate,
  markLiveUpdate,
} from './messages.ts';

/** How many lines of its story a record keeps: enough for a report, little enough to carry along. */
const HISTORY_LINES = 200;
const told = {
  live: 'The onboarding ended; the customer is live.',
  'not-live': 'Onboarding ended without going live.',
  'taken-off': 'Taken off the help desk again.',
} as const;
/** How many heads of evidence: one an onboarding. */
const HEADS = 50;

/**
 * `customer-<id>`: exists from before the first write, outlives every onboarding and refuses a second one beside
 * the first. Audits, reports and later changes work from what it keeps.
 */
export async function customerRecord(customerId: CustomerId, carried?: CustomerRecordState): Promise<void> {
  let state: CustomerRecordState = carried ?? {
    schema: 1,
    customerId,
    status: 'not-live',
    agreed: {},
    evidence: [],
    history: [],
  };
  const note = (what: string) =>
    [...state.history, { at: new Date(Date.now()).toISOString(), what }].slice(-HISTORY_LINES);

  setHandler(customerStateQuery, () => state);
  setHandler(
    beginOnboardingUpdate,
    ({ workflowId, runId }) => {
      const again = state.onboarding?.runId === runId;
      if (again) return { alreadyLive: state.liveSince !== undefined };
      const history = note(`Onboarding started (run ${runId}).`);
      state = { ...state, status: 'onboarding', onboarding: { workflowId, runId }, history };
      return { alreadyLive: state.liveSince !== undefined };
    },
    {
      validator: ({ runId, supersedes }) => {
        const running = state.status === 'onboarding' ? state.onboarding?.runId : undefined;
        if (running === undefined || running === runId || running === supersedes) return;
        throw ApplicationFailure.nonRetryable(
          `${state.onboarding?.workflowId} (run ${running}) is still onboarding this customer.`,
          'onboarding-running',
          state.onboarding?.workflowId,
          running,
        );
      },
    },
  );
  setHandler(markLiveUpdate, ({ runId, at, agreed }) => {
    if (state.onboarding?.runId !== runId) return;
    const history = state.liveSince === at ? state.history : note(`Live since ${at}.`);
    state = { ...state, liveSince: at, agreed, history };
    setCurrentDetails(`**${customerId}** · live`);
  });
  setHandler(endOnboardingUpdate, ({ runId, evidenceHead, ...end }) => {
    if (state.onboarding?.runId !== runId || state.status !== 'onboarding') return;
    const evidence = [...state.evidence, { runId, ...evidenceHead }].slice(-HEADS);
    state = ended(state, { ...end, evidence });
    state = { ...state, history: note(told[end.ended]) };
    setCurrentDetails(`**${customerId}** · ${state.status}`);
  });

  await condition(() => workflowInfo().continueAsNewSuggested);
  await condition(allHandlersFinished);
  await continueAsNew<typeof customerRecord>(customerId, state);
}

/** How a run leaves the record: an earlier go-live stays one, unless the customer was taken off the help desk again. */
function ended(
  state: CustomerRecordState,
  end: Pick<EndedOnboarding, 'ended' | 'at' | 'agreed'> & Pick<CustomerRecordState, 'evidence'>,
): CustomerRecordState {
  const { evidence, agreed, at: liveSince } = end;
  switch (end.ended) {
    case 'live':
      return { ...state, status: 'live', liveSince, agreed, evidence };
    case 'not-live':
      return { ...state, status: state.liveSince === undefined ? 'not-live' : 'live', evidence };
    case 'taken-off': {
      const { liveSince: _was, ...rest } = state;
      return { ...rest, status: 'not-live', agreed: {}, evidence };
    }
  }
}
