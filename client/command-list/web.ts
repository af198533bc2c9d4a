import type { Command } from 'commander';
import { example, type Run } from './run.ts';

/** The pages. */
export function addWeb(program: Command, run: Run): void {
  program
    .command('web')
    .description('serve the pages where people decide: board, calendar, decisions; until Ctrl-C')
    .addHelpText(
      'after',
      [
        '',
        'Where it listens, how people sign in and how links are made stands in the profile under web.',
        'Secrets come from the variables that are named there, never the vendors’. See docs/web.md.',
        example('onboard web', 'npm run web -- --profile onboarding.yaml'),
      ].join('\n'),
    )
    .action(() => run(async (invocation) => (await import('../commands/web.ts')).webCommand(invocation)));
}
