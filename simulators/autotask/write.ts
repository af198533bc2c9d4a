import { type Change, diffRecord } from '../kit/audit.ts';
import type { JsonObject } from '../kit/json.ts';
import { libraryItems, runWorkflowRules, settle, stamp, takeId } from './effects.ts';
import { ENTITIES } from './entities/table.ts';
import type { EntityDefinition, Row } from './entities/types.ts';
import { ApiError, badReference, missingField, noMatchingRecords } from './errors.ts';
import { checkRequired, type Input, readInput, withParent } from './input.ts';
import { completionMails, NOTIFIER } from './notifications.ts';
import { RULES } from './rules.ts';
import { type AutotaskState, auditRecord, findRow } from './state.ts';
import type { AutotaskSwitches } from './switches.ts';

/** What writes are made with. */
export interface WriteContext {
  readonly state: AutotaskState;
  readonly switches: AutotaskSwitches;
  readonly now: Date;
  readonly audit: (changes: readonly Change[], actor?: string) => void;
}

/** One write on one entity. */
export interface Write {
  readonly entity: EntityDefinition;
  readonly body: unknown;
  readonly parentId?: number | undefined;
  /** The resource of the API user, and the one in whose name it acts. */
  readonly resource: number;
  readonly impersonated?: number | undefined;
}

function checkParent({ state }: WriteContext, { entity, parentId }: Write): void {
  const { below } = entity.writes;
  if (!below || parentId === undefined || findRow(state, below.parent, parentId)) return;
  throw badReference(below.key, below.parent);
}

function setCreator(row: Row, { entity, resource, impersonated }: Write): void {
  const has = (name: string) => entity.fields.some((field) => field.name === name);
  const real = impersonated !== undefined && entity.impersonation === true;
  if (has('creatorResourceID')) row.fields['creatorResourceID'] = real ? impersonated : resource;
  if (has('createdByResourceID')) row.fields['createdByResourceID'] = real ? impersonated : resource;
  if (real && has('impersonatorCreatorResourceID')) row.fields['impersonatorCreatorResourceID'] = resource;
}

function store(context: WriteContext, write: Write, row: Row): void {
  const { state, now, audit } = context;
  settle(state, write.entity, row, now, write.resource);
  stamp(write.entity, row, now, true);
  state.rows[write.entity.path].push(row);
  audit(diffRecord(undefined, auditRecord(write.entity, row)));
}

/** What the tenant does by itself after a ticket was written: it tells people, and its rules run. */
function followTicket(context: WriteContext, fieldsBefore: JsonObject | undefined, row: Row): void {
  for (const mail of completionMails(context.state, fieldsBefore, row)) context.audit([mail], NOTIFIER);
  const before = auditRecord(ENTITIES.Tickets, row);
  const rule = runWorkflowRules(context.state, row, context.now);
  if (rule)
    context.audit(diffRecord(before, auditRecord(ENTITIES.Tickets, row)), `workflow rule: ${rule.name}`);
}

/** Creates a row and gives its id. */
export function createRow(context: WriteContext, write: Write): Row {
  const { state, switches } = context;
  const { entity } = write;
  checkParent(context, write);
  const input = withParent(entity, readInput(state, entity, write.body, false), write.parentId);
  checkRequired(entity, input.fields);
  const { fields } = input;
  RULES[entity.path]?.({ state, switches, id: undefined, before: undefined, named: fields, fields });
  const row: Row = { id: takeId(state), fields: { ...fields }, udf: { ...input.udf } };
  setCreator(row, write);
  store(context, write, row);
  if (entity.path === 'Tickets') followTicket(context, undefined, row);
  if (entity.path === 'TicketChecklistLibraries') {
    const items = { ...write, entity: ENTITIES.TicketChecklistItems };
    for (const item of libraryItems(state, row)) store(context, items, item);
  }
  return row;
}

/** The row that an update's body names, below the right parent. */
function rowToUpdate({ state, switches }: WriteContext, { entity, parentId }: Write, input: Input): Row {
  if (input.id === undefined) throw missingField('id');
  const row = findRow(state, entity.path, input.id);
  const key = entity.writes.below?.key;
  const elsewhere = key !== undefined && parentId !== undefined && row?.fields[key] !== parentId;
  if (row && !elsewhere) return row;
  throw switches.patchMissing === 404 ? new ApiError(404, '') : noMatchingRecords();
}

/** A PUT sets to null whatever it does not name. */
function emptied(entity: EntityDefinition, fields: JsonObject): JsonObject {
  const kept = entity.fields.filter((field) => field.readOnly || field.createOnly);
  return Object.fromEntries(kept.map((field) => [field.name, fields[field.name] ?? null]));
}

/** An update, ready to be carried out; checked against everything that could refuse it. */
export interface PreparedUpdate {
  readonly row: Row;
  /** Carries it out. Not called, the answer is the same: a 200 is no proof. */
  apply(): void;
}

/** Checks an update. PATCH changes what it names, PUT empties the rest. */
export function prepareUpdate(context: WriteContext, write: Write, method: 'PATCH' | 'PUT'): PreparedUpdate {
  const { state, switches, now, audit } = context;
  const { entity } = write;
  const input = readInput(state, entity, write.body, true);
  const row = rowToUpdate(context, write, input);
  const base = method === 'PUT' ? emptied(entity, row.fields) : row.fields;
  const fields = { ...base, ...input.fields };
  if (method === 'PUT') checkRequired(entity, fields);
  RULES[entity.path]?.({ state, switches, id: row.id, before: row.fields, named: input.fields, fields });
  const apply = () => {
    const before = auditRecord(entity, row);
    const fieldsBefore = row.fields;
    row.fields = fields;
    row.udf = { ...(method === 'PUT' ? {} : row.udf), ...input.udf };
    settle(state, entity, row, now, write.resource);
    stamp(entity, row, now, false);
    audit(diffRecord(before, auditRecord(entity, row)));
    if (entity.path === 'Tickets') followTicket(context, fieldsBefore, row);
  };
  return { row, apply };
}

/** Deletes a row below its parent. */
export function deleteRow(context: WriteContext, write: Write, id: number): void {
  const { state } = context;
  const { entity, parentId } = write;
  const row = findRow(state, entity.path, id);
  const key = entity.writes.below?.key;
  if (!row || (key !== undefined && row.fields[key] !== parentId)) throw noMatchingRecords();
  state.rows[entity.path] = state.rows[entity.path].filter((one) => one !== row);
  context.audit(diffRecord(auditRecord(entity, row), undefined));
}
