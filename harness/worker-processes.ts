import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { withoutTemporalVariables } from '../temporal-docker/embedded/kept-process.ts';
import { readyLine, taskEnvironment, type WorkerTask } from './worker-task.ts';

/** A worker process of the harness. */
export interface WorkerProcess {
  readonly pid: number;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/**
 * Starts a worker process and waits until it works. What it prints goes to the log file. Throws an `Error` with its
 * last words when it ends instead.
 */
export async function startWorkerProcess(
  task: WorkerTask,
  secrets: { readonly [name: string]: string },
  logFile: string,
): Promise<WorkerProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'worker-process.ts')],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...withoutTemporalVariables(process.env), TZ: 'UTC', ...secrets, ...taskEnvironment(task) },
    },
  );
  await ready(child, logFile);
  return {
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

async function ready(child: ChildProcess, logFile: string): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const hear = (line: string) => {
      said.push(line);
      appendFileSync(logFile, `${line}\n`);
      if (line === readyLine) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', hear);
    }
    child.once('error', reject);
    // "close" comes after the last line was read.
    child.once('close', () =>
      reject(new Error(`A worker ended instead of working:\n${said.slice(-5).join('\n')}`)),
    );
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
