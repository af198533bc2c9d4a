import type { Command } from 'commander';
import { example, type Run } from './run.ts';

/** Setting up, planning, starting. */
export function addStarting(program: Command, run: Run): void {
  program
    .command('setup')
    .description('make the Temporal namespace complete: retention, search attributes, sweeps; safe to repeat')
    .addHelpText('after', example('onboard setup'))
    .action(() => run(async (invocation) => (await import('../commands/setup.ts')).setupCommand(invocation)));
  program
    .command('plan')
    .description('read every system and show what would be done, and when; writes nothing')
    .argument('<file>', 'customer file, or the id of the one in customers/')
    .addHelpText(
      'after',
      example('onboard plan customers/harbor-dental.yaml', 'onboard plan harbor-dental --json'),
    )
    .action((file: string) =>
      run(async (invocation) => (await import('../commands/plan.ts')).planCommand(invocation, file)),
    );
  program
    .command('start')
    .description('show the plan with its go-live in local time and UTC, ask, then start the onboarding')
    .argument('<file>', 'customer file, or the id of the one in customers/')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard start customers/harbor-dental.yaml'))
    .action((file: string, options: { yes?: true }) =>
      run(async (invocation) =>
        (await import('../commands/start.ts')).startCommand(invocation, file, options),
      ),
    );
}
