import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';

/** A process that ends with this one, however this one ends. */
export interface KeptProcess {
  /** Process id of the command itself. */
  pid: number;
  /** Resolves when it has ended, for whatever reason. */
  ended: Promise<void>;
  /** Whether it still runs. */
  isRunning(): boolean;
  /** Kills it, and resolves when it is gone. */
  stop(): Promise<void>;
  /** Lets this process end although the command still runs. */
  unref(): void;
}

/**
 * Starts a command under a keeper (`keeper.ts`) that ends it as soon as this process is gone, even by SIGKILL:
 * a server left behind would hold ports, memory and a database file.
 *
 * The command's output goes to `logFile`. `TEMPORAL_*` variables of the user are not handed on: they would
 * point the embedded server at somebody's real one. Ctrl-C in a terminal does not reach the command; whoever
 * started it stops it in order.
 *
 * @throws Error when the command cannot be started.
 */
export async function startKept(
  command: string,
  args: readonly string[],
  logFile: string,
): Promise<KeptProcess> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const keeper = spawn(process.execPath, [path.join(import.meta.dirname, 'keeper.ts'), command, ...args], {
    stdio: ['pipe', 'pipe', log],
    env: withoutTemporalVariables(process.env),
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    keeper.once('exit', () => resolve());
    keeper.once('error', () => resolve());
  });
  const pid = await reportedPid(keeper, command, logFile);
  return {
    pid,
    ended,
    isRunning: () => keeper.exitCode === null && keeper.signalCode === null,
    async stop() {
      keeper.ref();
      keeper.stdin?.end();
      await ended;
    },
    unref: () => keeper.unref(),
  };
}

async function reportedPid(keeper: ChildProcess, command: string, logFile: string): Promise<number> {
  if (keeper.stdout) {
    const [line] = await Promise.race([once(keeper.stdout, 'data'), once(keeper, 'exit')]);
    keeper.stdout.destroy();
    const pid = Number(line);
    if (keeper.exitCode === null && pid > 0) return pid;
  }
  throw new Error(`Wanted to start ${command}, but it did not start. Its log: ${logFile}`);
}

/** The environment without any variable that configures a Temporal client or server. */
export function withoutTemporalVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^TEMPORAL_/i.test(name)));
}
