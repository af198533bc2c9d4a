import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CustomerFile } from '../domain/customer-file.ts';
import { parseCustomerFile, showFault } from '../domain/yaml-document.ts';

const DAY_MS = 86_400_000;
const customersFolder = path.resolve(import.meta.dirname, '..', 'customers');

/**
 * The example customer with its go-live moved to a working day some weeks from now, so that the example never grows
 * old. The changed file is kept in the run folder. Throws an `Error` with every fault of the file.
 */
export async function sampleCustomer(
  id: string,
  folder: string,
  now: Date,
  daysAhead: number,
): Promise<CustomerFile> {
  const text = await readFile(path.join(customersFolder, `${id}.yaml`), 'utf8');
  const file = path.join(folder, `${id}.yaml`);
  const moved = text.replace(/^(\s+date: )\d{4}-\d{2}-\d{2}$/m, `$1${workingDay(now, daysAhead)}`);
  await writeFile(file, moved);
  const parsed = parseCustomerFile(moved, file);
  if (!parsed.ok) throw new Error(parsed.faults.map(showFault).join('\n'));
  return parsed.value;
}

/** The first Monday to Friday at least so many days from now, `YYYY-MM-DD`. */
export function workingDay(now: Date, daysAhead: number): string {
  const day = new Date(now.getTime() + daysAhead * DAY_MS);
  while ([0, 6].includes(day.getUTCDay())) day.setTime(day.getTime() + DAY_MS);
  return day.toISOString().slice(0, 10);
}
