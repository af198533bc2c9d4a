import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;

/** Something that a run leaves behind, byte for byte. */
export interface Trace {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The text as it is and as it may hide: in JSON, in an address, and in base64 wherever it begins. */
export function formsOf(secret: string): string[] {
  const inBase64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + secret).toString('base64');
    // The first and last characters depend on what stands beside it.
    return encoded.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1);
  });
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...inBase64])];
}

/** Where one of the secrets is to be read, by the secrets' names. */
export function leaks(traces: readonly Trace[], secrets: { readonly [name: string]: string }): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const forms = formsOf(secret);
    return traces
      .filter(({ bytes }) => forms.some((form) => bytes.includes(form)))
      .map((trace) => `${name} in ${trace.name}`);
  });
}

/** The full history of every workflow of the client's namespace, as the server keeps it: encrypted parts stay so. */
export async function historiesOf({ workflow }: Client): Promise<Trace[]> {
  const traces: Trace[] = [];
  for await (const { workflowId, runId } of workflow.list()) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
    traces.push(
      { name: `history of ${workflowId}`, bytes: Buffer.from(History.encode(history).finish()) },
      {
        name: `history of ${workflowId} as JSON`,
        bytes: Buffer.from(JSON.stringify(History.fromObject(history))),
      },
    );
  }
  return traces;
}

/** Every file below the folder. */
export async function filesBelow(folder: string): Promise<Trace[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return await Promise.all(
    files.map(async (file) => ({ name: path.relative(folder, file), bytes: await readFile(file) })),
  );
}
