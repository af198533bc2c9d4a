import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findServer } from './find-server.ts';
import { builtBefore, goInstall, TEMPORAL_UI } from './go-install.ts';
import { isListening } from './ports.ts';
import {
  type RunningServer,
  type RunningUi,
  type ServerOptions,
  startServer,
  startUi,
} from './server-process.ts';

// Says in a data folder where the server listens that uses it.
const RUNNING = 'running.json';

/** How an embedded server is started. */
export interface EmbeddedOptions {
  /** Folder for its database, configuration and logs. Without it everything is temporary and in memory. */
  dataDir?: string;
  /** Whether to start the web UI as well, if it can be had. */
  ui?: boolean;
  /** Port that the server takes if it is free; any free port otherwise. */
  port?: number;
  /** Port that the web UI takes if it is free; any free port otherwise. */
  uiPort?: number;
  /** Gets a line for whatever takes time: finding, downloading, building. */
  progress: (line: string) => void;
}

/** An embedded Temporal server that runs on 127.0.0.1. It ends with this process, whatever ends this process. */
export interface EmbeddedTemporal {
  /** `127.0.0.1:port` for workers and clients. */
  address: string;
  /** `http://127.0.0.1:port` of the web UI as soon as it runs: the first time it is built beside everything else. */
  ui: Promise<string | undefined>;
  /** Process ids of the server and, if it runs, the web UI. */
  readonly pids: number[];
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Stops everything and removes what was temporary. */
  stop(): Promise<void>;
  /** Lets this process end although the server still runs. */
  unref(): void;
}

/**
 * Finds a Temporal server that can skip time and starts it with settings for fast tests. Ignores `TEMPORAL_*`.
 * The caller makes namespaces and search attributes.
 *
 * @throws Error with a remedy when no server can be had, it does not start, or `dataDir` is in use.
 */
export async function startEmbeddedTemporal(options: EmbeddedOptions): Promise<EmbeddedTemporal> {
  const binary = await findServer(options.progress);
  const temporary = options.dataDir ? undefined : await mkdtemp(path.join(os.tmpdir(), 'onboard-temporal-'));
  const files = temporary ? { folder: temporary } : await durableFiles(options.dataDir ?? '');
  const { port = 0, ui: wantsUi = false, uiPort = 0 } = options;
  const server = await startServer(binary, { ...files, port, ui: wantsUi, uiPort });
  await writeFile(path.join(files.folder, RUNNING), JSON.stringify({ address: server.address }));

  const processes = [server.process];
  const stopping = new AbortController();
  const startedUi =
    wantsUi && !server.uiAddress ? ownUi(server, files.folder, options, stopping.signal) : undefined;
  const ui = startedUi?.then((running) => {
    if (running) processes.push(running.process);
    return running?.address;
  });
  return {
    address: server.address,
    ui: ui ?? Promise.resolve(server.uiAddress),
    get pids() {
      return processes.map(({ pid }) => pid);
    },
    ended: server.process.ended,
    async stop() {
      stopping.abort();
      await ui;
      await Promise.all(processes.map((one) => one.stop()));
      if (temporary) await rm(temporary, { recursive: true, force: true });
    },
    unref() {
      for (const one of processes) one.unref();
    },
  };
}

async function durableFiles(dataDir: string): Promise<ServerOptions> {
  const folder = path.resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const address = await addressInUse(folder);
  if (address) {
    throw new Error(
      `Wanted to start a Temporal server on the data in ${folder}, but one runs on it already at ${address}. ` +
        'Use that one, or stop it first.',
    );
  }
  return { folder, databaseFile: path.join(folder, 'temporal.sqlite') };
}

async function addressInUse(folder: string): Promise<string | undefined> {
  const text = await readFile(path.join(folder, RUNNING), 'utf8').catch(() => undefined);
  const port = Number(text?.match(/127\.0\.0\.1:(\d+)/)?.[1]);
  return port && (await isListening(port)) ? `127.0.0.1:${port}` : undefined;
}

async function ownUi(
  server: RunningServer,
  folder: string,
  { uiPort = 0, progress }: EmbeddedOptions,
  signal: AbortSignal,
): Promise<RunningUi | undefined> {
  try {
    const binary = (await builtBefore(TEMPORAL_UI)) ?? (await goInstall(TEMPORAL_UI, progress, signal));
    return signal.aborted ? undefined : await startUi(binary, server.address, { folder, port: uiPort });
  } catch (error) {
    // Nothing depends on the UI.
    if (!signal.aborted)
      progress(`Going on without the Temporal web UI. ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
