import type { Decision } from '../domain/decisions.ts';
import type { NudgingProfile } from '../domain/nudge-terms.ts';
import { lastSent, reminderPlan } from '../domain/reminders.ts';
import { showNextNudge } from '../domain/show-nudges.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';

/**
 * What comes next of the reminders of a decision, on the MSP's clocks: `next nudge Tue 2026-12-08 09:00, then to pat`.
 * It is foretold from the same plan as the reminders are sent by, and goes on from what was sent.
 */
export function nextNudgeOf(
  { nudges: sent, requestedBy }: OnboardingState,
  decision: Decision,
  profile: NudgingProfile,
): string {
  const { nudges, awaitsReply, revision } = reminderPlan(profile, decision, requestedBy);
  const last = lastSent(sent, decision.id, revision);
  return showNextNudge(nudges, last, profile.msp.timeZone, { namesAll: awaitsReply });
}
