import type { Command } from 'commander';
import { example, type Run } from './run.ts';

/** What people ask for by themselves: another file, another date, a hold, the end. */
export function addChanging(program: Command, run: Run): void {
  program
    .command('amend')
    .description('take up a changed customer file before go-live; shows what changes and follows, asks first')
    .argument('<file>', 'customer file, or the id of the one in customers/')
    .requiredOption('--reason <text>', 'why')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard amend customers/harbor-dental.yaml --reason "One more approver"'))
    .action((file: string, options: { reason: string; yes?: true }) =>
      run(async (invocation) =>
        (await import('../commands/amend.ts')).amendCommand(invocation, file, options),
      ),
    );
  program
    .command('reschedule')
    .description('move the go-live; shows both instants and what follows, asks first')
    .argument('<name>', 'the customer’s id')
    .requiredOption('--date <date>', 'the new day, YYYY-MM-DD, on the customer’s calendar')
    .option('--time <time>', 'HH:MM on the customer’s clocks (default: as it is)')
    .requiredOption('--reason <text>', 'why')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      example('onboard reschedule harbor-dental --date 2027-01-11 --reason "The customer moves house"'),
    )
    .action((name: string, options: { date: string; time?: string; reason: string; yes?: true }) =>
      run(async (invocation) =>
        (await import('../commands/reschedule.ts')).rescheduleCommand(invocation, name, options),
      ),
    );
  program
    .command('hold')
    .description('keep a customer from going live until it is released; preparation goes on')
    .argument('<name>', 'the customer’s id')
    .requiredOption('--reason <text>', 'why')
    .addHelpText('after', example('onboard hold harbor-dental --reason "The invoice is open"'))
    .action((name: string, options: { reason: string }) =>
      run(async (invocation) => (await import('../commands/hold.ts')).holdCommand(invocation, name, options)),
    );
  program
    .command('release')
    .description('end a hold; shows what happens then, asks first')
    .argument('<name>', 'the customer’s id')
    .option('--reason <text>', 'why')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard release harbor-dental'))
    .action((name: string, options: { reason?: string; yes?: true }) =>
      run(async (invocation) =>
        (await import('../commands/release.ts')).releaseCommand(invocation, name, options),
      ),
    );
}

/** Ending an onboarding. */
export function addTidying(program: Command, run: Run): void {
  program
    .command('cancel')
    .description('take back what was changed, then end; once live a second person agrees; asks first')
    .argument('<name>', 'the customer’s id')
    .requiredOption('--reason <text>', 'why')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard cancel harbor-dental --reason "Contract withdrawn"'))
    .action((name: string, options: { reason: string; yes?: true }) =>
      run(async (invocation) =>
        (await import('../commands/cancel.ts')).cancelCommand(invocation, name, options),
      ),
    );
}
