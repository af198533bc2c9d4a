import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import proto, { type temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;
const HistoryMessage = proto.temporal.api.history.v1.History;
const asText = { enums: String, longs: String, bytes: String };

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Where histories of released shapes lie, one file each. */
export const historiesFolder = path.join(import.meta.dirname, 'histories');

/** A recorded history. */
export interface KeptHistory {
  readonly name: string;
  readonly history: History;
}

/** Every recorded history. */
export async function keptHistories(): Promise<KeptHistory[]> {
  const files = (await readdir(historiesFolder)).filter((file) => file.endsWith('.json')).sort();
  return await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(historiesFolder, file), 'utf8');
      return { name: file.replace(/\.json$/, ''), history: HistoryMessage.fromObject(JSON.parse(text)) };
    }),
  );
}

/**
 * A history as text for the repository: nothing in it says on whose machine it was recorded. Throws an `Error` when
 * something does all the same.
 */
export function historyText(history: History): string {
  const plain = HistoryMessage.toObject(HistoryMessage.fromObject(history), asText);
  const json = JSON.stringify(withoutStackTraces(plain));
  const text = json.replaceAll(new RegExp(`\\d+@${os.hostname()}`, 'g'), 'worker@example');
  const told = machineTraces(text);
  if (told.length > 0) throw new Error(`A history tells of this machine: ${told.join(', ')}`);
  return `${text}\n`;
}

/** What a history's text tells of this machine, payloads included. */
export function machineTraces(text: string): string[] {
  const payloads = [...text.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  );
  const all = [text, ...payloads].join('\n');
  return [os.hostname(), ROOT, os.tmpdir(), os.homedir()].filter(
    (trace) => trace !== '/' && all.includes(trace),
  );
}

/** Stack traces are paths of this machine; a replay has no use for them. */
function withoutStackTraces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutStackTraces);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'stackTrace')
      .map(([name, part]) => [
        name,
        name === 'encodedAttributes' ? withoutTrace(part) : withoutStackTraces(part),
      ]),
  );
}

/** A failure's message and stack trace travel as a payload of their own: `{ message, stack_trace }`. */
function withoutTrace(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('data' in payload)) return payload;
  const decoded: unknown = JSON.parse(Buffer.from(String(payload.data), 'base64').toString());
  const kept = { ...(typeof decoded === 'object' ? decoded : {}), stack_trace: '' };
  return { ...payload, data: Buffer.from(JSON.stringify(kept)).toString('base64') };
}
