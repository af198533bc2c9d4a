import { createHash } from 'node:crypto';
import type { Decision } from '../../../domain/decisions.ts';
import { type Chosen, toAnswer } from '../../../workflows/decisions/to-answer.ts';
import type { Answer } from '../../../workflows/messages.ts';
import { Refusal, type Viewer } from '../desk.ts';
import type { Form } from '../form.ts';

/** The answer that a form gives, and the id under which it is one answer however often it is sent. */
export interface GivenAnswer {
  readonly answer: Answer;
  readonly updateId: string;
}

/**
 * Reads a form of a decision’s page. `linkExpiresAt` is when the link ends that it was given through. Throws `Refusal`
 * where something else is asked by now, or nothing was chosen.
 */
export function answerFrom(
  decision: Decision,
  form: Form,
  { person, provenBy }: Viewer,
  linkExpiresAt?: string,
): GivenAnswer {
  if (form.text('revision') !== decision.revision)
    throw new Refusal(
      `Something else is asked by now: ${decision.title}. Go back, reload the page, then answer.`,
    );
  const reason = form.text('reason');
  const who = {
    ...{ by: person, provenBy },
    ...(reason !== '' && { reason }),
    ...(linkExpiresAt !== undefined && { linkExpiresAt }),
  };
  const choice = form.text('choice');
  const answer = answerOf(decision, { ...who, choice, accepts: form.all('accept') });
  if (answer === undefined) throw new Refusal('That is not one of the answers here.');
  return { answer, updateId: updateIdOf(decision, answer, form) };
}

function answerOf(decision: Decision, { accepts = [], ...chosen }: Chosen): Answer | undefined {
  if (chosen.choice !== 'reply') return toAnswer(decision, { ...chosen, accepts });
  return { ...chosen, choice: 'reply', decision: 'remark', about: decision.id, revision: decision.revision };
}

/**
 * `round`: the one that the form was shown in, as an approval that was withdrawn is asked for again, perhaps of the same plan.
 * `remarks`: how many the person was shown; the same words may be said again later in a talk.
 */
function updateIdOf({ id, revision }: Decision, answer: Answer, form: Form): string {
  const { by: _by, provenBy: _provenBy, linkExpiresAt: _linkExpiresAt, ...said } = answer;
  const seen = answer.decision === 'remark' ? form.text('remarks') : '';
  return ['web', id, revision, form.text('round'), answer.by, digest(JSON.stringify([said, seen]))].join('/');
}

/** Short, for an update’s id. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
