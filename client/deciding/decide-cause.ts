import { catalogue } from '../../domain/steps/catalogue.ts';
import { type Asked, allAsked, causesOf, parkedFor } from '../asked.ts';
import { CommandFailure } from '../command-failure.ts';
import { type Deployment, withDeployment } from '../deployment.ts';
import { describeError } from '../describe-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { decide } from '../onboarding-client.ts';
import { type DecidingPerson, whoDecides } from '../profile.ts';
import { withProgress } from '../progress-lines.ts';
import { exitCodeFor, running } from '../running.ts';
import { showInstant } from '../show/instant.ts';
import { table } from '../show/table.ts';
import { requireWorkers } from '../workers.ts';
import { answerTo } from './asked-now.ts';
import type { DecideOptions } from './options.ts';

/** What came of one of many answers. */
interface Taken {
  readonly customer: string;
  readonly step: string;
  readonly taken: boolean;
  readonly sentence: string;
}

/** What is parked for the cause, and which onboardings could not be asked. */
interface Found {
  readonly parked: readonly Asked[];
  readonly unread: readonly string[];
}

const choices = ['retry', 'done-by-hand'] as const;

/**
 * Answers the steps of all onboardings that are parked for one cause: an outage is one decision, not twenty. One that
 * could not be asked may be parked, too: then it is not done.
 */
export async function decideCause(
  invocation: Invocation,
  cause: string,
  options: DecideOptions,
): Promise<ExitCode> {
  refuseForOne(options);
  const choice = choices.find((one) => one === options.answer);
  if (choice === undefined) throw new CommandFailure(`With --cause give --answer ${choices.join(' or ')}.`);
  const person = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const { parked, unread } = await whatIsParked(invocation, deployment, cause);
    invocation.terminal.err(`Parked for ${cause}:\n${list(parked)}\n`);
    const question = `Answer ${choice} to all ${parked.length}?`;
    if (!options.yes && !(await confirmed(invocation, question, 'Repeat it with --yes.')))
      throw new CommandFailure('Nothing was answered.');
    const outcomes = await withProgress(invocation.terminal, `Answering ${parked.length} steps`, () =>
      Promise.all(
        parked.map((one) => answerOne(deployment, one, person, { choice, reason: options.reason })),
      ),
    );
    print(invocation, { answered: outcomes, unread }, () => showOutcomes(outcomes, invocation));
    return outcomes.every(({ taken }) => taken) ? exitCodeFor(unread) : exitCodes.failed;
  });
}

/** What is about one decision is not quietly dropped. */
function refuseForOne({ askBack, reply, accept, revision }: DecideOptions): void {
  const given = Object.entries({
    '--ask-back': askBack,
    '--reply': reply,
    '--accept': accept,
    '--revision': revision,
  }).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (given.length > 0)
    throw new CommandFailure(
      `--cause answers many decisions, ${given.join(', ')} is about one: leave it out, or name that one (onboard decide NAME DECISION).`,
    );
}

async function whatIsParked({ terminal }: Invocation, deployment: Deployment, cause: string): Promise<Found> {
  const { states, unread } = await withProgress(terminal, 'Asking all onboardings', (onWaiting) =>
    running(deployment, onWaiting),
  );
  for (const sentence of unread) terminal.err(`${sentence}\n`);
  const parked = parkedFor(cause, states, Date.now());
  if (parked.length > 0) return { parked, unread };
  const known = causesOf(allAsked(states, Date.now())).join(', ') || 'none';
  throw new CommandFailure(`No step is parked for ${cause}. Causes now: ${known}.`);
}

async function answerOne(
  deployment: Deployment,
  { state, decision }: Asked,
  person: DecidingPerson,
  { choice, reason }: { readonly choice: string; readonly reason: string | undefined },
): Promise<Taken> {
  const which = { customer: state.customerId, step: decision.id };
  try {
    const answer = answerTo(decision, { ...person, choice, ...(reason !== undefined && { reason }) });
    const { sentence } = await decide(deployment, state, answer);
    return { ...which, taken: true, sentence };
  } catch (error) {
    return { ...which, taken: false, sentence: describeError(error) };
  }
}

function list(parked: readonly Asked[]): string {
  const rows = parked.map(({ state, decision: { step, title, since } }) => [
    state.customerId,
    step === undefined ? title : catalogue[step].title,
    `since ${showInstant(since)}`,
  ]);
  return table(rows, '  ').join('\n');
}

function showOutcomes(outcomes: readonly Taken[], { paint }: Invocation): string {
  const rows = outcomes.map(({ customer, step, taken, sentence }) => [
    taken ? paint.good('✓') : paint.bad('✗'),
    customer,
    step,
    sentence,
  ]);
  return table(rows).join('\n');
}
