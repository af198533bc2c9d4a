import { createHash } from 'node:crypto';
import type { CustomerFile } from '../domain/customer-file.ts';
import { parseCustomerFile, showFault } from '../domain/yaml-document.ts';
import { CommandFailure } from './command-failure.ts';
import { readText } from './text-file.ts';

const remedy =
  'Name a file such as customers/harbor-dental.yaml, or the customer’s id for the file of that name.';

/**
 * Reads a customer file: a path, or a customer's id for `customers/<id>.yaml`. Throws `CommandFailure` with every
 * fault at once, each with file, line and column.
 */
export async function readCustomerFile(pathOrId: string): Promise<CustomerFile> {
  const path = /^[a-z0-9-]+$/.test(pathOrId) ? `customers/${pathOrId}.yaml` : pathOrId;
  const parsed = parseCustomerFile(await readText({ what: 'the customer file', path, remedy }), path);
  if (parsed.ok) return parsed.value;
  const faults = parsed.faults.map(showFault).join('\n');
  throw new CommandFailure(
    `The customer file ${path} cannot be used. Nothing was read or started.\n${faults}`,
  );
}

/** Digest of what a customer file says; comments, order and layout do not count. */
export function fileHash(customer: CustomerFile): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(customer)))
    .digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, held]) => [key, inOrder(held)]));
}
