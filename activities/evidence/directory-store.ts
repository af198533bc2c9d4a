import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ProductError } from '../../domain/problems.ts';
import type { EvidenceStore } from '../evidence-store.ts';
import { fileErrorCode, writeAtomically } from './atomic-file.ts';

/** One part of a key: no separator of any system, and neither `.` nor `..`. */
const PART = /^(?!\.{1,2}$)[A-Za-z0-9][A-Za-z0-9 ._@+-]*$/;

/** An evidence store in a directory that all workers share. Keys that would leave it are refused with a `RangeError`. */
export function createDirectoryEvidenceStore(directory: string): EvidenceStore {
  const root = resolve(directory);
  const pathOf = (key: string) => join(root, ...partsOf(key));
  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      await writeAtomically(path, bytes).catch((cause) => refuse('keep evidence', cause));
      return { key, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length };
    },
    get: async (key) => {
      const path = pathOf(key);
      try {
        return await readFile(path);
      } catch (cause) {
        return fileErrorCode(cause) === 'ENOENT' ? undefined : refuse('read evidence', cause);
      }
    },
  };
}

function partsOf(key: string): string[] {
  const parts = key.split('/');
  if (!parts.every((part) => PART.test(part))) throw new RangeError('Not a key of the evidence store.');
  return parts;
}

function refuse(wanted: string, cause: unknown): never {
  const detail = fileErrorCode(cause);
  throw new ProductError('unavailable', { system: 'The evidence store', wanted, detail }, { cause });
}
