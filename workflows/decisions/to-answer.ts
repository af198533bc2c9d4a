import type { Decision } from '../../domain/decisions.ts';
import type { Answer, Answering } from '../messages.ts';

/** What a person chose on a page or a command line, signed. */
export interface Chosen extends Omit<Answering, 'revision'> {
  /** The id of one of the decision's options. */
  readonly choice: string;
  readonly accepts?: readonly string[];
}

/**
 * The answer that says so to the workflow; undefined where the decision has no such option. It is for the revision that
 * the person was shown and for no other.
 */
export function toAnswer(decision: Decision, { choice, accepts, ...who }: Chosen): Answer | undefined {
  if (!decision.options.some(({ id }) => id === choice)) return undefined;
  const signed: Answering = { ...who, revision: decision.revision };
  if (choice === 'ask-back') return { ...signed, decision: 'remark', about: decision.id, choice };
  return answerOf(decision, choice, signed, accepts);
}

function answerOf(
  { question, revision, step }: Decision,
  choice: string,
  signed: Answering,
  accepts: readonly string[] = [],
): Answer | undefined {
  switch (question) {
    case 'contractTerms':
      if (choice !== 'approve' && choice !== 'decline') return undefined;
      return { ...signed, decision: 'contract-terms', choice, planHash: revision, accepts };
    case 'openStep':
      return step === undefined ? undefined : stepAnswer(step, choice, signed);
    case 'alreadyLive':
      if (choice !== 'audit-only' && choice !== 'onboard-anew' && choice !== 'stop') return undefined;
      return { ...signed, decision: 'already-live', choice };
    case 'lateGoLive':
      return choice === 'go-now' ? { ...signed, decision: 'late-go-live', choice } : undefined;
    case 'accessAfterMove':
      if (choice !== 'withdraw' && choice !== 'keep') return undefined;
      return { ...signed, decision: 'access-after-move', choice };
    case 'drift':
      if (step === undefined || (choice !== 'accept' && choice !== 'repair' && choice !== 'ignore'))
        return undefined;
      return { ...signed, decision: 'drift', step, choice };
    case 'endAfterLive':
      if (choice !== 'end' && choice !== 'go-on') return undefined;
      return { ...signed, decision: 'end-after-live', choice };
  }
}

const CHOOSE = 'choose:';

function stepAnswer(
  step: NonNullable<Decision['step']>,
  choice: string,
  signed: Answering,
): Answer | undefined {
  const open = { ...signed, decision: 'open-step', step } as const;
  if (choice.startsWith(CHOOSE)) return { ...open, choice: 'retry', choose: choice.slice(CHOOSE.length) };
  if (choice !== 'retry' && choice !== 'done-by-hand' && choice !== 'waive') return undefined;
  return { ...open, choice };
}
