import type { Command } from 'commander';
import type { DecideOptions } from '../deciding/options.ts';
import { addResolve } from './resolving.ts';
import { example, type Run } from './run.ts';

/** Decisions, and the shortcuts to their answers. */
export function addDeciding(program: Command, run: Run): void {
  program
    .command('decide')
    .description('what is asked of people, everywhere or for one customer; shows one decision, answers it')
    .argument('[name]', 'the customer’s id; without it all onboardings that run')
    .argument('[decision]', 'the decision’s id as `onboard decide NAME` lists it')
    .option('--answer <option>', 'the id of one of its answers; on a terminal you are asked without it')
    .option('--reason <text>', 'why')
    .option('--accept <question...>', 'with approve: what is accepted by name (R61)')
    .option('--ask-back <text>', 'ask whoever started the onboarding; the decision stays open')
    .option('--reply <text>', 'reply to what was asked back; the decision stays open')
    .option('--revision <revision>', 'what you have read; refused where something else is asked by now')
    .option('--cause <system/code>', 'answer all steps of all customers that are parked for that cause')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      example(
        'onboard decide',
        'onboard decide harbor-dental',
        'onboard decide harbor-dental contract-terms',
        'onboard decide harbor-dental contract-terms --answer approve --revision 3f2a90c1d4e5',
        'onboard decide harbor-dental vip-users --answer done-by-hand',
        'onboard decide harbor-dental contract-terms --ask-back "Is § 3.1 signed?"',
        'onboard decide --cause lift-off/unavailable --answer retry',
      ),
    )
    .action((name: string | undefined, decision: string | undefined, options: DecideOptions) =>
      run(async (invocation) =>
        (await import('../commands/decide.ts')).decideCommand(invocation, name, decision, options),
      ),
    );
  addTerms(program, run);
  addResolve(program, run);
}

/** Shortcuts for the decision about contract terms and plan. */
function addTerms(program: Command, run: Run): void {
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
        (await import('../commands/approve.ts')).approveCommand(invocation, name, options),
      ),
    );
  program
    .command('decline')
    .description('do not agree to the plan; it can then be amended, moved or cancelled')
    .argument('<name>', 'the customer’s id')
    .requiredOption('--plan <hash>', 'the plan that you read')
    .requiredOption('--reason <text>', 'why')
    .addHelpText('after', example('onboard decline harbor-dental --plan 3f2a90c1d4e5 --reason "Wrong date"'))
    .action((name: string, options: { plan: string; reason: string }) =>
      run(async (invocation) =>
        (await import('../commands/decline.ts')).declineCommand(invocation, name, options),
      ),
    );
  program
    .command('withdraw')
    .description('take an approval back, as long as the switch-over has not begun; shows it and asks first')
    .argument('<name>', 'the customer’s id')
    .requiredOption('--reason <text>', 'why')
    .option('--yes', 'do not ask')
    .addHelpText('after', example('onboard withdraw harbor-dental --reason "Hours were misread"'))
    .action((name: string, options: { reason: string; yes?: true }) =>
      run(async (invocation) =>
        (await import('../commands/withdraw.ts')).withdrawCommand(invocation, name, options),
      ),
    );
}
