import { readFile } from 'node:fs/promises';
import { CommandFailure } from './command-failure.ts';

/** A file that somebody named, and what to do when it cannot be read. */
export interface NamedFile {
  /** What it is to the person: `the customer file`. */
  readonly what: string;
  readonly path: string;
  readonly remedy: string;
}

/** Reads a text file. Throws `CommandFailure` when that fails. */
export async function readText({ what, path, remedy }: NamedFile): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CommandFailure(`Wanted to read ${what} ${path}, but ${whyNot(error)}.\n${remedy}`);
  }
}

function whyNot(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'you may not read it';
  if (code === 'EISDIR') return 'it is a folder';
  return `that failed (${code})`;
}
