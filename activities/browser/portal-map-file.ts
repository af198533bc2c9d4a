import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { ProductError } from '../../domain/problems.ts';
import { fileErrorCode } from '../evidence/atomic-file.ts';

/** What a YAML file with overrides of a portal map says. Throws `profile-invalid`. */
export async function readMapFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause) => refuse(path, fileErrorCode(cause)));
  try {
    return parse(text);
  } catch (error) {
    return refuse(path, error instanceof Error ? error.message : 'no YAML');
  }
}

function refuse(path: string, detail: string): never {
  throw new ProductError('profile-invalid', { detail: `portal map ${path}: ${detail}` });
}
