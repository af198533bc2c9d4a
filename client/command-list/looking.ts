import type { Command } from 'commander';
import type { ReportOptions } from '../commands/report.ts';
import { example, type Run } from './run.ts';

/** Status, list, audit, report. */
export function addLooking(program: Command, run: Run): void {
  program
    .command('status')
    .description('where an onboarding stands, what it waits for, on whom, and what happens next')
    .argument('<name>', 'the customer’s id')
    .option('--watch', 'show it again whenever it changes, until it ends')
    .addHelpText('after', example('onboard status harbor-dental', 'onboard status harbor-dental --watch'))
    .action((name: string, options: { watch?: true }) =>
      run(async (invocation) =>
        (await import('../commands/status.ts')).statusCommand(invocation, name, options),
      ),
    );
  program
    .command('list')
    .description('the onboardings that run, newest first')
    .option('--all', 'those that have ended, too')
    .addHelpText('after', example('onboard list', 'onboard list --all --json'))
    .action((options: { all?: true }) =>
      run(async (invocation) => (await import('../commands/list.ts')).listCommand(invocation, options)),
    );
  program
    .command('audit')
    .description('read every system again and hold it against what is wanted now; writes nothing')
    .argument('<name>', 'the customer’s id')
    .addHelpText('after', example('onboard audit harbor-dental'))
    .action((name: string) =>
      run(async (invocation) => (await import('../commands/audit.ts')).auditCommand(invocation, name)),
    );
  program
    .command('report')
    .description('write everything about an onboarding into one HTML file, or check one that was written')
    .argument('[name]', 'the customer’s id')
    .option('--out <file>', 'where to (default: report-<name>.html)')
    .option(
      '--verify <file>',
      'check a report: chain, tables, pictures, head; exit code 0 only if all is right',
    )
    .option('--head <hex>', 'with --verify: the head that was noted at go-live')
    .addHelpText(
      'after',
      example(
        'onboard report harbor-dental --out reports/harbor-dental.html',
        'onboard report --verify reports/harbor-dental.html',
      ),
    )
    .action((name: string | undefined, options: ReportOptions) =>
      run(async (invocation) =>
        (await import('../commands/report.ts')).reportCommand(invocation, name, options),
      ),
    );
}
