import { systemTitles } from '../../domain/steps/catalogue.ts';
import type { SystemName } from '../../domain/steps/step.ts';
import { CommandFailure } from '../command-failure.ts';
import { type Deployment, withDeployment } from '../deployment.ts';
import { setPaused } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { confirmed, type Invocation, print } from '../invocation.ts';
import { whoDecides } from '../profile.ts';
import { withProgress } from '../progress-lines.ts';
import { running } from '../running.ts';
import { systemNamed } from '../system-name.ts';
import { workLeftIn } from '../work-left.ts';
import { requireWorkers } from '../workers.ts';

/** What is asked for: a pause, or its end. */
interface Wanted {
  readonly paused: boolean;
  readonly reason: string;
  readonly yes: boolean;
}

/** `onboard pause SYSTEM --reason TEXT`: shows which onboardings have work there, asks, then pauses it for all. */
export function pauseCommand(
  invocation: Invocation,
  system: string,
  { reason, yes = false }: { readonly reason: string; readonly yes?: boolean },
): Promise<ExitCode> {
  return change(invocation, systemNamed(system), { paused: true, reason, yes });
}

/** `onboard resume SYSTEM`: lets it go on; what an outage has parked there is tried again. */
export function resumeCommand(
  invocation: Invocation,
  system: string,
  { reason = '', yes = false }: { readonly reason?: string; readonly yes?: boolean },
): Promise<ExitCode> {
  return change(invocation, systemNamed(system), { paused: false, reason, yes });
}

async function change(
  invocation: Invocation,
  system: SystemName,
  { paused, reason, yes }: Wanted,
): Promise<ExitCode> {
  const person = await whoDecides(invocation);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'own work');
    const waiting = await waitingThere(invocation, deployment, system);
    invocation.terminal.err(`${announcement(system, waiting, paused)}\n`);
    const question = `${paused ? 'Pause' : 'Resume'} ${systemTitles[system]}?`;
    if (!yes && !(await confirmed(invocation, question, 'Repeat it with --yes.')))
      throw new CommandFailure('Nothing was changed.');
    const receipt = await setPaused(deployment, { ...person, system, paused, reason });
    print(invocation, { ...receipt, system, paused, waiting }, () => receipt.sentence);
    return exitCodes.done;
  });
}

async function waitingThere(
  { terminal }: Invocation,
  deployment: Deployment,
  system: SystemName,
): Promise<string[]> {
  const { states, unread } = await withProgress(terminal, 'Asking all onboardings', (onWaiting) =>
    running(deployment, onWaiting),
  );
  for (const sentence of unread) terminal.err(`${sentence}\n`);
  return states.filter((state) => workLeftIn(state, system).length > 0).map(({ customerId }) => customerId);
}

function announcement(system: SystemName, waiting: readonly string[], paused: boolean): string {
  const title = systemTitles[system];
  const what = paused
    ? `Nothing is read or written in ${title} until it is resumed; no customer goes live that needs it.`
    : `${title} is read and written again; what an outage has parked there is tried again.`;
  const count =
    waiting.length === 1 ? '1 running onboarding has' : `${waiting.length} running onboardings have`;
  const names = waiting.length === 0 ? '' : `: ${waiting.join(', ')}`;
  return `${what}\n${count} work left there${names}.`;
}
