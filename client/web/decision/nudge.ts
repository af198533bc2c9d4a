import { type Decision, everyDecider } from '../../../domain/decisions.ts';
import { planNudges } from '../../../domain/nudge-plan.ts';
import { nudgeTermsOf } from '../../../domain/nudge-terms.ts';
import type { Profile } from '../../../domain/profile.ts';
import { showNextNudge } from '../../../domain/show-nudges.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';

/** When somebody is reminded next, and who hears of it then. */
export function nudgeWords(profile: Profile, state: OnboardingState, decision: Decision): string {
  const { id, revision, since, deadline, rule } = decision;
  if (everyDecider(rule).length === 0) return 'nobody may decide yet';
  const question = { since, deciders: rule.mayDecide, ...(deadline !== undefined && { deadline }) };
  const sent = state.nudges.filter((nudge) => nudge.decision === id && nudge.revision === revision);
  const last = Math.max(0, ...sent.map(({ number }) => number));
  return showNextNudge(planNudges(nudgeTermsOf(profile, question)), last, profile.msp.timeZone);
}
