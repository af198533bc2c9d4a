import { spawn } from 'node:child_process';

/** How a command is run. */
export interface CommandOptions {
  /** The whole environment of the command; the parent's by default. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Killed after this many milliseconds; unlimited by default. */
  timeoutMs?: number;
  /** Killed when it has printed nothing for this many milliseconds; unlimited by default. */
  silenceMs?: number;
  /** Kills the command when it is aborted. */
  signal?: AbortSignal;
}

/** What became of a command. */
export interface CommandResult {
  /** Exit code; null when the command was killed or could not be started. */
  code: number | null;
  /** Standard output and error together, in the order of arrival. */
  output: string;
  /** Why it never ended by itself: the reason in words, absent when it did. */
  failure?: string;
}

/**
 * Runs a command to its end and collects what it prints. Never throws: a command that cannot be started
 * or takes too long is a result with a `failure`.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  { env = process.env, cwd = process.cwd(), timeoutMs, silenceMs, signal }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let output = '';
    let failure: string | undefined;
    const giveUp = (reason: string) => () => {
      failure = reason;
      child.kill('SIGKILL');
    };
    const total = timeoutMs && setTimeout(giveUp(`it took longer than ${seconds(timeoutMs)}`), timeoutMs);
    const silence =
      silenceMs && setTimeout(giveUp(`it printed nothing for ${seconds(silenceMs)}`), silenceMs);
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
      if (silence) silence.refresh();
    };
    const abort = giveUp('it was given up');
    const finish = (code: number | null) => {
      signal?.removeEventListener('abort', abort);
      clearTimeout(total);
      clearTimeout(silence);
      resolve(failure ? { code: null, output, failure } : { code, output });
    };
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => {
      failure = error.message;
      finish(null);
    });
    child.once('close', finish);
  });
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

/** The last lines of a command's output, for an error message. */
export function lastLines(output: string, count = 15): string {
  return output.trimEnd().split(/\r?\n/).slice(-count).join('\n');
}
