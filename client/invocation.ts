import { CommandFailure } from './command-failure.ts';
import type { Paint } from './show/paint.ts';
import type { Terminal } from './terminal.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json?: true;
  readonly profile: string;
  readonly as?: string;
  readonly taskQueue: string;
}

/** One call of the command line: what its command works with. */
export interface Invocation {
  readonly terminal: Terminal;
  readonly options: GlobalOptions;
  readonly paint: Paint;
}

/** Prints a result: as JSON for programs, or as text for people. */
export function print({ terminal, options }: Invocation, value: unknown, text: () => string): void {
  terminal.out(options.json ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`);
}

/** Whether a person says yes. Where nobody can be asked it fails and names the option that stands for a yes. */
export async function confirmed(
  { terminal, options }: Invocation,
  question: string,
  instead: string,
): Promise<boolean> {
  // With --json a person has not been shown anything that could be confirmed.
  if (terminal.ask === undefined || options.json) {
    throw new CommandFailure(`${question} Nobody can be asked here, so nothing was done. ${instead}`);
  }
  const answer = await terminal.ask(`${question} (yes/no) `);
  return /^y(es)?$/i.test(answer.trim());
}
