import type { Plan } from '../../domain/plan.ts';
import { catalogue, stepIds, wayTo } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { wantedIn } from '../../workflows/decisions/contract-terms.ts';
import type { Agreement, OnboardingState } from '../../workflows/onboarding/state.ts';
import { showInstant } from '../show/instant.ts';

/** What was agreed to, whether or not that still counts. */
export function agreementOf({ approved, agreedBefore }: OnboardingState): Agreement | undefined {
  return approved ?? agreedBefore;
}

/** What a new plan brings with it for what was done already: set anew, taken back, sent anew; a sentence each. */
export function followsFor(state: OnboardingState, plan: Plan): string[] {
  const before = agreementOf(state);
  if (before === undefined) return [];
  const now = wantedIn(plan);
  return stepIds.flatMap((step) => {
    const key = `${step}@preparation`;
    const wanted = before.wanted[key];
    if (wanted === undefined || wanted === now[key]) return [];
    return wayTo(step) === 'message' ? ofMessage(state, step, now[key]) : ofSetting(state, step, now[key]);
  });
}

/** R9, R11 · A message that went out says something that no longer holds. */
function ofMessage({ notes }: OnboardingState, step: StepId, wanted: string | undefined): string[] {
  if (notes[step] === undefined) return [];
  const { title } = catalogue[step];
  return [
    wanted === undefined
      ? stays(step)
      : `${title} is written anew, marked as changed, and needs their word again.`,
  ];
}

function ofSetting(state: OnboardingState, step: StepId, wanted: string | undefined): string[] {
  const { title, onlyAdds } = catalogue[step];
  const isOurs = state.changed.some((entry) => entry.step === step && entry.phase === 'preparation');
  const back = isOurs && (wanted === undefined || onlyAdds) ? [takenBack(step)] : [];
  const isDone = isOurs || state.outcomes[step]?.preparation !== undefined;
  return [...back, ...(isDone && wanted !== undefined ? [`${title} is set anew: ${wanted}`] : [])];
}

function takenBack(step: StepId): string {
  const { undo, title } = catalogue[step];
  return undo.kind === 'none' ? stays(step) : `${title} is taken back first.`;
}

function stays(step: StepId): string {
  const { undo, title } = catalogue[step];
  return undo.kind === 'none' ? `${title} stays: ${undo.why}. ${undo.followUp}` : `${title} stays.`;
}

/** R16 · When access for Mission Control opens with the new date, and what becomes of access that is open already. */
export function accessFollows(state: OnboardingState, { policy }: Plan, nowMs: number): string[] {
  const gives = stepIds.filter((step) => catalogue[step].opensAccess);
  if (!gives.some((step) => state.plan?.lines.some((line) => line.step === step))) return [];
  const isOpen = gives.some((step) => state.outcomes[step]?.preparation !== undefined);
  const opens = showInstant(policy.accessOpensAt);
  if (Date.parse(policy.accessOpensAt) <= nowMs) return [`Access for Mission Control opens at once (R16).`];
  return isOpen
    ? [
        `Access for Mission Control is open already and would open on ${opens}: somebody decides whether it is withdrawn (R16).`,
      ]
    : [`Access for Mission Control opens on ${opens} (R16).`];
}
