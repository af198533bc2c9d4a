import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { lastLines } from '../../setup/run-command.ts';
import {
  DYNAMIC_CONFIG,
  type DynamicConfig,
  dynamicConfigArguments,
  dynamicConfigYaml,
  serverYaml,
  uiYaml,
} from './configuration.ts';
import { type KeptProcess, startKept } from './kept-process.ts';
import { freePorts, isListening } from './ports.ts';

/** A program that can be a Temporal server: the `temporal` CLI, or the server proper. */
export interface ServerBinary {
  kind: 'cli' | 'server';
  /** Absolute path of the executable. */
  path: string;
}

/** A Temporal server that runs. */
export interface RunningServer {
  /** `127.0.0.1:port` of its gRPC frontend. */
  address: string;
  /** `http://127.0.0.1:port` of the web UI that the CLI brings with it, if it was asked for. */
  uiAddress?: string;
  process: KeptProcess;
}

/** Where a server keeps its files and listens, and what it does differently. */
export interface ServerOptions {
  /** For configuration and logs; made if it does not exist. */
  folder: string;
  /** Absolute path of the SQLite file; in memory when absent. */
  databaseFile?: string;
  /** Port that it takes if that is free; any free port otherwise. */
  port?: number;
  /** Whether the CLI also serves its web UI; the server proper has none. */
  ui?: boolean;
  /** Port that the CLI's web UI takes if that is free; any free port otherwise. */
  uiPort?: number;
  /** Dynamic configuration that differs from the usual one. */
  settings?: DynamicConfig;
}

/** What a server binary is started with. */
interface CommandLine {
  port: number;
  args: string[];
  uiAddress?: string;
}

const READY_WITHIN_MS = 60_000;
const ATTEMPTS = 3;
const GRPC_NOT_FOUND = 5;

/**
 * Starts a server and waits until it answers. No namespace of the product exists in it yet.
 *
 * @throws Error with the end of the server's log when it does not come up.
 */
export async function startServer(binary: ServerBinary, options: ServerOptions): Promise<RunningServer> {
  await mkdir(options.folder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const log = path.join(options.folder, `server-${Date.now()}.log`);
    const { port, args, ...ui } = await commandLine(binary, options);
    const server = await startKept(binary.path, args, log);
    if (await answers(server, port)) return { address: `127.0.0.1:${port}`, ...ui, process: server };

    await server.stop();
    const text = await readFile(log, 'utf8');
    // A port that was free a moment ago may be taken by now: that alone is worth another attempt.
    if (attempt < ATTEMPTS && text.includes('address already in use')) continue;
    throw new Error(
      `Wanted a Temporal server from ${binary.path}, but it did not answer within ${READY_WITHIN_MS / 1000} s ` +
        `or ended. The end of its log (${log}):\n${lastLines(text)}`,
    );
  }
}

async function commandLine(binary: ServerBinary, options: ServerOptions): Promise<CommandLine> {
  return binary.kind === 'cli' ? cliCommandLine(options) : serverCommandLine(options);
}

async function cliCommandLine(options: ServerOptions): Promise<CommandLine> {
  const { databaseFile, port: preferred, ui, uiPort: preferredUi, settings } = options;
  const [port = 0, httpPort = 0] = await freePorts(2, preferred);
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn'];
  args.push(
    '--port',
    String(port),
    '--http-port',
    String(httpPort),
    ...dynamicConfigArguments({ ...DYNAMIC_CONFIG, ...settings }),
  );
  if (databaseFile) args.push('--db-filename', databaseFile);
  if (!ui) return { port, args: [...args, '--headless'] };

  const [uiPort = 0] = await freePorts(1, preferredUi);
  args.push('--ui-ip', '127.0.0.1', '--ui-port', String(uiPort));
  return { port, args, uiAddress: `http://127.0.0.1:${uiPort}` };
}

async function serverCommandLine(options: ServerOptions): Promise<CommandLine> {
  const { folder, databaseFile, port, settings } = options;
  const [
    frontend = 0,
    frontendHttp = 0,
    frontendMembership = 0,
    matching = 0,
    matchingMembership = 0,
    history = 0,
    historyMembership = 0,
    worker = 0,
    workerMembership = 0,
  ] = await freePorts(9, port);
  const ports = {
    frontend,
    frontendHttp,
    frontendMembership,
    matching,
    matchingMembership,
    history,
    historyMembership,
    worker,
    workerMembership,
  };
  const dynamicConfigFile = path.join(folder, 'dynamic-config.yaml');
  const configFile = path.join(folder, 'server.yaml');
  await writeFile(dynamicConfigFile, dynamicConfigYaml({ ...DYNAMIC_CONFIG, ...settings }));
  await writeFile(configFile, serverYaml(ports, dynamicConfigFile, databaseFile));
  return { port: frontend, args: ['--config-file', configFile, '--allow-no-auth', 'start'] };
}

async function answers(server: KeptProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && server.isRunning()) {
    if ((await isListening(port)) && (await servesWorkflows(`127.0.0.1:${port}`, deadline))) return true;
    await sleep(25);
  }
  return false;
}

/** Asks for a workflow that does not exist: "not found" comes from the history service, behind the frontend. */
async function servesWorkflows(address: string, deadline: number): Promise<boolean> {
  const connection = Connection.lazy({ address });
  try {
    await connection.withDeadline(deadline, () =>
      connection.workflowService.describeWorkflowExecution({
        namespace: 'temporal-system',
        execution: { workflowId: 'no-such-workflow' },
      }),
    );
    return true;
  } catch (error) {
    return isGrpcServiceError(error) && error.code === GRPC_NOT_FOUND;
  } finally {
    await connection.close();
  }
}

/** A web UI that runs. */
export interface RunningUi {
  /** `http://127.0.0.1:port` */
  address: string;
  process: KeptProcess;
}

/**
 * Starts the web UI for a server.
 *
 * @throws Error with the end of its log when it does not come up.
 */
export async function startUi(
  binary: string,
  temporalAddress: string,
  { folder, port: preferred }: { folder: string; port?: number },
): Promise<RunningUi> {
  const [port = 0] = await freePorts(1, preferred);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'ui.yaml'), uiYaml(port, temporalAddress));
  const log = path.join(folder, 'ui.log');
  const ui = await startKept(binary, ['--root', folder, '--config', '.', '--env', 'ui', 'start'], log);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && ui.isRunning()) {
    if (await isListening(port)) return { address: `http://127.0.0.1:${port}`, process: ui };
    await sleep(25);
  }
  await ui.stop();
  throw new Error(
    `The Temporal web UI did not start. Its log: ${log}\n${lastLines(await readFile(log, 'utf8'))}`,
  );
}
