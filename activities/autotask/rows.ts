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

/** The vendor's own page size, and its largest. */
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
