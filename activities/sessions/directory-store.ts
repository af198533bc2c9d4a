import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ProductError } from '../../domain/problems.ts';
import { fileErrorCode, writeAtomically } from '../evidence/atomic-file.ts';
import { createSealer, type SealingKey } from './sealed.ts';
import type { SessionStore } from './session-store.ts';

/** Where sessions lie and what they are sealed with. */
export interface DirectorySessionStoreOptions {
  /** Shared by all workers that use the same portal logins. */
  readonly directory: string;
  /** The first seals, all open: to rotate, put a new one in front and take the old one away later. */
  readonly keys: readonly SealingKey[];
}

/** A session store of one encrypted file per name. Throws `profile-invalid` for unusable keys. */
export function createDirectorySessionStore(options: DirectorySessionStoreOptions): SessionStore {
  const sealer = createSealer(options.keys);
  const root = resolve(options.directory);
  // Names hold e-mail addresses: neither every file system's idea of a name nor for every eye.
  const pathOf = (name: string) => join(root, `${createHash('sha256').update(name).digest('hex')}.json`);
  return {
    load: async (name) => {
      const sealed = await readFile(pathOf(name), 'utf8').catch(() => undefined);
      const text = sealed === undefined ? undefined : sealer.open(sealed, name);
      return text === undefined ? undefined : parsed(text);
    },
    save: async (name, value) => {
      const sealed = sealer.seal(JSON.stringify(value), name);
      await writeAtomically(pathOf(name), sealed).catch((cause) => refuse('save a session', cause));
    },
    forget: async (name) => {
      await rm(pathOf(name), { force: true }).catch((cause) => refuse('forget a session', cause));
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(wanted: string, cause: unknown): never {
  const detail = fileErrorCode(cause);
  throw new ProductError('unavailable', { system: 'The session store', wanted, detail }, { cause });
}
