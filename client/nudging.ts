import type { Decision } from '../domain/decisions.ts';
import { planNudges } from '../domain/nudge-plan.ts';
import { type NudgingProfile, nudgeTermsOf } from '../domain/nudge-terms.ts';
import { showNextNudge } from '../domain/show-nudges.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';

/**
 * What comes next of the reminders of a decision, on the MSP's clocks: `next nudge Tue 2026-12-08 09:00, then to pat`.
 * Reminders begin anew whenever something else is asked.
 */
export function nextNudgeOf(
  { nudges, requestedBy }: OnboardingState,
  { id, revision, since, deadline, rule }: Decision,
  profile: NudgingProfile,
): string {
  const deciders = rule.mayDecide.filter((person) => !rule.notTheRequester || person !== requestedBy);
  const question = { since, deciders, ...(deadline !== undefined && { deadline }) };
  const sent = nudges
    .filter((nudge) => nudge.decision === id && nudge.revision === revision)
    .map(({ number }) => number);
  const plan = planNudges(nudgeTermsOf(profile, question));
  return showNextNudge(plan, Math.max(0, ...sent), profile.msp.timeZone);
}
