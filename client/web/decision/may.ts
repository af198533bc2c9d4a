import { type DecisionRule, everyDecider, isProofEnough } from '../../../domain/decisions.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import type { Viewer } from '../desk.ts';

/** Why somebody cannot answer: a sentence, and whether they could with a better proof of who they are. */
export interface Bar {
  readonly why: string;
  readonly needsProof: boolean;
}

/** What keeps this person from answering; undefined when nothing does. The onboarding judges in the end. */
export function whyNot(
  rule: DecisionRule,
  { requestedBy }: Pick<OnboardingState, 'requestedBy'>,
  { person, provenBy }: Viewer,
): Bar | undefined {
  if (!everyDecider(rule).includes(person)) {
    const why = `Somebody else decides this: ${everyDecider(rule).join(', ') || 'nobody yet'}.`;
    return { why, needsProof: false };
  }
  if (rule.notTheRequester && person === requestedBy)
    return { why: 'You started this onboarding; somebody else has to decide this.', needsProof: false };
  if (isProofEnough(provenBy, rule.minimumProof)) return undefined;
  const [kind] = provenBy.split(':');
  const why = `This needs a proof of who you are of the kind “${rule.minimumProof}”. You are here by “${kind}”.`;
  return { why, needsProof: true };
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
