import { runCommandLine } from '../../client/command-line.ts';
import type { ExitCode } from '../../client/exit-codes.ts';
import type { Terminal } from '../../client/terminal.ts';

/** What a call of the command line left behind. */
export interface Call {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly err: string;
  readonly questions: readonly string[];
}

/** Who sits at the terminal, and what they answer. Without answers nobody can be asked. */
export interface Sitting {
  readonly answers?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly osUser?: string;
}

/** Calls `onboard` in this process; `dana` is logged in unless said otherwise. */
export async function call(args: readonly string[], sitting: Sitting = {}): Promise<Call> {
  const written = { out: '', err: '' };
  const questions: string[] = [];
  const answers = [...(sitting.answers ?? [])];
  const ask = async (question: string) => {
    questions.push(question);
    return answers.shift() ?? '';
  };
  const terminal: Terminal = {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    colour: false,
    screen: false,
    live: false,
    ask: sitting.answers === undefined ? undefined : ask,
    environment: sitting.environment ?? {},
    osUser: sitting.osUser ?? 'dana',
    host: 'desk',
  };
  const exitCode = await runCommandLine(args, terminal);
  return { exitCode, ...written, questions };
}
