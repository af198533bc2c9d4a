import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time.js';
import { fastForward } from '../../harness/clock.ts';
import { cacheFolder } from '../../setup/cache.ts';
import { type ServerBinary, startServer } from './server-process.ts';

/** Whether a server can take workflows through weeks in milliseconds; if not, why. */
export type ProbeResult = { skips: true } | { skips: false; why: string };

const DAY_MS = 86_400_000;
const PROBE_MS = 15_000;
const NAMESPACE = 'onboard-probe';

/**
 * Starts a server, takes a delayed workflow 30 days forward on it, and stops it again.
 *
 * A clear result is remembered in the cache folder until the executable changes; the second look takes no time.
 */
export async function probeServer(binary: ServerBinary): Promise<ProbeResult> {
  const record = await recordFile(binary);
  const known = await readRecord(record);
  if (known) return known;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-probe-'));
  try {
    const server = await startServer(binary, { folder });
    try {
      const result = await probe(server.address);
      await writeRecord(record, result);
      return result;
    } finally {
      await server.process.stop();
    }
  } catch (error) {
    // It did not even start, or did not answer in time: that may be another day's luck, so it is not recorded.
    return { skips: false, why: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Probes a server that runs already.
 *
 * @throws Error when the server does not answer in time.
 */
export async function probe(address: string): Promise<ProbeResult> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace: NAMESPACE });
    await registerNamespace(client);
    // Delayed by 60 days it has nothing to do, so that no worker is needed.
    const { workflowId } = await client.workflow.start('probe', {
      workflowId: `probe-${randomUUID()}`,
      taskQueue: 'probe',
      startDelay: 60 * DAY_MS,
    });
    const before = Date.now();
    const [arrived] = await fastForward(client, [workflowId], 30 * DAY_MS, { timeoutMs: PROBE_MS });
    const skippedMs = arrived ? arrived.now.getTime() - before : 0;
    await client.workflow.getHandle(workflowId).terminate('probe finished');
    return skippedMs >= 30 * DAY_MS ? { skips: true } : { skips: false, why: 'its clock did not move' };
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Wanted to skip time')) {
      return { skips: false, why: error.message };
    }
    throw error;
  } finally {
    await connection.close();
  }
}

async function registerNamespace(client: Client): Promise<void> {
  const { namespace } = client.options;
  const workflowExecutionRetentionPeriod = msNumberToTs(DAY_MS);
  await client.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  const deadline = Date.now() + PROBE_MS;
  for (;;) {
    try {
      await client.workflow.count();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

async function recordFile(binary: ServerBinary): Promise<string> {
  const { size, mtimeMs } = await stat(binary.path);
  const key = createHash('sha256')
    .update(`${binary.kind}\n${binary.path}\n${size}\n${mtimeMs}`)
    .digest('hex');
  return path.join(cacheFolder(), 'probes', `${key.slice(0, 24)}.json`);
}

async function readRecord(file: string): Promise<ProbeResult | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const record: unknown = JSON.parse(text);
  if (typeof record !== 'object' || record === null || !('skips' in record)) return undefined;
  if (record.skips === true) return { skips: true };
  return { skips: false, why: 'why' in record ? String(record.why) : 'it did not when it was tried' };
}

async function writeRecord(file: string, result: ProbeResult): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, `${JSON.stringify(result)}\n`);
  await rename(aside, file);
}
