import type { OpenItem, Outcome, PlanLine } from '../../domain/plan.ts';
import { catalogue, stepIds, stepsOf, systemOf, systemTitles } from '../../domain/steps/catalogue.ts';
import { type Phase, phases, type RecordName, type StepId } from '../../domain/steps/step.ts';
import { readableRecords } from '../inspect-everything.ts';
import type { OnboardingState } from './state.ts';

// What the plan wants and how far it is: nothing but the state says so.

/** What came of a step in this phase; undefined while it is not settled. */
export function outcomeOf(state: OnboardingState, step: StepId, phase: Phase): Outcome | undefined {
  return state.outcomes[step]?.[phase];
}

/** What each step was last known to hold, in words. */
export function lastKnown(
  state: OnboardingState,
  steps: readonly StepId[],
): { readonly [Id in StepId]?: string } {
  const known = steps.flatMap((step) => {
    const outcomes = state.outcomes[step];
    const last = outcomes?.live ?? outcomes?.preparation;
    const after = last !== undefined && last.kind !== 'waived' ? last.after : undefined;
    const read = state.plan?.lines.find((line) => line.step === step)?.before;
    // Without words of its own (confirmed by hand, unseen) an outcome says nothing that we could compare with.
    const words = after || read;
    return words === undefined ? [] : [[step, words] as const];
  });
  return Object.fromEntries(known);
}

/** What the step was verified to hold after our change, in words. */
export function verified(
  state: OnboardingState,
  step: StepId,
  phase: Phase,
): { readonly [Id in StepId]?: string } {
  const outcome = outcomeOf(state, step, phase);
  return outcome?.kind === 'changed' ? { [step]: outcome.after } : {};
}

/**
 * The records that the plan has lines for and that can be read: a system that is off, or a message, has none. Nobody
 * waits for one of which everything was waived.
 */
export function recordsInUse(state: OnboardingState): RecordName[] {
  return readableRecords(state.plan?.lines ?? []).filter(
    (record) => stepsNotWaived(state, record).length > 0,
  );
}

/** The steps that the plan wants something of in this phase, in catalogue order. */
export function stepsIn(state: OnboardingState, phase: Phase): StepId[] {
  const lines = state.plan?.lines ?? [];
  return stepIds.filter((step) => lines.some((line) => line.step === step && line.phase === phase));
}

/** What the plan says of the step in this phase. */
export function lineOf(state: OnboardingState, step: StepId, phase: Phase): PlanLine | undefined {
  return state.plan?.lines.find((line) => line.step === step && line.phase === phase);
}

/** The phases in which something is wanted of the step; before go-live where no plan says so yet. */
export function phasesOf(state: OnboardingState, step: StepId): Phase[] {
  const wanted = phases.filter((phase) => lineOf(state, step, phase) !== undefined);
  return wanted.length > 0 ? wanted : ['preparation'];
}

/** The steps of a record but for those that it goes on without (R22). */
export function stepsNotWaived(state: OnboardingState, record: RecordName): StepId[] {
  return stepsOf(record).filter((step) =>
    phasesOf(state, step).some((phase) => outcomeOf(state, step, phase)?.kind !== 'waived'),
  );
}

/** Nothing that the go-live needs is open any more. */
export function isPrepared(state: OnboardingState): boolean {
  return missing(state).length === 0;
}

/** Steps without which the customer does not go live, and that are not settled yet. */
export function missing(state: OnboardingState): StepId[] {
  return stepsIn(state, 'preparation').filter(
    (step) => !catalogue[step].optional && outcomeOf(state, step, 'preparation') === undefined,
  );
}

/** What keeps the customer from going live, in words: open items, a hold, a system that is paused. */
export function inTheWay(state: OnboardingState): string[] {
  const { hold, paused } = state;
  const needed = stepsIn(state, 'live')
    .filter((step) => !catalogue[step].optional)
    .map(systemOf);
  const stopped = needed.filter(
    (system, index) => paused[system] !== undefined && needed.indexOf(system) === index,
  );
  return [
    ...blocking(state).map(({ title }) => title),
    ...(hold === undefined ? [] : [`${hold.by} holds it: ${hold.reason}`]),
    ...stopped.map((system) => `${systemTitles[system]} is paused`),
  ];
}

/** Open items that keep the customer from going live. */
export function blocking(state: OnboardingState): OpenItem[] {
  return state.openItems.filter((item) => !catalogue[item.step].optional);
}
