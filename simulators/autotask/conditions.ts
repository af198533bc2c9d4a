import { z } from 'zod';
import { isObject, toJson } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { findColumn } from './entities/table.ts';
import type { EntityDefinition, FieldDefinition, Row } from './entities/types.ts';
import { conversionFailed, failure, unableToFind } from './errors.ts';
import { readInstant } from './instants.ts';
import type { AutotaskState } from './state.ts';

/** One condition of a filter, or a group of them. */
export interface Condition {
  readonly op: string;
  readonly field?: string | undefined;
  readonly value?: Json | undefined;
  readonly udf?: boolean | undefined;
  readonly items?: readonly Condition[] | undefined;
}

/** Reads a condition; property names are taken in any case. */
export const conditionSchema: z.ZodType<Condition> = z.preprocess(
  lowerKeys,
  z.object({
    op: z.string().default(''),
    field: z.string().optional(),
    value: z.json().transform(toJson).optional(),
    udf: z.boolean().optional(),
    items: z.lazy(() => z.array(conditionSchema)).optional(),
  }),
);

/** An object with its property names in lower case. */
export function lowerKeys(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]));
}

type Cell = string | number | null;
type Test = (row: Row) => boolean;

function ordered(compare: (cell: string | number, value: string | number) => boolean) {
  return (cell: Cell, value: Cell) =>
    cell !== null && value !== null && typeof cell === typeof value && compare(cell, value);
}

const texts = (compare: (cell: string, value: string) => boolean) => (cell: Cell, value: Cell) =>
  typeof cell === 'string' && typeof value === 'string' && compare(cell, value);

/** Operators with one value. As in SQL, nothing compares with null: `eq` null is empty, `noteq` leaves empty cells out. */
const ONE_VALUE = new Map([
  ['eq', ordered((cell, value) => cell === value)],
  ['noteq', ordered((cell, value) => cell !== value)],
  ['gt', ordered((cell, value) => cell > value)],
  ['gte', ordered((cell, value) => cell >= value)],
  ['lt', ordered((cell, value) => cell < value)],
  ['lte', ordered((cell, value) => cell <= value)],
  ['beginsWith', texts((cell, value) => cell.startsWith(value))],
  ['endsWith', texts((cell, value) => cell.endsWith(value))],
  ['contains', texts((cell, value) => cell.includes(value))],
]);

function numberCell(value: Json): Cell {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  // Digits as text find nothing; other text is an error of the database below.
  if (/^-?\d+$/.test(value.trim())) return value;
  throw conversionFailed(value);
}

function booleanCell(value: Json): Cell {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : null;
}

function instantCell(value: Json): Cell {
  if (typeof value !== 'string') return null;
  const iso = readInstant(value);
  if (iso === undefined)
    throw failure('Conversion failed when converting date and/or time from character string.');
  return Date.parse(iso);
}

// The database below compares without regard to case, so "Acme" finds "ACME" too.
function textCell(value: Json): Cell {
  return value === null || typeof value === 'object' ? null : String(value).toLowerCase();
}

function toCell(type: FieldDefinition['type'], value: Json): Cell {
  if (value === null) return null;
  if (type === 'integer' || type === 'decimal') return numberCell(value);
  if (type === 'boolean') return booleanCell(value);
  return type === 'datetime' ? instantCell(value) : textCell(value);
}

/** Reads one cell of a row, or fails when the entity has no such field. */
function cellReader(state: AutotaskState, entity: EntityDefinition, condition: Condition) {
  const name = condition.field ?? '';
  if (condition.udf) {
    const udf = state.udfs[entity.path]?.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!udf) throw unableToFind(name, entity.name);
    return { type: 'string', read: (row: Row) => textCell(row.udf[udf.name] ?? null) } as const;
  }
  const column = findColumn(entity, name);
  if (!column || column.notQueryable) throw unableToFind(name, entity.name);
  const { type } = column;
  const read = (row: Row) => toCell(type, column.name === 'id' ? row.id : (row.fields[column.name] ?? null));
  return { type, read };
}

function compileField(
  state: AutotaskState,
  entity: EntityDefinition,
  condition: Condition,
): Test | undefined {
  const { op, value = null } = condition;
  const one = ONE_VALUE.get(op);
  if (!one && !['exist', 'notExist', 'in', 'notIn'].includes(op)) return undefined;
  const { type, read } = cellReader(state, entity, condition);
  const filled: Test = (row) => read(row) !== null && read(row) !== '';
  if (op === 'exist') return filled;
  if (op === 'notExist') return (row) => !filled(row);
  if (one) {
    const wanted = toCell(type, value);
    return (row) => one(read(row), wanted);
  }
  const list = (Array.isArray(value) ? value : [value]).map((item) => toCell(type, item));
  return (row) => filled(row) && list.includes(read(row)) === (op === 'in');
}

/** The test of a condition. An unknown operator gives none: the API drops it and returns too much. */
function compile(state: AutotaskState, entity: EntityDefinition, condition: Condition): Test | undefined {
  if (condition.op !== 'and' && condition.op !== 'or') return compileField(state, entity, condition);
  const tests = (condition.items ?? []).flatMap((item) => compile(state, entity, item) ?? []);
  if (tests.length === 0) return undefined;
  if (condition.op === 'and') return (row) => tests.every((test) => test(row));
  return (row) => tests.some((test) => test(row));
}

function countUdfs(conditions: readonly Condition[]): number {
  return conditions.reduce((sum, one) => sum + (one.udf ? 1 : 0) + countUdfs(one.items ?? []), 0);
}

function countValues(conditions: readonly Condition[]): number {
  return conditions.reduce((sum, { op, value, items = [] }) => {
    const alternatives = (Array.isArray(value) ? value.length : 0) + (op === 'or' ? items.length : 0);
    return sum + alternatives + countValues(items);
  }, 0);
}

/** The test of a whole filter, all conditions of which must hold. */
export function compileFilter(
  state: AutotaskState,
  entity: EntityDefinition,
  filter: readonly Condition[],
): Test {
  if (filter.length === 0)
    throw failure('A filter is required. Value cannot be null. Parameter name: filter');
  if (countUdfs(filter) > 1) throw failure('Only one user-defined field condition is allowed per query.');
  if (countValues(filter) > 500) throw failure('The query has more than 500 OR values.');
  const tests = filter.flatMap((condition) => compile(state, entity, condition) ?? []);
  return (row) => tests.every((test) => test(row));
}
