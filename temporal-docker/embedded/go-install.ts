import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../../setup/cache.ts';
import { withLock } from '../../setup/lock.ts';
import { type CommandResult, lastLines, runCommand } from '../../setup/run-command.ts';
import { writeLeanSource } from './lean-source.ts';

/** A program that is built with Go. */
export interface GoProgram {
  /** What people call it, as in "the Temporal server". */
  name: string;
  /** Folder of it in the cache. */
  folder: string;
  module: string;
  /** Folder of its main package in the module; ends in `server`. */
  package: string;
  version: string;
  /** Whether to leave out what an embedded server never uses: much quicker. */
  lean: boolean;
}

/** The Temporal server proper: the oldest version that skips time, because newer ones need a newer Go. */
export const TEMPORAL_SERVER: GoProgram = {
  name: 'the Temporal server',
  folder: 'temporal-server',
  module: 'go.temporal.io/server',
  package: 'cmd/server',
  version: 'v1.32.1',
  lean: true,
};

/** Temporal's web UI, for looking at histories. */
export const TEMPORAL_UI: GoProgram = {
  name: 'the Temporal web UI',
  folder: 'temporal-ui',
  module: 'github.com/temporalio/ui-server/v2',
  package: 'cmd/server',
  version: 'v2.54.1',
  lean: false,
};

const PROGRESS_EVERY_MS = 15_000;
// Nobody debugs it: without symbols it is built and linked quicker.
const FLAGS = ['-ldflags=-s -w', '-gcflags=all=-dwarf=false'];
const BUILD_WITHIN_MS = 30 * 60_000;
const EXECUTABLE = process.platform === 'win32' ? 'server.exe' : 'server';

/** The path of a program that was built before; undefined when it was not. */
export async function builtBefore(program: GoProgram): Promise<string | undefined> {
  const file = path.join(folderOf(program), EXECUTABLE);
  return access(file).then(
    () => file,
    () => undefined,
  );
}

/**
 * Builds a program with the machine's Go, unless it was built before, and keeps it in the cache folder.
 * Another process that builds the same is waited for. `signal` gives up.
 *
 * @returns the path of the executable.
 * @throws Error with a remedy when there is no Go or the build fails.
 */
export async function goInstall(
  program: GoProgram,
  progress: (line: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  const onWait = () => progress(`Another process builds ${program.name}; waiting for it`);
  return withLock(
    `${folderOf(program)}.lock`,
    async () => (await builtBefore(program)) ?? build(program, progress, signal),
    { onWait },
  );
}

async function build(
  program: GoProgram,
  progress: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  const start = Date.now();
  const target = folderOf(program);
  const aside = await mkdtemp(`${target}.building-`);
  progress(`Building ${program.name} ${program.version} from source, once: a few minutes`);
  const ticker = setInterval(
    () => progress(`Still building ${program.name} (${elapsed(start)})`),
    PROGRESS_EVERY_MS,
  );
  try {
    if (!program.lean || !(await buildLean(program, aside, progress)))
      await buildWhole(program, aside, signal);
    await rm(target, { recursive: true, force: true });
    await mkdir(path.dirname(target), { recursive: true });
    await rename(aside, target);
    progress(`Built ${program.name} in ${elapsed(start)}`);
    return path.join(target, EXECUTABLE);
  } finally {
    clearInterval(ticker);
    await rm(aside, { recursive: true, force: true });
  }
}

/** Tries the quick way; false, with the reason told, when it does not work for this version. */
async function buildLean(
  program: GoProgram,
  aside: string,
  progress: (line: string) => void,
): Promise<boolean> {
  const source = path.join(aside, 'source');
  try {
    await writeLeanSource(`${program.module}@${program.version}`, source);
    const result = await go(
      ['build', ...FLAGS, '-o', path.join(aside, EXECUTABLE), `./${program.package}`],
      source,
    );
    if (result.code === 0) return true;
    progress(`Building all of ${program.name}: ${result.failure ?? lastLines(result.output, 3)}`);
  } catch (error) {
    progress(`Building all of ${program.name}: ${error instanceof Error ? error.message : error}`);
  } finally {
    await rm(source, { recursive: true, force: true });
  }
  return false;
}

async function buildWhole(program: GoProgram, aside: string, signal: AbortSignal | undefined): Promise<void> {
  const main = `${program.module}/${program.package}@${program.version}`;
  const result = await go(['install', ...FLAGS, main], aside, signal);
  if (result.code !== 0) throw new Error(explain(program, result.failure ?? lastLines(result.output)));
}

/** Runs Go outside the checkout, so that a go.mod in a parent folder has no say. */
function go(args: readonly string[], cwd: string, signal?: AbortSignal): Promise<CommandResult> {
  const env = { ...process.env, GOBIN: cwd };
  return runCommand('go', args, { env, cwd, timeoutMs: BUILD_WITHIN_MS, ...(signal && { signal }) });
}

function explain(program: GoProgram, cause: string): string {
  return (
    `Wanted to build ${program.name} ${program.version} with Go, but that failed:\n${cause}\n` +
    'Install Go 1.26 or newer (command `go`), make sure that it reaches a module proxy, and try again.'
  );
}

function folderOf(program: GoProgram): string {
  return path.join(cacheFolder(), program.folder, program.version);
}

/** Time since an instant for people: `45 s`, `1 min 20 s`. */
export function elapsed(sinceMs: number): string {
  const seconds = Math.round((Date.now() - sinceMs) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
