import { ApplicationFailure } from '@temporalio/workflow';
import { everyDecider, isProofEnough, type Question } from '../../domain/decisions.ts';
import type { Signed } from '../messages.ts';
import type { Run } from '../onboarding/run.ts';
import { ruleFor } from './options.ts';

/** Refuses what a person says with a sentence for them; `type` is what programs tell refusals apart by. */
export function refuse(type: string, sentence: string): never {
  throw ApplicationFailure.nonRetryable(sentence, type);
}

/** Who says it: somebody whom the question is open to, proven well enough, and not the requester where that matters. */
export function refuseOther(run: Run, question: Question, who: Omit<Signed, 'reason'>): void {
  const rule = ruleFor(run.state, question);
  refuseStranger(run, question, who);
  if (rule.notTheRequester && who.by === run.state.requestedBy) {
    const others =
      everyDecider(rule)
        .filter((id) => id !== who.by)
        .join(', ') || 'nobody else';
    refuse(
      'requester',
      `${who.by} started this onboarding; somebody else has to decide this: ${others} (policies.fourEyes).`,
    );
  }
}

/** As `refuseOther`, but the requester may say it, too: it commits nothing. */
export function refuseStranger(run: Run, question: Question, who: Omit<Signed, 'reason'>): void {
  refuseWrongPerson(run, question, who.by);
  refuseWeakProof(run, question, who);
}

/** Somebody whom the question is not open to. */
export function refuseWrongPerson(run: Run, question: Question, by: Signed['by']): void {
  const may = everyDecider(ruleFor(run.state, question));
  if (may.includes(by)) return;
  refuse('wrong-person', `${by} may not decide this. Who may: ${may.join(', ') || 'nobody yet'}.`);
}

/** Whoever it is, as well proven as the question needs. */
export function refuseWeakProof(run: Run, question: Question, { provenBy }: Omit<Signed, 'reason'>): void {
  const { minimumProof } = ruleFor(run.state, question);
  if (isProofEnough(provenBy, minimumProof)) return;
  refuse(
    'proof-too-weak',
    `This needs a proof of who you are of the kind “${minimumProof}”; “${provenBy}” is not enough. ` +
      'Sign in on the pages in a way that proves more.',
  );
}

/** An answer that needs a reason says why. */
export function needReason(reason: string | undefined): void {
  if (typeof reason !== 'string' || reason.trim() === '')
    refuse('reason-missing', 'Say why: this answer needs a reason.');
}
