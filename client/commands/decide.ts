import { type Asked, allAsked } from '../asked.ts';
import { CommandFailure } from '../command-failure.ts';
import { customerNamed } from '../customer-name.ts';
import { decideCause } from '../deciding/decide-cause.ts';
import { decideOne } from '../deciding/decide-one.ts';
import { type DecideOptions, wishOf } from '../deciding/options.ts';
import { type Deployment, withDeployment } from '../deployment.ts';
import type { ExitCode } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { progress } from '../onboarding-client.ts';
import { withProgress } from '../progress-lines.ts';
import { exitCodeFor, type Running, running } from '../running.ts';
import { commandFor } from '../show/commands.ts';
import { showDecisions } from '../show/decisions.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard decide [NAME] [DECISION]`: what is asked of people; with DECISION one of it, to be answered. */
export async function decideCommand(
  invocation: Invocation,
  name: string | undefined,
  decision: string | undefined,
  options: DecideOptions,
): Promise<ExitCode> {
  if (options.cause !== undefined) {
    if (name !== undefined) throw new CommandFailure('--cause is about all onboardings: leave the name out.');
    return await decideCause(invocation, options.cause, options);
  }
  if (name !== undefined && decision !== undefined)
    return await decideOne(invocation, name, decision, options);
  if (wishOf(options) !== undefined)
    throw new CommandFailure(
      'Say what you answer: onboard decide NAME DECISION. Which there are: onboard decide',
    );
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const found = await (name === undefined ? everywhere(invocation, deployment) : ofOne(deployment, name));
    list(invocation, found);
    return exitCodeFor(found.unread);
  });
}

async function ofOne(deployment: Deployment, name: string): Promise<Running> {
  const { state } = await progress(deployment, customerNamed(name));
  return { states: [state], unread: [] };
}

function everywhere({ terminal }: Invocation, deployment: Deployment): Promise<Running> {
  return withProgress(terminal, 'Asking all onboardings', (onWaiting) => running(deployment, onWaiting));
}

function list(invocation: Invocation, { states, unread }: Running): void {
  const now = Date.now();
  const asked = allAsked(states, now);
  for (const sentence of unread) invocation.terminal.err(`${sentence}\n`);
  print(invocation, { decisions: asked.map(withCommands), unread }, () =>
    asked.length === 0 ? 'Nothing is asked of anybody.' : showDecisions(asked, now, invocation.paint),
  );
}

function withCommands({ state, decision }: Asked) {
  const options = decision.options.map((option) => ({
    ...option,
    command: commandFor(state.customerId, decision, option),
  }));
  return { customer: state.customerId, ...decision, options };
}
