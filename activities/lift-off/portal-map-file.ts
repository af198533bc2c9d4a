import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { ProductError } from '../../domain/problems.ts';
import { fileErrorCode } from '../evidence/atomic-file.ts';
import { defaultPortalMap, type PortalMap, parsePortalMap } from './portal-map.ts';

/** The portal map of a YAML file laid over the defaults; without a path the defaults. Throws `profile-invalid`. */
export async function readPortalMap(path: string | undefined): Promise<PortalMap> {
  if (path === undefined) return defaultPortalMap;
  const text = await readFile(path, 'utf8').catch((cause) => refuse(path, fileErrorCode(cause)));
  return parsePortalMap(yamlOf(path, text));
}

function yamlOf(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    return refuse(path, error instanceof Error ? error.message : 'no YAML');
  }
}

function refuse(path: string, detail: string): never {
  throw new ProductError('profile-invalid', { detail: `portal map ${path}: ${detail}` });
}
