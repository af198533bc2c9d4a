import type { Question } from '../../domain/decisions.ts';
import type { Choice } from '../../domain/problems.ts';
import { catalogue, stepIds } from '../../domain/steps/catalogue.ts';
import type { Answer } from '../messages.ts';
import type { Run } from '../onboarding/run.ts';
import { inTheWay } from '../onboarding/standing.ts';
import { decisionNamed } from './open-decisions.ts';
import { needReason, refuse, refuseOther, refuseStranger, refuseWeakProof } from './refusal.ts';

type Of<Decision extends Answer['decision']> = Extract<Answer, { decision: Decision }>;

/**
 * The validator of answers: hand-written guards, synchronous, read-only. A refused answer leaves no trace in history.
 * Throws `ApplicationFailure` with a sentence for the person who answered.
 */
export function refuseAnswer(run: Run, answer: Answer): void {
  refuseMalformed(answer);
  if (answer.decision === 'remark') {
    refuseRemark(run, answer);
    return;
  }
  // Taking an approval back is the safe side: the requester may, too.
  if (answer.choice === 'withdraw') refuseStranger(run, questionOf(answer), answer);
  else refuseOther(run, questionOf(answer), answer);
  refuseExpiredLink(answer);
  refuseSameAgain(run, answer);
  refuseStaleQuestion(run, answer);
  switch (answer.decision) {
    case 'contract-terms':
      refuseTerms(run, answer);
      return;
    case 'open-step':
      refuseStepAnswer(run, answer);
      return;
    case 'already-live':
      refuseAlreadyLive(run);
      return;
    case 'late-go-live':
      refuseLateGoLive(run);
      return;
    case 'access-after-move':
      if (run.accessChoice !== undefined)
        refuse('already-answered', `It was already answered: ${run.accessChoice}.`);
      refuseClosed(run, answer);
      return;
    case 'drift':
      refuseDrift(run, answer);
      return;
    case 'end-after-live':
      refuseClosed(run, answer);
      if (answer.choice === 'end') refuseOwnWish(run, answer);
      else needReason(answer.reason);
      return;
  }
}

/** The decision's id that an answer is to. */
export function decisionIdOf(answer: Answer): string {
  switch (answer.decision) {
    case 'open-step':
      return answer.step;
    case 'drift':
      return `drift-${answer.step}`;
    case 'remark':
      return answer.about;
    default:
      return answer.decision;
  }
}

/** Every answer that there is: what a client sends is not what our types say until it was looked at. */
const choices: { readonly [Decision in Answer['decision']]: readonly Answer['choice'][] } = {
  'contract-terms': ['approve', 'decline', 'withdraw'],
  'open-step': ['retry', 'done-by-hand', 'waive'],
  'already-live': ['audit-only', 'onboard-anew', 'stop'],
  'late-go-live': ['go-now'],
  'access-after-move': ['withdraw', 'keep'],
  drift: ['accept', 'repair', 'ignore'],
  'end-after-live': ['end', 'go-on'],
  remark: ['ask-back', 'reply'],
};

function refuseMalformed(answer: Answer): void {
  if (typeof answer?.by !== 'string' || typeof answer.provenBy !== 'string')
    refuse('bad-answer', 'The answer names nobody.');
  const { decision, choice } = answer;
  if (!Object.hasOwn(choices, decision)) refuse('bad-answer', `There is no decision ${String(decision)}.`);
  if (!choices[decision].includes(choice))
    refuse('bad-answer', `${String(choice)} is no answer here. Answers: ${choices[decision].join(', ')}.`);
  if ('step' in answer && !stepIds.includes(answer.step))
    refuse('bad-answer', `There is no step ${String(answer.step)}.`);
}

function questionOf({ decision }: Exclude<Answer, Of<'remark'>>): Question {
  switch (decision) {
    case 'contract-terms':
      return 'contractTerms';
    case 'open-step':
      return 'openStep';
    case 'already-live':
      return 'alreadyLive';
    case 'late-go-live':
      return 'lateGoLive';
    case 'access-after-move':
      return 'accessAfterMove';
    case 'drift':
      return 'drift';
    case 'end-after-live':
      return 'endAfterLive';
  }
}

/** The page may have been fetched long ago: what counts is when the answer arrives. */
function refuseExpiredLink({ linkExpiresAt }: Answer): void {
  if (linkExpiresAt === undefined || Date.parse(linkExpiresAt) > Date.now()) return;
  refuse(
    'link-expired',
    `The link was good until ${linkExpiresAt}. Open the decision on the board, or by a newer message.`,
  );
}

function refuseStaleQuestion(run: Run, answer: Answer): void {
  if (answer.revision === undefined) return;
  const open = decisionNamed(run.state, decisionIdOf(answer));
  if (open === undefined || open.revision === answer.revision) return;
  if (answer.decision === 'contract-terms') refuseStalePlan(run, answer);
  refuse('stale-question', `Something else is asked by now: ${open.title}. Look at it again, then answer.`);
}

function refuseClosed(run: Run, answer: Answer): void {
  if (decisionNamed(run.state, decisionIdOf(answer)) !== undefined) return;
  refuse('nothing-to-decide', 'That is not asked now, or was answered already.');
}

/** A double click repeats its result by its update id; a second answer is told who gave the first. */
function refuseSameAgain(run: Run, answer: Answer): void {
  const { revision } = answer;
  if (revision === undefined || answer.decision === 'contract-terms') return;
  const given = run.state.answers.find(
    (earlier) => earlier.id === decisionIdOf(answer) && earlier.revision === revision,
  );
  if (given === undefined || given.choice === 'waive') return;
  refuse('already-answered', `${given.by} has already answered: ${given.choice}, at ${given.at}.`);
}

function refuseTerms(run: Run, answer: Of<'contract-terms'>): void {
  if (answer.choice === 'withdraw') {
    refuseWithdrawal(run, answer);
    return;
  }
  const earlier = run.state.answers.findLast(
    (known) =>
      known.decision === 'contract-terms' &&
      known.revision === answer.planHash &&
      known.round === run.state.revision,
  );
  if (earlier !== undefined) {
    refuse('already-answered', `${earlier.by} has already answered: ${earlier.choice}, at ${earlier.at}.`);
  }
  if (run.state.stage !== 'waiting-for-approval')
    refuse('nothing-to-decide', `Nothing to approve: the onboarding is ${run.state.stage}.`);
  if (run.planBeingMade)
    refuse(
      'stale-plan',
      'A new plan is being made: file, date or approval have changed. Look at it, then answer.',
    );
  refuseStalePlan(run, answer);
  if (answer.choice === 'decline') needReason(answer.reason);
  else refuseSilence(run, answer.accepts ?? []);
}

function refuseStalePlan(run: Run, { planHash }: Of<'contract-terms'>): void {
  const current = run.state.plan?.hash;
  if (planHash === current) return;
  refuse('stale-plan', `Plan ${planHash} is not the current one; look at plan ${current} first.`);
}

/** An approval is used up when the switch-over begins. */
function refuseWithdrawal(run: Run, { planHash, reason }: Of<'contract-terms'>): void {
  const { approved } = run.state;
  if (run.goLiveBegun || run.state.goneLiveAt !== undefined)
    refuse('already-used', 'The approval has been used: the customer is going live, or is live.');
  if (approved === undefined)
    refuse('nothing-to-decide', 'Nothing is approved, so nothing can be withdrawn.');
  if (planHash !== approved.hash)
    refuse('stale-plan', `Plan ${planHash} is not the approved one; that is plan ${approved.hash}.`);
  needReason(reason);
}

/** R61 · Hours in which nobody answers are a decision: an approval says so by name, or it is none. */
function refuseSilence(run: Run, accepts: readonly string[]): void {
  const open = (run.state.plan?.questions ?? []).filter(({ id }) => !accepts.includes(id));
  if (open.length === 0) return;
  const texts = open.map(({ id, text }) => `${text} (accept: ${id})`).join(' ');
  refuse('acceptance-missing', `An approval must accept this by name: ${texts}`);
}

function refuseStepAnswer(run: Run, answer: Of<'open-step'>): void {
  const item = run.state.openItems.find((open) => open.step === answer.step);
  const { title } = catalogue[answer.step];
  if (item === undefined) {
    const open = run.state.openItems.map((other) => other.step).join(', ') || 'none';
    refuse('nothing-to-decide', `${title} is not open. Open steps: ${open}.`);
  }
  if (run.stepAnswers.has(answer.step)) refuse('already-answered', `${title} has just been answered.`);
  if (answer.choice === 'waive') refuseWaiving(run, answer);
  else refuseWrongChoice(item.problem.choices ?? [], answer);
  if (answer.choice === 'retry' && run.state.notes[answer.step]?.outcome === 'sent')
    refuse('already-sent', `${title} was sent. When they have it and have said so, answer done-by-hand.`);
}

function refuseWrongChoice(known: readonly Choice[], { choose }: Of<'open-step'>): void {
  if (choose === undefined || known.some(({ id }) => id === choose)) return;
  const list = known.map(({ id, label }) => `${id} (${label})`).join(', ') || 'none';
  refuse('bad-answer', `${choose} cannot be chosen here. Choices: ${list}.`);
}

function refuseWaiving(run: Run, answer: Of<'open-step'>): void {
  const { waiving, title, rules } = catalogue[answer.step];
  const asked = run.state.waiversAsked[answer.step];
  if (asked?.by === answer.by)
    refuse('second-person', `${asked.by} asked to do without ${title}; a second person must agree (R22).`);
  if (waiving === 'never') {
    const way = 'do it by hand with proof, move the date, or cancel';
    refuse('not-waivable', `${title} (${rules.join(', ')}) is never waived (R22): ${way}.`);
  }
  needReason(answer.reason);
}

function refuseAlreadyLive(run: Run): void {
  if (run.state.stage !== 'already-live')
    refuse('nothing-to-decide', 'Whether the customer is already live is not asked now.');
  if (run.alreadyLiveChoice !== undefined)
    refuse('already-answered', `It was already answered: ${run.alreadyLiveChoice}.`);
}

function refuseLateGoLive(run: Run): void {
  if (run.state.stage !== 'go-live-blocked') refuse('nothing-to-decide', 'The go-live is not blocked.');
  const open = inTheWay(run.state);
  if (open.length > 0) refuse('still-open', `First settle what is open: ${open.join(', ')}.`);
  if (run.state.lateGoAhead) refuse('already-answered', 'The go-ahead was already given.');
}

function refuseDrift(run: Run, answer: Of<'drift'>): void {
  if (run.driftAnswers.has(answer.step))
    refuse('already-answered', `${catalogue[answer.step].title} has just been answered.`);
  refuseClosed(run, answer);
  if (answer.choice === 'accept') needReason(answer.reason);
}

/** Two pairs of eyes: whoever asks for the end of a live customer does not agree to it. */
function refuseOwnWish(run: Run, { by }: Of<'end-after-live'>): void {
  if (run.state.endAsked?.by !== by) return;
  refuse('second-person', `${by} asked for the end; a second person must agree.`);
}

/** Whoever may decide may ask back; the reply comes from whoever started it or from anybody else who may decide. */
function refuseRemark(run: Run, answer: Of<'remark'>): void {
  const decision = decisionNamed(run.state, answer.about);
  if (decision === undefined) refuse('nothing-to-decide', `${String(answer.about)} is not asked now.`);
  if (answer.choice === 'ask-back' || answer.by !== run.state.requestedBy)
    refuseStranger(run, decision.question, answer);
  else refuseWeakProof(run, decision.question, answer);
  refuseExpiredLink(answer);
  needReason(answer.reason);
}
