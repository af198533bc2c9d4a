import { type DecisionRule, everyDecider, isProofEnough } from '../../../domain/decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import type { Viewer } from '../desk.ts';

/** Why this person cannot answer, as a sentence; undefined when they can. The onboarding judges in the end. */
export function whyNot(
  rule: DecisionRule,
  { requestedBy }: Pick<OnboardingState, 'requestedBy'>,
  { person, provenBy }: Viewer,
): string | undefined {
  if (!everyDecider(rule).includes(person))
    return `Somebody else decides this: ${everyDecider(rule).join(', ') || 'nobody yet'}.`;
  if (rule.notTheRequester && person === requestedBy)
    return 'You started this onboarding; somebody else has to decide this.';
  if (!isProofEnough(provenBy, rule.minimumProof))
    return `This needs a proof of who you are of the kind “${rule.minimumProof}”. You are here by “${provenBy.split(':')[0]}”: sign out, then in another way.`;
  return undefined;
}

/** Whether this person takes part in the talk about a decision: who may decide, and whoever asked for it all. */
export function mayRemark(
  rule: DecisionRule,
  { requestedBy }: Pick<OnboardingState, 'requestedBy'>,
  { person, provenBy }: Viewer,
): boolean {
  const takesPart = person === requestedBy || everyDecider(rule).includes(person);
  return takesPart && isProofEnough(provenBy, rule.minimumProof);
}
