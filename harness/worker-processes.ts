import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { readyLine, taskEnvironment, type WorkerTask } from './worker-task.ts';

/** Starting is a second's work, a bundle aside; a machine under load may need a while. */
const READY_WITHIN_MS = 60_000;
/** Longer than a worker takes to end in order; after this it is killed. */
const END_WITHIN_MS = 20_000;

const machineVariable =
  /^(PATH|HOME|USER|LOGNAME|LANG|LC_\w+|LD_LIBRARY_PATH|TMPDIR|TMP|TEMP|SYSTEMROOT|WINDIR|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA)$/i;

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
 * last words when it ends instead, or does not come up in time.
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
      env: { ...machineVariables(process.env), TZ: 'UTC', ...secrets, ...taskEnvironment(task) },
    },
  );
  try {
    await ready(child, logFile);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

/**
 * What any program needs on this machine, and nothing else: credentials, addresses, proxies and keys that the user has
 * set are for real systems.
 */
function machineVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => machineVariable.test(name)));
}

async function ready(child: ChildProcess, logFile: string): Promise<void> {
  const said: string[] = [];
  const inTime = new AbortController();
  const isReady = new Promise<void>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`A worker ${what}:\n${said.slice(-5).join('\n')}`));
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
    child.once('close', () => fail('ended instead of working'));
    pause(READY_WITHIN_MS, undefined, { signal: inTime.signal }).then(
      () => fail('did not come up in time'),
      () => undefined,
    );
  });
  await isReady.finally(() => inTime.abort());
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  await ended;
  clearTimeout(late);
}
