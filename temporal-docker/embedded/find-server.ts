import { access, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../../setup/cache.ts';
import { runCommand } from '../../setup/run-command.ts';
import { builtBefore, goInstall, TEMPORAL_SERVER } from './go-install.ts';
import { type ProbeResult, probeServer } from './probe.ts';
import type { ServerBinary } from './server-process.ts';

type Progress = (line: string) => void;

/** A place to get a server from, and whether what it gives can skip time: all replaceable in tests. */
export interface ServerSources {
  candidates: ((progress: Progress) => Promise<ServerBinary | undefined>)[];
  probe: (binary: ServerBinary) => Promise<ProbeResult>;
}

const DOWNLOAD_WITHIN_MS = 120_000;

const SOURCES: ServerSources = {
  // What is there already comes before what must be fetched, so that a warm start asks no network.
  candidates: [cliOnPath, downloadedCli, builtServer, downloadCli, buildServer],
  probe: probeServer,
};

/**
 * Finds a Temporal server that can skip time: the `temporal` CLI on PATH, the CLI as the SDK downloads it,
 * or the server built from source. The first time this may take minutes; `progress` says what goes on.
 *
 * @throws Error naming what was tried and what to do when there is none.
 */
export async function findServer(
  progress: Progress,
  sources: ServerSources = SOURCES,
): Promise<ServerBinary> {
  const refusals: string[] = [];
  const refused = new Set<string>();
  for (const candidate of sources.candidates) {
    try {
      const binary = await candidate(progress);
      if (!binary || refused.has(binary.path)) continue;
      const result = await sources.probe(binary);
      if (result.skips) return binary;
      refused.add(binary.path);
      refusals.push(`${binary.path}: ${result.why}`);
      progress(`${binary.path} is a Temporal server, but cannot skip time; looking for another`);
    } catch (error) {
      refusals.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    'Wanted a Temporal server that can skip time (1.32 or newer), but found none:\n' +
      `${refusals.map((line) => `- ${line}`).join('\n')}\n` +
      'Install Go 1.26 or newer so that it can be built, or put a `temporal` CLI that contains server 1.32 on PATH.',
  );
}

async function cliOnPath(): Promise<ServerBinary | undefined> {
  const name = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  for (const folder of folders) {
    const file = path.resolve(folder, name);
    if (await exists(file)) return { kind: 'cli', path: file };
  }
  return undefined;
}

async function downloadedCli(): Promise<ServerBinary | undefined> {
  const files = await readdir(downloadFolder()).catch(() => []);
  const name = files.find((file) => file.startsWith('temporal') && !file.endsWith('.downloading'));
  return name ? { kind: 'cli', path: path.join(downloadFolder(), name) } : undefined;
}

async function downloadCli(progress: Progress): Promise<ServerBinary | undefined> {
  if (await downloadedCli()) return undefined;
  progress('Trying to download the Temporal CLI');
  await mkdir(downloadFolder(), { recursive: true });
  const script = path.join(import.meta.dirname, 'download-cli.ts');
  await runCommand(process.execPath, [script, downloadFolder()], { timeoutMs: DOWNLOAD_WITHIN_MS });
  const found = await downloadedCli();
  if (!found) progress('The Temporal CLI cannot be downloaded from here');
  return found;
}

async function builtServer(): Promise<ServerBinary | undefined> {
  const file = await builtBefore(TEMPORAL_SERVER);
  return file ? { kind: 'server', path: file } : undefined;
}

async function buildServer(progress: Progress): Promise<ServerBinary> {
  return { kind: 'server', path: await goInstall(TEMPORAL_SERVER, progress) };
}

function downloadFolder(): string {
  return path.join(cacheFolder(), 'temporal-cli');
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
