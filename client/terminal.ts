import os from 'node:os';
import { createInterface } from 'node:readline';

/** What a command speaks through, and what it learns of its surroundings; tests bring their own. */
export interface Terminal {
  /** Writes to stdout: results, and nothing else. */
  readonly out: (text: string) => void;
  /** Writes to stderr: progress, questions and errors. */
  readonly err: (text: string) => void;
  /** Whether stdout shows colours. */
  readonly colour: boolean;
  /** Whether stdout is a screen that may be cleared. */
  readonly screen: boolean;
  /** Whether stderr is a screen, where a progress line may be written over. */
  readonly live: boolean;
  /** Asks a person; an empty text when there was no answer. Undefined when nobody is there to answer. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** The login on this machine. */
  readonly osUser: string;
  readonly host: string;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads our output may stop reading (`| head`): that is no failure of ours.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    // `hasColors` respects NO_COLOR, FORCE_COLOR and TERM.
    colour: stdout.isTTY && stdout.hasColors(),
    screen: stdout.isTTY,
    live: stderr.isTTY,
    ask: stdin.isTTY && stderr.isTTY ? askOnStderr : undefined,
    environment: env,
    osUser: osUser(env),
    host: os.hostname(),
  };
}

/** Questions go to stderr, because stdout may be read by a program. Ctrl-C and Ctrl-D are no answer. */
function askOnStderr(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(''));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}

function osUser(environment: NodeJS.ProcessEnv): string {
  try {
    return os.userInfo().username;
  } catch {
    // In containers the user's number may have no name.
    return environment['USER'] ?? 'unknown';
  }
}
