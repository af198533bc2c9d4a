import type { JsonObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { columnsOf } from './entities/table.ts';
import type { EntityDefinition, FieldDefinition, Row } from './entities/types.ts';
import { unableToFind } from './errors.ts';
import { writeInstant } from './instants.ts';
import type { AutotaskState } from './state.ts';
import type { AutotaskSwitches } from './switches.ts';

/** Turns rows into what an answer holds. */
export type RenderRow = (row: Row) => JsonObject;

function renderCell(field: FieldDefinition, row: Row, dateZone: AutotaskSwitches['dateZone']): Json {
  if (field.name === 'id') return row.id;
  const value = row.fields[field.name] ?? null;
  return field.type === 'datetime' && typeof value === 'string' ? writeInstant(value, dateZone) : value;
}

/** The list of user-defined fields; undefined when the row does not show one. Unset ones are null. */
function renderUdfs(names: readonly string[], row: Row): Json | undefined {
  const unset = names.every((name) => (row.udf[name] ?? null) === null);
  if (unset && row.unsetUdfs === 'missing') return undefined;
  if (unset && row.unsetUdfs === 'empty') return [];
  return names.map((name) => ({ name, value: row.udf[name] ?? null }));
}

/**
 * How rows of an entity are shown. With `includeFields` other columns are absent; without it empty ones are null.
 * User-defined fields are asked for by their own names, or all of them as `userDefinedFields`.
 */
export function rowRenderer(
  state: AutotaskState,
  entity: EntityDefinition,
  switches: AutotaskSwitches,
  includeFields: readonly string[] = [],
): RenderRow {
  const wanted = includeFields.map((name) => name.toLowerCase());
  const columns = columnsOf(entity).filter(
    (column) => !wanted.length || wanted.includes(column.name.toLowerCase()),
  );
  const names = (entity.hasUdfs ? (state.udfs[entity.path] ?? []) : []).map((udf) => udf.name);
  const allUdfs = !wanted.length || wanted.includes('userdefinedfields');
  const udfs = allUdfs ? names : names.filter((name) => wanted.includes(name.toLowerCase()));
  checkIncluded(
    entity,
    [...columns.map((column) => column.name), ...udfs, 'userDefinedFields'],
    includeFields,
  );
  return (row) => {
    const shown: JsonObject = {};
    for (const column of columns) shown[column.name] = renderCell(column, row, switches.dateZone);
    const list = udfs.length > 0 ? renderUdfs(udfs, row) : undefined;
    return list === undefined ? shown : { ...shown, userDefinedFields: list };
  };
}

function checkIncluded(
  entity: EntityDefinition,
  known: readonly string[],
  included: readonly string[],
): void {
  const unknown = included.find((name) => !known.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (unknown !== undefined) throw unableToFind(unknown, entity.name);
}
