import { catalogue } from '../../domain/steps/catalogue.ts';
import type { Answer, AnswerReceipt } from '../messages.ts';
import type { Run } from '../onboarding/run.ts';
import { tell } from '../onboarding/tell.ts';
import { decisionNamed } from './open-decisions.ts';
import { decisionIdOf } from './refuse.ts';

type Of<Decision extends Answer['decision']> = Extract<Answer, { decision: Decision }>;

/** Records an answer that the validator let pass; the story takes it up at its wait. */
export function accept(run: Run, answer: Answer): AnswerReceipt {
  const named = nameOf(answer);
  const { by, provenBy, choice, reason } = answer;
  const id = decisionIdOf(answer);
  const revision =
    answer.decision === 'contract-terms' ? answer.planHash : decisionNamed(run.state, id)?.revision;
  const why = reason === undefined ? {} : { reason };
  const at = run.now();
  run.state.answers.push({
    decision: named,
    id,
    ...(revision !== undefined && { revision }),
    round: run.state.revision,
    ...{ choice, by, provenBy, at },
    ...why,
  });
  const actor = { kind: 'person', by, provenBy } as const;
  const planHash = answer.decision === 'contract-terms' ? { planHash: answer.planHash } : {};
  run.attest({ kind: 'decided', decision: named, choice, actor, ...planHash, ...why, at });
  const sentence = takeUp(run, answer);
  run.note(sentence);
  run.refreshDisplay();
  return { sentence };
}

/** The decision's name in answers and evidence. */
function nameOf(answer: Answer): string {
  switch (answer.decision) {
    case 'open-step':
    case 'drift':
      return `${answer.decision} ${answer.step}`;
    case 'remark':
      return `remark ${answer.about}`;
    default:
      return answer.decision;
  }
}

function takeUp(run: Run, answer: Answer): string {
  switch (answer.decision) {
    case 'contract-terms':
      return takeUpTerms(run, answer);
    case 'open-step':
      return takeUpStepAnswer(run, answer);
    case 'already-live':
      run.alreadyLiveChoice = answer.choice;
      return `${answer.by} decided on the customer that is already live: ${answer.choice}.`;
    case 'late-go-live':
      run.state.lateGoAhead = true;
      return `${answer.by} said to go live now, after the planned instant.`;
    case 'access-after-move':
      run.accessChoice = answer.choice;
      return `${answer.by} decided on access that is open too early: ${answer.choice}.`;
    case 'drift':
      run.driftAnswers.set(answer.step, answer);
      return `${answer.by} decided on the drift of ${catalogue[answer.step].title}: ${answer.choice}.`;
    case 'end-after-live':
      return takeUpEnd(run, answer);
    case 'remark':
      return takeUpRemark(run, answer);
  }
}

function takeUpTerms(run: Run, { choice, planHash, by, reason = '' }: Of<'contract-terms'>): string {
  switch (choice) {
    case 'approve':
      run.approve(by);
      return `${by} approved the contract terms and plan ${planHash}.`;
    case 'decline':
      run.enter('declined');
      return `${by} declined plan ${planHash}: ${reason}`;
    case 'withdraw':
      run.disagree('withdrawal');
      return `${by} withdrew the approval of plan ${planHash}: ${reason}`;
  }
}

function takeUpStepAnswer(run: Run, answer: Of<'open-step'>): string {
  const { step, by, choice, choose, reason = '' } = answer;
  const { title, waiving } = catalogue[step];
  if (choice === 'waive' && waiving === 'second-person' && run.state.waiversAsked[step] === undefined) {
    run.state.waiversAsked = { ...run.state.waiversAsked, [step]: { by, reason } };
    return `${by} asks to do without ${title}: ${reason} A second person must agree (R22).`;
  }
  if (choose !== undefined) run.state.choices = { ...run.state.choices, [step]: choose };
  run.stepAnswers.set(step, answer);
  return `${by} answered for ${title}: ${choose === undefined ? choice : `${choice} with ${choose}`}.`;
}

function takeUpEnd(run: Run, { by, choice, reason = '' }: Of<'end-after-live'>): string {
  if (choice === 'end') {
    run.state.chosenToEnd = true;
    return `${by} agreed to take the customer off the help desk again.`;
  }
  delete run.state.endAsked;
  return `${by} leaves the customer live: ${reason}`;
}

function takeUpRemark(run: Run, { about, by, choice, reason = '' }: Of<'remark'>): string {
  const kind = choice === 'ask-back' ? 'asked-back' : 'reply';
  const remark = { kind, by, text: reason, at: run.now() } as const;
  run.state.remarks = { ...run.state.remarks, [about]: [...(run.state.remarks[about] ?? []), remark] };
  const title = decisionNamed(run.state, about)?.title ?? about;
  tell(run, { kind, decision: about, title, by, text: reason, requestedBy: run.state.requestedBy });
  return kind === 'reply'
    ? `${by} replied about ${title}: ${reason}`
    : `${by} asks back about ${title}: ${reason}`;
}
