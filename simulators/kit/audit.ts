import { sameJson } from './json.ts';
import type { AuditEntry, Json } from './types.ts';

/** One record of a simulator's state, flattened to the fields that the audit speaks of. */
export interface AuditRecord {
  readonly entity: string;
  readonly id: string;
  readonly fields: { readonly [name: string]: Json };
}

/** What changed, before it is known who did it and when. */
export type Change = Pick<AuditEntry, 'entity' | 'id' | 'field' | 'before' | 'after'>;

/**
 * The differences between two states of one record, one per changed field.
 * A record that appears or disappears is a single change of the field `created` or `deleted` that holds all of it.
 */
export function diffRecord(before: AuditRecord | undefined, after: AuditRecord | undefined): Change[] {
  if (!before && !after) return [];
  if (before && after) return diffFields(before, after);
  if (after) return [{ ...name(after), field: 'created', before: null, after: after.fields }];
  return before ? [{ ...name(before), field: 'deleted', before: before.fields, after: null }] : [];
}

function name(record: AuditRecord): { entity: string; id: string } {
  return { entity: record.entity, id: record.id };
}

function diffFields(before: AuditRecord, after: AuditRecord): Change[] {
  const fields = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  return [...fields].flatMap((field) => {
    const [old, now] = [before.fields[field] ?? null, after.fields[field] ?? null];
    return sameJson(old, now) ? [] : [{ ...name(after), field, before: old, after: now }];
  });
}

/** The differences between two lists of records, matched by entity and id. */
export function diffRecords(before: readonly AuditRecord[], after: readonly AuditRecord[]): Change[] {
  const key = (record: AuditRecord) => `${record.entity}\n${record.id}`;
  const old = new Map(before.map((record) => [key(record), record]));
  const now = new Map(after.map((record) => [key(record), record]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => diffRecord(old.get(id), now.get(id)));
}
