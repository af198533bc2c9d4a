import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEntry, JournalEntry, Recorder } from './types.ts';

/** Records into `journal.jsonl` and `audit.jsonl` of a folder. Written synchronously, so that a kill loses nothing. */
export function createFileRecorder(folder: string): Recorder {
  mkdirSync(folder, { recursive: true });
  const append = (file: string, entry: JournalEntry | AuditEntry) =>
    appendFileSync(join(folder, file), `${JSON.stringify(entry)}\n`);
  return {
    journal: (entry) => append('journal.jsonl', entry),
    audit: (entry) => append('audit.jsonl', entry),
  };
}

/** Records into two lists, for tests. */
export function createMemoryRecorder(): Recorder & { journals: JournalEntry[]; audits: AuditEntry[] } {
  const journals: JournalEntry[] = [];
  const audits: AuditEntry[] = [];
  return {
    journals,
    audits,
    journal: (entry) => journals.push(entry),
    audit: (entry) => audits.push(entry),
  };
}
