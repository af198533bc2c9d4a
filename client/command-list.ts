import type { Command } from 'commander';
import type { ReportOptions } from './commands/report.ts';
import type { ResolveOptions } from './commands/resolve.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Invocation } from './invocation.ts';

/** Runs a command with what it works with, and keeps its exit code. */
export type Run = (command: (invocation: Invocation) => Promise<ExitCode>) => Promise<void>;

/** Every command with its options and examples. Their code is loaded only when they run. */
export function addCommands(program: Command, run: Run): void {
  addStarting(program, run);
  addLooking(program, run);
  addDeciding(program, run);
  addWeb(program, run);
  addTidying(program, run);
}

function addStarting(program: Command, run: Run): void {
  program
    .command('setup')
    .description(
      'make the Temporal namespace complete: retention, search attributes, daily sweep; safe to repeat',
    )
    .addHelpText('after', example('onboard setup'))
    .action(() => run(async (invocation) => (await import('./commands/setup.ts')).setupCommand(invocation)));
  program
    .command('plan')
    .description('read every system and show what would be done, and when; writes nothing')
    .argument('<file>', 'customer file, or the id of the one in customers/')
    .addHelpText(
      'after',
      example('onboard plan customers/harbor-dental.yaml', 'onboard plan harbor-dental --json'),
    )
    .action((file: string) =>
      run(async (invocation) => (await import('./commands/plan.ts')).planCommand(invocation, file)),
    );
  program
    .command('start')
    .description('show the plan with its go-live in local time and UTC, ask, then start the onboarding')
    .argument('<file>', 'customer file, or the id of the one in customers/')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard start customers/harbor-dental.yaml'))
    .action((file: string, options: { yes?: true }) =>
      run(async (invocation) =>
        (await import('./commands/start.ts')).startCommand(invocation, file, options),
      ),
    );
}

function addLooking(program: Command, run: Run): void {
  program
    .command('status')
    .description('where an onboarding stands, what it waits for, on whom, and what happens next')
    .argument('<name>', 'the customer’s id')
    .option('--watch', 'show it again whenever it changes, until it ends')
    .addHelpText('after', example('onboard status harbor-dental', 'onboard status harbor-dental --watch'))
    .action((name: string, options: { watch?: true }) =>
      run(async (invocation) =>
        (await import('./commands/status.ts')).statusCommand(invocation, name, options),
      ),
    );
  program
    .command('list')
    .description('the onboardings that run, newest first')
    .option('--all', 'those that have ended, too')
    .addHelpText('after', example('onboard list', 'onboard list --all --json'))
    .action((options: { all?: true }) =>
      run(async (invocation) => (await import('./commands/list.ts')).listCommand(invocation, options)),
    );
  program
    .command('audit')
    .description('read every system again and hold it against what is wanted now; writes nothing')
    .argument('<name>', 'the customer’s id')
    .addHelpText('after', example('onboard audit harbor-dental'))
    .action((name: string) =>
      run(async (invocation) => (await import('./commands/audit.ts')).auditCommand(invocation, name)),
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
        (await import('./commands/report.ts')).reportCommand(invocation, name, options),
      ),
    );
}

function addWeb(program: Command, run: Run): void {
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
    .action(() => run(async (invocation) => (await import('./commands/web.ts')).webCommand(invocation)));
}

function addDeciding(program: Command, run: Run): void {
  program
    .command('approve')
    .description('agree to the contract’s terms and to the plan of that hash, no other')
    .argument('<name>', 'the customer’s id')
    .option('--plan <hash>', 'the plan that you read; without it you are shown the plan and asked')
    .option(
      '--accept <question...>',
      'what the plan asks to be accepted by name, such as hours without an answerer',
    )
    .addHelpText('after', example('onboard approve harbor-dental --plan 3f2a90c1d4e5'))
    .action((name: string, options: { plan?: string; accept?: string[] }) =>
      run(async (invocation) =>
        (await import('./commands/approve.ts')).approveCommand(invocation, name, options),
      ),
    );
  program
    .command('decline')
    .description('do not agree to the plan; it can then only be cancelled')
    .argument('<name>', 'the customer’s id')
    .requiredOption('--plan <hash>', 'the plan that you read')
    .requiredOption('--reason <text>', 'why')
    .addHelpText('after', example('onboard decline harbor-dental --plan 3f2a90c1d4e5 --reason "Wrong date"'))
    .action((name: string, options: { plan: string; reason: string }) =>
      run(async (invocation) =>
        (await import('./commands/decline.ts')).declineCommand(invocation, name, options),
      ),
    );
  program
    .command('resolve')
    .description('answer what is open: a step, already-live, or late-go-live')
    .argument('<name>', 'the customer’s id')
    .argument('<question>', 'the step’s id as `onboard status` shows it, already-live, or late-go-live')
    .option('--retry', 'step: try it again')
    .option('--choose <choice>', 'step: try it again with this one of its choices')
    .option('--done', 'step: it was done by hand; it is looked at where that is possible')
    .option('--waive', 'step: go on without it, where R22 allows; needs --reason')
    .option('--audit-only', 'already-live: leave everything as it is')
    .option('--onboard-anew', 'already-live: onboard all the same')
    .option('--stop', 'already-live: end it')
    .option('--go-now', 'late-go-live: go live now, after the planned instant')
    .option('--reason <text>', 'why')
    .addHelpText(
      'after',
      example(
        'onboard resolve harbor-dental vip-users --retry',
        'onboard resolve harbor-dental session-group-access --choose set-1',
        'onboard resolve harbor-dental hours-note --done',
        'onboard resolve harbor-dental instructions --waive --reason "Agreed with Mission Control by phone"',
        'onboard resolve harbor-dental already-live --audit-only',
        'onboard resolve harbor-dental late-go-live --go-now',
      ),
    )
    .action((name: string, question: string, options: ResolveOptions) =>
      run(async (invocation) =>
        (await import('./commands/resolve.ts')).resolveCommand(invocation, name, question, options),
      ),
    );
}

function addTidying(program: Command, run: Run): void {
  program
    .command('cancel')
    .description('before go-live: take back what was changed, then end; shows it and asks first')
    .argument('<name>', 'the customer’s id')
    .requiredOption('--reason <text>', 'why')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard cancel harbor-dental --reason "Contract withdrawn"'))
    .action((name: string, options: { reason: string; yes?: true }) =>
      run(async (invocation) =>
        (await import('./commands/cancel.ts')).cancelCommand(invocation, name, options),
      ),
    );
}

function example(...lines: readonly string[]): string {
  return ['', lines.length === 1 ? 'Example:' : 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
}
