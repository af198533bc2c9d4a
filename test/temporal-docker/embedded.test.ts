import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time.js';
import { findServer } from '../../temporal-docker/embedded/find-server.ts';
import { probe } from '../../temporal-docker/embedded/probe.ts';
import { type ServerBinary, startServer } from '../../temporal-docker/embedded/server-process.ts';
import { startEmbeddedTemporal } from '../../temporal-docker/embedded/start.ts';
import { temporalForTests } from '../support/temporal.ts';
import { waitFor } from '../support/wait.ts';

const progress = () => undefined;
const CLI: ServerBinary = { kind: 'cli', path: '/the/cli' };
const SERVER: ServerBinary = { kind: 'server', path: '/the/server' };

let folder: string | undefined;
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = undefined;
  delete process.env['TEMPORAL_ADDRESS'];
});

async function newFolder(): Promise<string> {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-embedded-'));
  return folder;
}

async function namespaces(address: string): Promise<(string | null | undefined)[]> {
  const connection = await Connection.connect({ address });
  try {
    const { namespaces } = await connection.workflowService.listNamespaces({ pageSize: 100 });
    return namespaces.map(({ namespaceInfo }) => namespaceInfo?.name);
  } finally {
    await connection.close();
  }
}

async function registerNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msNumberToTs(86_400_000),
  });
  await connection.close();
}

test('the server of this run skips time', async () => {
  expect(await probe((await temporalForTests()).address)).toEqual({ skips: true });
});

test('the probe sees that a server does not skip time', async () => {
  const settings = { 'frontend.WorkflowTimeSkippingEnabled': false };
  const server = await startServer(await findServer(progress), { folder: await newFolder(), settings });
  const result = await probe(server.address);
  await server.process.stop();
  expect(result).toEqual({
    skips: false,
    why: expect.stringContaining('frontend.WorkflowTimeSkippingEnabled'),
  });
});

test('starts a server of its own whatever TEMPORAL_ADDRESS says, and keeps its data between runs', async () => {
  process.env['TEMPORAL_ADDRESS'] = 'temporal.example.com:7233';
  const dataDir = await newFolder();
  const first = await startEmbeddedTemporal({ dataDir, progress });
  expect(first.address).toMatch(/^127\.0\.0\.1:\d+$/);
  await registerNamespace(first.address, 'kept');
  await expect(startEmbeddedTemporal({ dataDir, progress })).rejects.toThrow(
    /runs on it already at 127\.0\.0\.1/,
  );
  await first.stop();

  const second = await startEmbeddedTemporal({ dataDir, progress });
  expect(await namespaces(second.address)).toContain('kept');
  await second.stop();
});

test('the server ends when the process that started it is killed', async () => {
  const script = `
    import { startEmbeddedTemporal } from ${JSON.stringify(import.meta.resolve('../../temporal-docker/embedded/start.ts'))};
    const { pids } = await startEmbeddedTemporal({ progress() {} });
    console.log(pids[0]);`;
  const temporary = await newFolder();
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { env });
  const [output] = await once(child.stdout, 'data');
  const pid = Number(output);
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  await waitFor('the server has ended', () => !isAlive(pid));
});

test('a server that does not start is an error with the end of its log', async () => {
  const notAServer: ServerBinary = { kind: 'server', path: process.execPath };
  const started = startServer(notAServer, { folder: await newFolder() });
  await expect(started).rejects.toThrow(/did not answer.*\n.*bad option/s);
});

test('a server that cannot skip time is passed over, and named when there is no other', async () => {
  const probe = async ({ kind }: ServerBinary) =>
    kind === 'server' ? ({ skips: true } as const) : ({ skips: false, why: 'too old' } as const);
  const sources = { candidates: [async () => CLI, async () => undefined, async () => SERVER], probe };
  expect(await findServer(progress, sources)).toBe(SERVER);

  const broken = async () => {
    throw new Error('no Go here');
  };
  const none = findServer(progress, { candidates: [async () => CLI, broken], probe });
  await expect(none).rejects.toThrow(/the\/cli: too old\n- no Go here\nInstall Go/);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
