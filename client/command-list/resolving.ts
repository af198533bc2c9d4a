import type { Command } from 'commander';
import type { ResolveOptions } from '../commands/resolve.ts';
import { example, type Run } from './run.ts';

/** The shortcut for answers of one word. */
export function addResolve(program: Command, run: Run): void {
  program
    .command('resolve')
    .description('answer in one word what is open: a step, already-live, late-go-live, drift-<step>…')
    .argument('<name>', 'the customer’s id')
    .argument('<question>', 'the decision’s id as `onboard status` shows it')
    .option('--retry', 'step: try it again')
    .option('--choose <choice>', 'step: try it again with this one of its choices')
    .option('--done', 'step: it was done by hand; it is looked at where that is possible')
    .option('--waive', 'step: go on without it, where R22 allows; needs --reason')
    .option('--audit-only', 'already-live: leave everything as it is')
    .option('--onboard-anew', 'already-live: onboard all the same')
    .option('--stop', 'already-live: end it')
    .option('--go-now', 'late-go-live: go live now, after the planned instant')
    .option('--withdraw', 'access-after-move: take access back until nearer the date (R16)')
    .option('--keep', 'access-after-move: leave access open')
    .option('--accept', 'drift-<step>: it counts as agreed from now on; needs --reason')
    .option('--repair', 'drift-<step>: set it as agreed again')
    .option('--ignore', 'drift-<step>: do nothing; the next look asks again')
    .option('--end', 'end-after-live: agree to take the customer off the help desk again')
    .option('--go-on', 'end-after-live: leave the customer live; needs --reason')
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
        'onboard resolve harbor-dental drift-approvers --repair',
      ),
    )
    .action((name: string, question: string, options: ResolveOptions) =>
      run(async (invocation) =>
        (await import('../commands/resolve.ts')).resolveCommand(invocation, name, question, options),
      ),
    );
}
