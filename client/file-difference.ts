import type { CustomerFile } from '../domain/customer-file.ts';

/** A field in which two customer files differ; a side is undefined where the field is missing. */
export interface FieldDifference {
  readonly field: string;
  readonly running: string | undefined;
  readonly file: string | undefined;
}

/** Field by field, what a file says otherwise than the order that runs. */
export function fileDifferences(running: CustomerFile, file: CustomerFile): FieldDifference[] {
  const [before, after] = [new Map(fieldsOf(running, '')), new Map(fieldsOf(file, ''))];
  const fields = [...new Set([...before.keys(), ...after.keys()])];
  return fields
    .filter((field) => before.get(field) !== after.get(field))
    .map((field) => ({ field, running: before.get(field), file: after.get(field) }));
}

/** The differences, one a line. */
export function showFileDifferences(differences: readonly FieldDifference[]): string {
  return differences
    .map(({ field, running = 'nothing', file = 'nothing' }) => `  ${field}: ${running} → ${file}`)
    .join('\n');
}

function fieldsOf(value: unknown, field: string): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((held, index) => fieldsOf(held, `${field}[${index}]`));
  if (typeof value !== 'object' || value === null) return [[field, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, held]) =>
    fieldsOf(held, field === '' ? key : `${field}.${key}`),
  );
}
