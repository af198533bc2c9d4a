import type { DecisionOption } from '../../domain/decisions.ts';
import type { Answer } from '../../workflows/messages.ts';
import type { Asked } from '../asked.ts';
import { CommandFailure } from '../command-failure.ts';
import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { decide, progress } from '../onboarding-client.ts';
import { type DecidingPerson, whoDecides } from '../profile.ts';
import { showDecision } from '../show/decisions.ts';
import { requireWorkers } from '../workers.ts';
import { answerTo, askedNow, optionNamed } from './asked-now.ts';
import { acceptedBy, chosenOption, reasonFor } from './choose.ts';
import { type DecideOptions, type Wish, wishOf } from './options.ts';

/** Shows one decision whole; answers it as the options say, or asks at the terminal. */
export async function decideOne(
  invocation: Invocation,
  name: string,
  id: string,
  options: DecideOptions,
): Promise<ExitCode> {
  const customer = customerNamed(name);
  const wish = wishOf(options);
  if (wish !== undefined) await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const { state } = await progress(deployment, customer);
    const asked = { state, decision: askedNow(state, id) };
    const answer = await answerFor(invocation, asked, wish, options);
    if (answer === undefined) return exitCodes.done;
    const receipt = await decide(deployment, state, answer);
    print(invocation, receipt, () => receipt.sentence);
    return exitCodes.done;
  });
}

/** Undefined where the decision was only shown, or is left open. */
async function answerFor(
  invocation: Invocation,
  asked: Asked,
  wish: Wish | undefined,
  options: DecideOptions,
): Promise<Answer | undefined> {
  if (wish === undefined) return await shownAndAsked(invocation, asked, options);
  const person = await whoDecides(invocation);
  if (wish.kind !== 'answer') return remark(asked, person, wish);
  const option = optionNamed(asked.decision, wish.choice);
  const isRead = options.revision !== undefined || options.yes === true || !option.weighty;
  if (!isRead && invocation.terminal.ask !== undefined && !invocation.options.json) show(invocation, asked);
  return await signed(invocation, asked, person, option, options);
}

async function shownAndAsked(
  invocation: Invocation,
  asked: Asked,
  options: DecideOptions,
): Promise<Answer | undefined> {
  const { terminal } = invocation;
  show(invocation, asked);
  if (terminal.ask === undefined || invocation.options.json) return undefined;
  const option = await chosenOption(terminal.ask, asked.decision);
  if (option === undefined) {
    terminal.err('Left open.\n');
    return undefined;
  }
  return await signed(invocation, asked, await whoDecides(invocation), option, options);
}

function show(invocation: Invocation, { state, decision }: Asked): void {
  const value = { customer: state.customerId, ...decision };
  print(invocation, value, () => showDecision({ state, decision }, Date.now(), invocation.paint));
}

/** The answer with reason and acceptances; what weighs much only after a yes. */
async function signed(
  invocation: Invocation,
  { state, decision }: Asked,
  person: DecidingPerson,
  option: DecisionOption,
  { reason: given, accept = [], revision, yes = false }: DecideOptions,
): Promise<Answer> {
  const ask = invocation.options.json ? undefined : invocation.terminal.ask;
  const reason = await reasonFor(ask, option, given);
  const accepts = option.id === 'approve' ? await acceptedBy(ask, decision, accept) : [];
  if (option.weighty && !yes && revision === undefined) {
    const question = `${option.label} for ${state.customerName}? ${option.effect}`;
    const instead = `Read it (onboard decide ${state.customerId} ${decision.id}), then add --revision ${decision.revision}`;
    if (!(await confirmed(invocation, question, instead))) throw new CommandFailure('Not answered.');
  }
  const read = revision === undefined ? decision : { ...decision, revision };
  return answerTo(read, { ...person, choice: option.id, ...(reason !== undefined && { reason }), accepts });
}

/** Asks back about a decision, or replies to that; it stays open. */
function remark(
  { decision }: Asked,
  person: DecidingPerson,
  { kind: choice, text: reason }: Exclude<Wish, { kind: 'answer' }>,
): Answer {
  const { id: about, revision } = decision;
  return { ...person, decision: 'remark', about, choice, reason, revision };
}
