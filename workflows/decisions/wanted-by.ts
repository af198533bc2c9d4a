import type { MessageSubject, WantedDecision } from '../../activities/types.ts';
import { everyDecider } from '../../domain/decisions.ts';
import type { OnboardingState } from '../onboarding/state.ts';
import { decisionNamed, openDecisions } from './open-decisions.ts';

/** The open decision that a message is about, so that it can hold the way to it; none for mere news. */
export function decisionWantedBy(
  state: OnboardingState,
  subject: MessageSubject,
): WantedDecision | undefined {
  const id = idOf(state, subject);
  const decision = id === undefined ? undefined : decisionNamed(state, id);
  if (decision === undefined) return undefined;
  const { revision, rule } = decision;
  return { id: decision.id, revision, people: everyDecider(rule), proof: rule.minimumProof };
}

function idOf(state: OnboardingState, subject: MessageSubject): string | undefined {
  switch (subject.kind) {
    case 'approval-wanted':
      return 'contract-terms';
    case 'needs-attention':
      return subject.step;
    case 'already-live':
      return 'already-live';
    case 'go-live-blocked':
      return 'late-go-live';
    case 'access-open-too-early':
      return 'access-after-move';
    case 'end-asked':
      return 'end-after-live';
    case 'asked-back':
    case 'reply':
      return subject.decision;
    case 'drift':
      return openDecisions(state).find(({ question }) => question === 'drift')?.id;
    case 'switch-over-trouble':
      return openDecisions(state).find(({ urgent }) => urgent)?.id;
    default:
      return undefined;
  }
}
