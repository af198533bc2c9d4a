import { getClient } from '@temporalio/activity';
import type { CustomerFile } from '../../domain/customer-file.ts';
import { catalogue, isReadable, systemOf } from '../../domain/steps/catalogue.ts';
import type { RecordName, StepId, SystemName } from '../../domain/steps/step.ts';
import { driftSeenSignal, orderQuery } from '../../workflows/messages.ts';
import type { OnboardingState } from '../../workflows/onboarding/state.ts';
import { composePlan } from '../planning/compose-plan.ts';
import type { LoadedProfile } from '../profile-view.ts';
import type { Inspection } from '../types.ts';
import { runningOnboardings, unlessGone } from './onboardings.ts';

/** A live customer that is still watched. */
export interface WatchedCustomer {
  readonly workflowId: string;
  readonly customer: CustomerFile;
  /** What is looked at, by record. Not what a person did without, nor what is only said by people. */
  readonly visits: readonly { readonly record: RecordName; readonly steps: readonly StepId[] }[];
  /** Steps whose drift is asked about already. */
  readonly asked: readonly StepId[];
}

/** Live customers in their aftercare, and the workflow ids of those that did not say how they stand. */
export async function listWatchedCustomers(): Promise<{
  readonly watched: readonly WatchedCustomer[];
  readonly unreadable: readonly string[];
}> {
  const { onboardings, unreadable } = await runningOnboardings("OnboardStage = 'aftercare'");
  const watched = await Promise.all(
    onboardings.map(async ({ workflowId, state }): Promise<WatchedCustomer[]> => {
      const order = await unlessGone(getClient().workflow.getHandle(workflowId).query(orderQuery));
      if (order === undefined) return [];
      const asked = state.drift.map(({ step }) => step);
      return [{ workflowId, customer: order.customer, visits: visitsOf(state), asked }];
    }),
  );
  return { watched: watched.flat(), unreadable };
}

/** One visit for each record of the plan, but for systems that are paused. */
function visitsOf({ plan, outcomes, paused }: OnboardingState): WatchedCustomer['visits'] {
  const isWatched = (step: StepId) => {
    const last = outcomes[step]?.live ?? outcomes[step]?.preparation;
    const system: SystemName = systemOf(step);
    return last?.kind !== 'waived' && paused[system] === undefined && isReadable(catalogue[step].record);
  };
  const steps = [...new Set((plan?.lines ?? []).map(({ step }) => step))].filter(isWatched);
  const names = [...new Set(steps.map((step) => catalogue[step].record))];
  return names.map((record) => ({
    record,
    steps: steps.filter((step) => catalogue[step].record === record),
  }));
}

/** Steps that were read and are not as wanted; what is wanted from go-live on stands above what was before it. */
export function compareWithAgreed(
  loaded: LoadedProfile,
  customer: CustomerFile,
  inspections: readonly Inspection[],
  now: string,
): StepId[] {
  const { lines } = composePlan(loaded, customer, inspections, now);
  const steps = [...new Set(lines.map(({ step }) => step))];
  return steps.filter((step) => {
    const line = lines.findLast((one) => one.step === step);
    return line?.before !== undefined && line.verdict !== 'as-wanted' && isReadable(catalogue[step].record);
  });
}

/** Tells an onboarding where to look: the drift is judged there. */
export async function reportDrift(
  workflowId: string,
  seen: { readonly seenAt: string; readonly steps: readonly StepId[] },
): Promise<void> {
  await unlessGone(getClient().workflow.getHandle(workflowId).signal(driftSeenSignal, seen));
}
