import { filterIncomplete, noAccess } from './errors.ts';
import { type Collection, findRow, type ItGlueState, type Resource } from './state.ts';
import type { ItGlueSwitches } from './switches.ts';

/** The query of a request, brackets in the names. */
export interface Query {
  readonly [name: string]: string;
}

/** Filters that each collection knows. Any other is ignored without a word, which is the trap. */
const KNOWN: { readonly [Name in Collection]?: readonly string[] } = {
  organizations: ['id', 'name', 'organization_type_id', 'organization_status_id', 'primary', 'psa_id'],
  locations: ['id', 'name', 'city', 'organization_id', 'psa_id'],
  contacts: [
    ...['id', 'first_name', 'last_name', 'title', 'contact_type_id', 'important'],
    ...['organization_id', 'psa_id'],
  ],
  contact_types: ['name'],
  flexible_asset_types: ['id', 'name', 'enabled'],
  flexible_asset_fields: ['id'],
  flexible_assets: ['name', 'organization_id', 'flexible_asset_type_id'],
};

/** A list of values: commas divide, `\,` is one. */
function valuesOf(text: string): string[] {
  return text.split(/(?<!\\),/).map((value) => value.replaceAll('\\,', ','));
}

function cellOf(row: Resource, filter: string): string {
  if (filter === 'id') return String(row.id);
  if (filter === 'psa_id') return row.psaId ?? '';
  return String(row.attributes[filter.replaceAll('_', '-')] ?? '');
}

/** Values compare whole; names without regard to capitals, but for contact types. */
function fits(collection: Collection, row: Resource, filter: string, values: readonly string[]): boolean {
  const fold = (text: string) =>
    filter === 'name' && collection !== 'contact_types' ? text.toLowerCase() : text;
  const cell = fold(cellOf(row, filter));
  return values.some((value) => fold(value) === cell);
}

/** The text of a filter; those of flexible assets may be known by one spelling only. */
function given(
  query: Query,
  collection: Collection,
  filter: string,
  switches: ItGlueSwitches,
): string | undefined {
  const snake = query[`filter[${filter}]`];
  if (collection !== 'flexible_assets') return snake;
  const kebab = query[`filter[${filter.replaceAll('_', '-')}]`];
  if (switches.typeFilter === 'both') return snake ?? kebab;
  return switches.typeFilter === 'snake' ? snake : kebab;
}

function usable(query: Query, filter: string, switches: ItGlueSwitches): boolean {
  if (filter !== 'psa_id' || query['filter[psa_integration_type]'] === 'autotask') return true;
  if (switches.psaIdAlone === '422') throw filterIncomplete('psa_integration_type');
  return false;
}

/** Flexible assets need their type; a type or an organization that is not there is told as a 401. */
function checkAssetFilters(state: ItGlueState, query: Query, switches: ItGlueSwitches): boolean {
  const type = given(query, 'flexible_assets', 'flexible_asset_type_id', switches);
  const organization = given(query, 'flexible_assets', 'organization_id', switches);
  if (type === undefined) {
    if (switches.typeFilterMissing === '422') throw filterIncomplete('flexible_asset_type_id');
    return false;
  }
  if (!findRow(state, 'flexible_asset_types', Number(type))) throw noAccess();
  if (organization !== undefined && !findRow(state, 'organizations', Number(organization))) throw noAccess();
  return true;
}

/** The rows that a list shows. */
export function filtered(
  state: ItGlueState,
  collection: Collection,
  rows: readonly Resource[],
  query: Query,
  switches: ItGlueSwitches,
): Resource[] {
  if (collection === 'flexible_assets' && !checkAssetFilters(state, query, switches)) return [];
  const filters = (KNOWN[collection] ?? []).flatMap((filter) => {
    const text = given(query, collection, filter, switches);
    return text !== undefined && usable(query, filter, switches) ? [{ filter, values: valuesOf(text) }] : [];
  });
  return rows.filter((row) => filters.every(({ filter, values }) => fits(collection, row, filter, values)));
}
