import { createHash } from 'node:crypto';
import { decisionNamed } from '../workflows/decisions/open-decisions.ts';
import { decisionIdOf } from '../workflows/decisions/refuse.ts';
import type { Answer } from '../workflows/messages.ts';
import type { OnboardingState } from '../workflows/onboarding/state.ts';

/**
 * The answer's identity: what was decided, in which revision of what was shown, by whom, and how. Two clicks on one
 * page are one answer; an answer to a question that was asked again is a new one.
 */
export function updateIdOf(seen: OnboardingState, answer: Answer): string {
  const decision = answer.decision === 'remark' ? remarkOf(seen, answer) : decisionIdOf(answer);
  const choose = answer.decision === 'open-step' ? (answer.choose ?? '') : '';
  const chosen = digest(`${answer.choice} ${choose} ${answer.reason ?? ''}`);
  return [decision, revisionOf(seen, answer), answer.by, chosen].join('/');
}

/** Enough of a digest to tell texts of one person apart. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** "Yes" to one question and "Yes" to the next are two replies: what was said to it meanwhile tells them apart. */
function remarkOf(
  { remarks }: OnboardingState,
  { about, choice }: Extract<Answer, { decision: 'remark' }>,
): string {
  const own = choice === 'reply' ? 'reply' : 'asked-back';
  const others = (remarks[about] ?? []).filter(({ kind }) => kind !== own);
  return `remark ${about} ${others.length}`;
}

/** A plan that is approved again after a withdrawal has the same hash: the count of agreements tells them apart. */
function revisionOf(seen: OnboardingState, answer: Answer): string {
  if (answer.decision === 'contract-terms') return `${answer.planHash}+${seen.revision}`;
  return answer.revision ?? decisionNamed(seen, decisionIdOf(answer))?.revision ?? seen.stageSince;
}
