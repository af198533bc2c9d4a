import type { z } from 'zod';
import { itemsSchema } from './answers.ts';
import type { Ask } from './requests.ts';

/** What is asked of an entity: all conditions of the filter hold. */
export interface Query {
  readonly entity: string;
  readonly fields: readonly string[];
  readonly filter: readonly object[];
  /** For messages, after "we wanted to". */
  readonly wanted: string;
}

/** The field holds exactly that, but for capitals. */
export function equals(field: string, value: string | number | boolean) {
  return { op: 'eq', field, value };
}

/** The vendor's own page size, and its largest; also how many values one condition may name. */
const pageSize = 500;

/** All rows, by a cursor of our own: the vendor's next-page addresses are bound to verb and body. */
export async function allRows<Row extends z.ZodType<{ readonly id: number }>>(
  ask: Ask,
  query: Query,
  rowSchema: Row,
): Promise<z.infer<Row>[]> {
  const { entity, fields, filter, wanted } = query;
  const rows: z.infer<Row>[] = [];
  for (let last = -1; ; ) {
    const cursor = { op: 'gt', field: 'id', value: last };
    const body = { maxRecords: pageSize, includeFields: fields, filter: [...filter, cursor] };
    const call = { method: 'POST', path: `${entity}/query`, body, wanted } as const;
    const { items } = await ask(call, itemsSchema(rowSchema));
    rows.push(...items);
    if (items.length < pageSize) return rows;
    last = Math.max(...items.map(({ id }) => id));
  }
}

/** All rows whose field holds one of the numbers, however many they are: as few queries as the vendor allows. */
export async function rowsWith<Row extends z.ZodType<{ readonly id: number }>>(
  ask: Ask,
  query: Omit<Query, 'filter'>,
  field: string,
  values: readonly number[],
  rowSchema: Row,
): Promise<z.infer<Row>[]> {
  const different = [...new Set(values)];
  const rows: z.infer<Row>[] = [];
  for (let from = 0; from < different.length; from += pageSize) {
    const value = different.slice(from, from + pageSize);
    const filter = [{ op: 'in', field, value }];
    rows.push(...(await allRows(ask, { ...query, filter }, rowSchema)));
  }
  return rows;
}
