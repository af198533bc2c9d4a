import { type Decision, everyDecider } from '../../../domain/decisions.ts';
import type { Profile } from '../../../domain/profile.ts';
import { lastSent, reminderPlan } from '../../../domain/reminders.ts';
import { showNextNudge } from '../../../domain/show-nudges.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';

/** When somebody is reminded next, and who hears of it then. */
export function nudgeWords(profile: Profile, state: OnboardingState, decision: Decision): string {
  const { id, rule } = decision;
  if (everyDecider(rule).length === 0) return 'nobody may decide yet';
  const { nudges, revision } = reminderPlan(profile, decision, state.requestedBy);
  return showNextNudge(nudges, lastSent(state.nudges, id, revision), profile.msp.timeZone);
}
