import type { Command } from 'commander';
import { example, type Run } from './run.ts';

/** Outages: one decision for all onboardings. */
export function addPausing(program: Command, run: Run): void {
  program
    .command('pause')
    .description('read and write nothing in a system, for all onboardings; shows who waits, asks first')
    .argument('<system>', 'autotask, lift-off, it-glue, datto-rmm, screenconnect, splashtop, mission-control')
    .requiredOption('--reason <text>', 'why')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard pause lift-off --reason "Outage, their status page says so"'))
    .action((system: string, options: { reason: string; yes?: true }) =>
      run(async (invocation) =>
        (await import('../commands/pause.ts')).pauseCommand(invocation, system, options),
      ),
    );
  program
    .command('resume')
    .description('let a paused system go on; what an outage has parked there is tried again')
    .argument('<system>', 'the system, as `onboard paused` shows it')
    .option('--reason <text>', 'why')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard resume lift-off'))
    .action((system: string, options: { reason?: string; yes?: true }) =>
      run(async (invocation) =>
        (await import('../commands/pause.ts')).resumeCommand(invocation, system, options),
      ),
    );
  program
    .command('paused')
    .description('which systems are paused, by whom and why, and which onboardings have work there')
    .addHelpText('after', example('onboard paused', 'onboard paused --json'))
    .action(() =>
      run(async (invocation) => (await import('../commands/paused.ts')).pausedCommand(invocation)),
    );
}
