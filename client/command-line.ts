import { Command, CommanderError } from 'commander';
import { CommandFailure } from './command-failure.ts';
import { addCommands } from './command-list.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Invocation } from './invocation.ts';
import { coloured, plain } from './show/paint.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs one call of `onboard`, with the arguments after its name. Never throws: what went wrong stands on stderr.
 * Commands are loaded when they run, so that help answers at once.
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const program = createProgram(terminal);
  addCommands(program, async (run) => {
    const paint = terminal.colour ? coloured : plain;
    const invocation: Invocation = { terminal, options: program.opts(), paint };
    exitCode = await run(invocation);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has already told its own errors; asking for help is none.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    terminal.err(`${await wordsFor(error)}\n`);
    return exitCodes.failed;
  }
}

async function wordsFor(error: unknown): Promise<string> {
  if (error instanceof CommandFailure) return error.message;
  const { describeError } = await import('./describe-error.ts');
  return describeError(error);
}

function createProgram(terminal: Terminal): Command {
  return new Command('onboard')
    .description('Takes an MSP’s customer live on the outside help desk: one durable workflow per customer.')
    .option('--json', 'print the result as JSON on stdout, and nothing else there')
    .option(
      '--profile <file>',
      'the MSP’s profile: people and time zone; no secrets are read',
      'onboarding.yaml',
    )
    .option(
      '--as <person>',
      'who decides, also as ONBOARD_AS (default: the person whose osUser is logged in)',
    )
    .option(
      '--task-queue <name>',
      'the queue that the workers serve, also as ONBOARD_TASK_QUEUE',
      terminal.environment['ONBOARD_TASK_QUEUE'] || 'onboarding',
    )
    .showHelpAfterError('Add --help to see what it takes.')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride()
    .addHelpText('after', closingWords);
}

const closingWords = `
Exit codes:
  0  done, or nothing to do
  1  it could not be done, or not every onboarding answered; stderr says why and what to do next
  2  plan: there are changes · audit: something is not as wanted · report --verify: something was changed

Temporal is found by its own settings: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_PROFILE…

Examples:
  onboard setup                                  once per namespace
  onboard plan customers/harbor-dental.yaml      what would be done, and when; reads only
  onboard start customers/harbor-dental.yaml     shows the plan, asks, starts
  onboard status harbor-dental --watch           until it has ended`;
