import type { AuditRecord } from '../kit/audit.ts';
import { isObject, type JsonObject, toJsonObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';

/** Collections that have an address of their own; `things` and `passwords` are only what tags lead to. */
export const COLLECTIONS = [
  'organizations',
  'locations',
  'contacts',
  'contact_types',
  'flexible_asset_types',
  'flexible_asset_fields',
  'flexible_assets',
  'passwords',
  'things',
] as const;
/** See `COLLECTIONS`. */
export type Collection = (typeof COLLECTIONS)[number];

/** One record. Ids are numbers here, text as `data.id` on the wire. */
export interface Resource {
  readonly id: number;
  attributes: JsonObject;
  /** The id in Autotask, for what is synced from there. */
  psaId?: string;
}

/** An asset as reads still show it after a write (`stale-read`). */
export interface StaleAsset {
  readonly id: number;
  readonly attributes: JsonObject;
  left: number;
}

/** The whole account. A trait is stored as it is written: tags as lists of ids, a password as an id. */
export interface ItGlueState {
  rows: { [Name in Collection]: Resource[] };
  /** Collections that the key may not see. */
  denied: Collection[];
  staleAssets: StaleAsset[];
  nextId: number;
}

/** Empty collections. */
export function noRows(): ItGlueState['rows'] {
  return {
    organizations: [],
    locations: [],
    contacts: [],
    contact_types: [],
    flexible_asset_types: [],
    flexible_asset_fields: [],
    flexible_assets: [],
    passwords: [],
    things: [],
  };
}

/** A record by its id. */
export function findRow(state: ItGlueState, collection: Collection, id: number): Resource | undefined {
  return state.rows[collection].find((row) => row.id === id);
}

/** The traits of an asset, as a copy. */
export function traitsOf(asset: Resource): JsonObject {
  const traits = asset.attributes['traits'];
  return isObject(traits) ? toJsonObject(traits) : {};
}

/** The fields of a flexible asset type, in their order. */
export function fieldsOfType(state: ItGlueState, typeId: Json | undefined): Resource[] {
  return state.rows.flexible_asset_fields
    .filter((field) => field.attributes['flexible-asset-type-id'] === typeId)
    .sort((a, b) => Number(a.attributes['order']) - Number(b.attributes['order']));
}

/** A record as the audit speaks of it; traits are named `trait:<key>`, and the stamp of the change is left out. */
export function auditRecord(collection: Collection, row: Resource): AuditRecord {
  const { traits: _traits, 'updated-at': _stamp, ...fields } = row.attributes;
  for (const [key, value] of Object.entries(traitsOf(row))) fields[`trait:${key}`] = value;
  return { entity: collection.replace(/s$/, ''), id: String(row.id), fields: structuredClone(fields) };
}

/** All records as the audit speaks of them. */
export function auditRecords(state: ItGlueState): AuditRecord[] {
  return COLLECTIONS.flatMap((name) => state.rows[name].map((row) => auditRecord(name, row)));
}

/** Records as reads show them: an asset older than it is while a stale read lasts. */
export function visibleRows(state: ItGlueState, collection: Collection): Resource[] {
  if (collection !== 'flexible_assets') return state.rows[collection];
  const stale = state.staleAssets.filter((entry) => entry.left > 0);
  for (const entry of stale) entry.left -= 1;
  state.staleAssets = stale;
  return state.rows.flexible_assets.map((row) => {
    const old = stale.find((entry) => entry.id === row.id);
    return old ? { id: row.id, attributes: old.attributes } : row;
  });
}
