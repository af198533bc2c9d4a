import type { Pause } from '../../domain/pauses.ts';
import { systemTitles } from '../../domain/steps/catalogue.ts';
import type { SystemName } from '../../domain/steps/step.ts';
import { withDeployment } from '../deployment.ts';
import { pausesOf } from '../desk.ts';
import type { ExitCode } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { withProgress } from '../progress-lines.ts';
import { exitCodeFor, running } from '../running.ts';
import { showInstant } from '../show/instant.ts';
import { systemNames } from '../system-name.ts';
import { workLeftIn } from '../work-left.ts';
import { requireWorkers } from '../workers.ts';

/** `onboard paused`: which systems are paused, by whom, why, since when, and which onboardings have work there. */
export async function pausedCommand(invocation: Invocation): Promise<ExitCode> {
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const pauses = await pausesOf(deployment);
    const { states, unread } = await withProgress(
      invocation.terminal,
      'Asking all onboardings',
      (onWaiting) => running(deployment, onWaiting),
    );
    for (const sentence of unread) invocation.terminal.err(`${sentence}\n`);
    const paused = systemNames.flatMap((system) => {
      const pause = pauses[system];
      if (pause === undefined) return [];
      const waiting = states.filter((state) => workLeftIn(state, system).length > 0);
      return [{ system, ...pause, waiting: waiting.map(({ customerId }) => customerId) }];
    });
    print(invocation, { paused, unread }, () => paused.map(showPaused).join('\n') || 'No system is paused.');
    return exitCodeFor(unread);
  });
}

interface PausedSystem extends Pause {
  readonly system: SystemName;
  readonly waiting: readonly string[];
}

function showPaused({ system, by, reason, at, waiting }: PausedSystem): string {
  const names = waiting.length === 0 ? 'nobody' : `${waiting.length} (${waiting.join(', ')})`;
  return (
    `${systemTitles[system]}: paused by ${by} since ${showInstant(at)}: ${reason}\n` +
    `  Onboardings with work left there: ${names}\n` +
    `  To let it go on: onboard resume ${system}`
  );
}
