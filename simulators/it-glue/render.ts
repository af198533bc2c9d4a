import { isObject, type JsonObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import type { Query } from './filters.ts';
import {
  type Collection,
  fieldsOfType,
  findRow,
  type ItGlueState,
  type Resource,
  traitsOf,
} from './state.ts';

const LONGEST_PAGE = 1000;
const USUAL_PAGE = 50;
/** Lists cut `quick-notes`. */
const LONGEST_NOTE_IN_LISTS = 250;

/** What a tag may lead to, by the field's `tag-type`. */
const TAGGED: { readonly [tagType: string]: Collection } = {
  Contacts: 'contacts',
  Locations: 'locations',
  Organizations: 'organizations',
  Passwords: 'passwords',
};

/** The record that a tag leads to. */
export function findTagged(state: ItGlueState, tagType: string, id: number): Resource | undefined {
  return findRow(state, TAGGED[tagType] ?? 'things', id);
}

function renderTag(state: ItGlueState, tagType: string, stored: Json): Json {
  const ids = Array.isArray(stored) ? stored : [stored];
  const values = ids.map((id) => {
    const target = findTagged(state, tagType, Number(id));
    const deleted = target === undefined || target.attributes['deleted'] === true;
    const name = target?.attributes['name'] ?? null;
    return { id, name, ...(deleted ? { 'resource-deleted': true } : {}) };
  });
  return { type: tagType, values };
}

/** Traits as they are read: tags become objects, everything else is as stored. */
function renderTraits(state: ItGlueState, asset: Resource): JsonObject {
  const fields = fieldsOfType(state, asset.attributes['flexible-asset-type-id']);
  const shown: JsonObject = {};
  for (const [key, value] of Object.entries(traitsOf(asset))) {
    const field = fields.find(({ attributes }) => attributes['name-key'] === key)?.attributes;
    shown[key] = field?.['kind'] === 'Tag' ? renderTag(state, String(field['tag-type']), value) : value;
  }
  return shown;
}

/** A record as JSON:API shows it. */
export function renderRow(state: ItGlueState, collection: Collection, row: Resource): JsonObject {
  const isAsset = collection === 'flexible_assets';
  const attributes = isAsset ? { ...row.attributes, traits: renderTraits(state, row) } : row.attributes;
  return { id: String(row.id), type: collection.replaceAll('_', '-'), attributes: { ...attributes } };
}

function shortNotes(rendered: JsonObject): JsonObject {
  const attributes = isObject(rendered['attributes']) ? rendered['attributes'] : {};
  const notes = attributes['quick-notes'];
  if (typeof notes !== 'string') return rendered;
  return { ...rendered, attributes: { ...attributes, 'quick-notes': notes.slice(0, LONGEST_NOTE_IN_LISTS) } };
}

function sorted(rows: readonly Resource[], sort: string | undefined): Resource[] {
  if (!sort) return [...rows];
  const name = sort.replace(/^-/, '').replaceAll('_', '-');
  const cell = (row: Resource) => (name === 'id' ? String(row.id) : String(row.attributes[name] ?? ''));
  const ascending = [...rows].sort((a, b) => cell(a).localeCompare(cell(b)));
  return sort.startsWith('-') ? ascending.reverse() : ascending;
}

/** The fields of the types on a page, for `include=flexible_asset_fields`. */
function included(state: ItGlueState, collection: Collection, rows: readonly Resource[], query: Query) {
  const asked = (query['include'] ?? '').split(',').includes('flexible_asset_fields');
  if (collection !== 'flexible_asset_types' || !asked) return {};
  const fields = rows.flatMap((row) => fieldsOfType(state, row.id));
  return { included: fields.map((field) => renderRow(state, 'flexible_asset_fields', field)) };
}

/** One page of a list, with the numbers of its neighbours. */
export function renderPage(
  state: ItGlueState,
  collection: Collection,
  rows: readonly Resource[],
  query: Query,
): JsonObject {
  const size = Math.min(LONGEST_PAGE, Math.max(1, Number(query['page[size]']) || USUAL_PAGE));
  const number = Math.max(1, Number(query['page[number]']) || 1);
  const total = Math.max(1, Math.ceil(rows.length / size));
  const page = sorted(rows, query['sort']).slice((number - 1) * size, number * size);
  return {
    data: page.map((row) => shortNotes(renderRow(state, collection, row))),
    meta: {
      'current-page': number,
      'next-page': number < total ? number + 1 : null,
      'prev-page': number > 1 ? number - 1 : null,
      'total-pages': total,
      'total-count': rows.length,
      filters: {},
    },
    links: {},
    ...included(state, collection, page, query),
  };
}
