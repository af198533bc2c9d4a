import { isObject, type JsonObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { findColumn } from './entities/table.ts';
import type { EntityDefinition, FieldDefinition } from './entities/types.ts';
import {
  badPicklist,
  badReference,
  conversionFailed,
  failure,
  missingField,
  unexpected,
  unexpectedCharacter,
} from './errors.ts';
import { readInstant } from './instants.ts';
import { type AutotaskState, findRow, type UdfDefinition } from './state.ts';

/** The body of a write, after everything unknown was dropped without a word. */
export interface Input {
  readonly id: number | undefined;
  readonly fields: JsonObject;
  readonly udf: { readonly [name: string]: string | null };
}

function checkedText(field: FieldDefinition, value: Json): Json {
  if (typeof value !== 'string') throw unexpectedCharacter(field.name, value);
  if (field.length !== undefined && value.length > field.length) {
    throw failure(`The value of ${field.name} is longer than ${field.length} characters.`);
  }
  return value;
}

function checkedNumber(field: FieldDefinition, value: Json): Json {
  if (typeof value === 'string') throw conversionFailed(value);
  if (typeof value !== 'number') throw unexpectedCharacter(field.name, value);
  if (field.type === 'integer' && !Number.isInteger(value)) throw unexpectedCharacter(field.name, value);
  return value;
}

function checkedInstant(field: FieldDefinition, value: Json): Json {
  const iso = typeof value === 'string' ? readInstant(value) : undefined;
  if (iso === undefined)
    throw failure(`Could not convert string to DateTime: ${String(value)}. Path '${field.name}'.`);
  return iso;
}

function checkedType(field: FieldDefinition, value: Json): Json {
  if (field.type === 'string') return checkedText(field, value);
  if (field.type === 'datetime') return checkedInstant(field, value);
  if (field.type !== 'boolean') return checkedNumber(field, value);
  if (typeof value !== 'boolean') throw unexpectedCharacter(field.name, value);
  return value;
}

function checkPicklist(
  state: AutotaskState,
  entity: EntityDefinition,
  field: FieldDefinition,
  value: Json,
): void {
  const values = state.picklists[`${entity.path}.${field.name}`] ?? [];
  const known = values.some((one) => one.value === value && one.isActive !== false);
  if (!known) throw badPicklist(value, field.name);
}

function checkedValue(
  state: AutotaskState,
  entity: EntityDefinition,
  field: FieldDefinition,
  value: Json,
): Json {
  if (value === null) {
    if (field.required) throw missingField(field.name);
    return null;
  }
  const checked = checkedType(field, value);
  if (field.picklist) checkPicklist(state, entity, field, checked);
  const leadsNowhere =
    field.reference && typeof checked === 'number' && !findRow(state, field.reference, checked);
  if (leadsNowhere) throw badReference(field.name, field.reference);
  return checked;
}

function checkedUdf({ name, values }: UdfDefinition, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'string') throw unexpected();
  // A list takes an item's `value`; its label, where that differs, is refused.
  const known = !values || values.some((item) => item.value === value && item.isActive !== false);
  if (!known) throw badPicklist(value, name);
  return value;
}

function readUdfs(definitions: readonly UdfDefinition[], list: unknown): Input['udf'] {
  if (list === undefined || list === null) return {};
  if (!Array.isArray(list)) throw unexpected();
  const udf: { [name: string]: string | null } = {};
  for (const item of list) {
    if (!isObject(item)) throw unexpected();
    const name = String(item['name']).toLowerCase();
    const definition = definitions.find((one) => one.name.toLowerCase() === name);
    if (definition) udf[definition.name] = checkedUdf(definition, item['value']);
  }
  return udf;
}

/** Reads and checks a write. Property names are taken in any case; on an update `createOnly` columns are dropped. */
export function readInput(
  state: AutotaskState,
  entity: EntityDefinition,
  body: unknown,
  updating: boolean,
): Input {
  if (!isObject(body)) throw unexpected();
  const fields: JsonObject = {};
  let id: number | undefined;
  let udf: Input['udf'] = {};
  for (const [key, value] of Object.entries(body)) {
    const column = findColumn(entity, key);
    if (column?.name === 'id' && typeof value === 'number') id = value;
    if (key.toLowerCase() === 'userdefinedfields') udf = readUdfs(state.udfs[entity.path] ?? [], value);
    if (!column || column.readOnly || (updating && column.createOnly)) continue;
    fields[column.name] = checkedValue(state, entity, column, asJson(value));
  }
  return { id, fields, udf };
}

function asJson(value: unknown): Json {
  const simple = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (simple || value === null) return value;
  throw unexpected();
}

/** A body with the key of the parent that the route names; what the body says about it does not count. */
export function withParent(entity: EntityDefinition, input: Input, parentId: number | undefined): Input {
  const key = entity.writes.below?.key;
  return key === undefined || parentId === undefined
    ? input
    : { ...input, fields: { ...input.fields, [key]: parentId } };
}

/** Fails on the first column that a new row would need and does not get. */
export function checkRequired(entity: EntityDefinition, fields: JsonObject): void {
  const missing = entity.fields.find((field) => field.required && (fields[field.name] ?? null) === null);
  if (missing) throw missingField(missing.name);
}
