import { ApplicationFailure } from '@temporalio/workflow';
import type { PersonId } from '../../domain/ids.ts';
import type { Deciders } from '../../domain/plan.ts';
import type { Choice } from '../../domain/problems.ts';
import { catalogue, stepIds } from '../../domain/steps/catalogue.ts';
import type { Answer, AnswerReceipt } from '../messages.ts';
import type { CancelRequest, Run } from './run.ts';

/**
 * The validator of answers: hand-written guards, synchronous, read-only. A refused answer leaves no trace in history.
 * Throws `ApplicationFailure` with a sentence for the person who answered.
 */
export function refuseAnswer(run: Run, answer: Answer): void {
  if (typeof answer?.by !== 'string' || typeof answer.provenBy !== 'string')
    refuse('bad-answer', 'The answer names nobody.');
  refuseUnknownChoice(answer);
  switch (answer.decision) {
    case 'contract-terms':
      refuseApproval(run, answer);
      return;
    case 'open-step':
      refuseStepAnswer(run, answer);
      return;
    case 'already-live':
      refuseAlreadyLive(run, answer);
      return;
    case 'late-go-live':
      refuseLateGoLive(run, answer);
      return;
  }
}

/** Every answer that there is: what a client sends is not what our types say until it was looked at. */
const choices: { readonly [Decision in Answer['decision']]: readonly Answer['choice'][] } = {
  'contract-terms': ['approve', 'decline'],
  'open-step': ['retry', 'done-by-hand', 'waive'],
  'already-live': ['audit-only', 'onboard-anew', 'stop'],
  'late-go-live': ['go-now'],
};

function refuseUnknownChoice({ decision, choice }: Answer): void {
  if (!Object.hasOwn(choices, decision)) refuse('bad-answer', `There is no decision ${String(decision)}.`);
  if (choices[decision].includes(choice)) return;
  refuse('bad-answer', `${String(choice)} is no answer here. Answers: ${choices[decision].join(', ')}.`);
}

/** Records an answer that the validator let pass; the story takes it up at its wait. */
export function accept(run: Run, answer: Answer): AnswerReceipt {
  run.state.answers.push({
    decision: answer.decision === 'open-step' ? `open-step ${answer.step}` : answer.decision,
    choice: answer.choice,
    by: answer.by,
    provenBy: answer.provenBy,
    at: run.now(),
    ...(answer.reason === undefined ? {} : { reason: answer.reason }),
  });
  attestDecision(run, answer);
  const sentence = takeUp(run, answer);
  run.note(sentence);
  run.refreshDisplay();
  return { sentence };
}

function attestDecision(run: Run, answer: Answer): void {
  const { by, provenBy, reason, choice } = answer;
  run.attest({
    kind: 'decided',
    decision: answer.decision === 'open-step' ? `open-step ${answer.step}` : answer.decision,
    choice,
    actor: { kind: 'person', by, provenBy },
    ...(answer.decision === 'contract-terms' && { planHash: answer.planHash }),
    ...(reason !== undefined && { reason }),
    at: run.now(),
  });
}

function takeUp(run: Run, answer: Answer): string {
  switch (answer.decision) {
    case 'contract-terms':
      if (answer.choice === 'approve') {
        run.state.approvedHash = answer.planHash;
        return `${answer.by} approved the contract terms and plan ${answer.planHash}.`;
      }
      run.enter('declined');
      return `${answer.by} declined plan ${answer.planHash}: ${answer.reason ?? ''}`;
    case 'open-step':
      return takeUpStepAnswer(run, answer);
    case 'already-live':
      run.alreadyLiveChoice = answer.choice;
      return `${answer.by} decided on the customer that is already live: ${answer.choice}.`;
    case 'late-go-live':
      run.state.lateGoAhead = true;
      return `${answer.by} said to go live now, after the planned instant.`;
  }
}

function takeUpStepAnswer(run: Run, answer: Extract<Answer, { decision: 'open-step' }>): string {
  const { step, by, choice, choose } = answer;
  const { title, waiving } = catalogue[step];
  if (choice === 'waive' && waiving === 'second-person' && run.state.waiversAsked[step] === undefined) {
    run.state.waiversAsked = { ...run.state.waiversAsked, [step]: { by, reason: answer.reason ?? '' } };
    return `${by} asks to do without ${title}: ${answer.reason ?? ''} A second person must agree (R22).`;
  }
  if (choose !== undefined) run.state.choices = { ...run.state.choices, [step]: choose };
  run.stepAnswers.set(step, answer);
  return `${by} answered for ${title}: ${choose === undefined ? choice : `${choice} with ${choose}`}.`;
}

/** The validator of a cancel: who may approve may also call it off; a reason is needed. */
export function refuseCancel(run: Run, request: CancelRequest): void {
  if (run.cancelRequest !== undefined) {
    refuse('already-answered', `${run.cancelRequest.by} has already cancelled it.`);
  }
  if (run.state.stage === 'cancelling') refuse('already-answered', 'It is being cancelled already.');
  if (run.state.outcome !== undefined) refuse('nothing-to-decide', 'This onboarding has already ended.');
  if (run.state.goneLiveAt !== undefined)
    refuse('nothing-to-decide', 'The customer is live already: that is not cancelled but ended.');
  refuseOther(run, 'contractTerms', request.by);
  needReason(request.reason);
}

function refuseApproval(run: Run, answer: Extract<Answer, { decision: 'contract-terms' }>): void {
  refuseOther(run, 'contractTerms', answer.by);
  const earlier = run.state.answers.find((known) => known.decision === 'contract-terms');
  if (earlier !== undefined) {
    refuse('already-answered', `${earlier.by} has already answered: ${earlier.choice}, at ${earlier.at}.`);
  }
  if (run.state.stage !== 'waiting-for-approval')
    refuse('nothing-to-decide', `Nothing to approve: the onboarding is ${run.state.stage}.`);
  const current = run.state.plan?.hash;
  if (answer.planHash !== current) {
    refuse('stale-plan', `Plan ${answer.planHash} is not the current one; look at plan ${current} first.`);
  }
  if (answer.choice === 'decline') needReason(answer.reason);
  else refuseSilence(run, answer.accepts ?? []);
}

/** R61 · Hours in which nobody answers are a decision: an approval says so by name, or it is none. */
function refuseSilence(run: Run, accepts: readonly string[]): void {
  const open = (run.state.plan?.questions ?? []).filter(({ id }) => !accepts.includes(id));
  if (open.length === 0) return;
  const texts = open.map(({ id, text }) => `${text} (accept: ${id})`).join(' ');
  refuse('acceptance-missing', `An approval must accept this by name: ${texts}`);
}

function refuseStepAnswer(run: Run, answer: Extract<Answer, { decision: 'open-step' }>): void {
  refuseOther(run, 'openStep', answer.by);
  if (!stepIds.includes(answer.step)) refuse('bad-answer', `There is no step ${answer.step}.`);
  const item = run.state.openItems.find((open) => open.step === answer.step);
  const step = catalogue[answer.step];
  if (item === undefined) {
    const open = run.state.openItems.map((other) => other.step).join(', ') || 'none';
    refuse('nothing-to-decide', `${step.title} is not open. Open steps: ${open}.`);
  }
  if (run.stepAnswers.has(answer.step)) refuse('already-answered', `${step.title} has just been answered.`);
  if (answer.choice === 'waive') refuseWaiving(run, answer);
  else refuseWrongChoice(item.problem.choices ?? [], answer);
  if (answer.choice === 'retry' && run.state.notes[answer.step]?.outcome === 'sent')
    refuse(
      'already-sent',
      `${step.title} was sent. When they have it and have said so, answer done-by-hand.`,
    );
}

function refuseWrongChoice(
  choices: readonly Choice[],
  { choose }: Extract<Answer, { decision: 'open-step' }>,
): void {
  if (choose === undefined || choices.some(({ id }) => id === choose)) return;
  const known = choices.map(({ id, label }) => `${id} (${label})`).join(', ') || 'none';
  refuse('bad-answer', `${choose} cannot be chosen here. Choices: ${known}.`);
}

function refuseWaiving(run: Run, answer: Extract<Answer, { decision: 'open-step' }>): void {
  const { waiving, title, rules } = catalogue[answer.step];
  const asked = run.state.waiversAsked[answer.step];
  if (asked?.by === answer.by)
    refuse('second-person', `${asked.by} asked to do without ${title}; a second person must agree (R22).`);
  if (waiving === 'never') {
    refuse(
      'not-waivable',
      `${title} (${rules.join(', ')}) is never waived (R22): do it by hand with proof, or cancel.`,
    );
  }
  needReason(answer.reason);
}

function refuseAlreadyLive(run: Run, answer: Extract<Answer, { decision: 'already-live' }>): void {
  refuseOther(run, 'alreadyLive', answer.by);
  if (run.state.stage !== 'already-live')
    refuse('nothing-to-decide', 'Whether the customer is already live is not asked now.');
  if (run.alreadyLiveChoice !== undefined)
    refuse('already-answered', `It was already answered: ${run.alreadyLiveChoice}.`);
}

function refuseLateGoLive(run: Run, answer: Extract<Answer, { decision: 'late-go-live' }>): void {
  refuseOther(run, 'lateGoLive', answer.by);
  if (run.state.stage !== 'go-live-blocked') refuse('nothing-to-decide', 'The go-live is not blocked.');
  const open = run.blocking.map((item) => item.title);
  if (open.length > 0) refuse('still-open', `First settle what is open: ${open.join(', ')}.`);
  if (run.state.lateGoAhead) refuse('already-answered', 'The go-ahead was already given.');
}

function refuseOther(run: Run, question: keyof Deciders, by: PersonId): void {
  const may = run.state.plan?.deciders[question] ?? [];
  if (may.includes(by)) return;
  refuse('wrong-person', `${by} may not decide this. Who may: ${may.join(', ') || 'nobody yet'}.`);
}

function needReason(reason: string | undefined): void {
  if (reason === undefined || reason.trim() === '')
    refuse('reason-missing', 'Say why: this answer needs a reason.');
}

function refuse(type: string, sentence: string): never {
  throw ApplicationFailure.nonRetryable(sentence, type);
}
