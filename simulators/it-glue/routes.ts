import type { Collection } from './state.ts';

/** What a request does. */
export type Target =
  | { readonly action: 'list'; readonly collection: Collection; readonly parentId?: number }
  | { readonly action: 'get'; readonly collection: Collection; readonly id: number }
  | { readonly action: 'update'; readonly collection: Collection; readonly id: number }
  | { readonly action: 'create-assets'; readonly organizationId: number | undefined }
  | { readonly action: 'delete-asset'; readonly id: number };

/** Collections with an address of their own; hyphens in a path lead nowhere. */
const ADDRESSES = new Map<string, Collection>([
  ['organizations', 'organizations'],
  ['locations', 'locations'],
  ['contacts', 'contacts'],
  ['contact_types', 'contact_types'],
  ['flexible_asset_types', 'flexible_asset_types'],
  ['flexible_assets', 'flexible_assets'],
]);
const UPDATABLE: readonly Collection[] = ['organizations', 'locations', 'contacts', 'flexible_assets'];

/** Lists below a record, and the attribute that names it. */
export const PARENT_KEYS: { readonly [Name in Collection]?: string } = {
  locations: 'organization-id',
  contacts: 'organization-id',
  flexible_asset_fields: 'flexible-asset-type-id',
};

function below(method: string, parent: string, parentId: number, child: string): Target | undefined {
  if (parent === 'organizations' && child === 'flexible_assets') {
    // This route has no GET.
    return method === 'POST' ? { action: 'create-assets', organizationId: parentId } : undefined;
  }
  if (method !== 'GET') return undefined;
  if (parent === 'organizations' && (child === 'contacts' || child === 'locations')) {
    return { action: 'list', collection: child, parentId };
  }
  if (parent !== 'flexible_asset_types' || child !== 'flexible_asset_fields') return undefined;
  return { action: 'list', collection: child, parentId };
}

function single(method: string, collection: Collection, id: number): Target | undefined {
  if (method === 'GET') return { action: 'get', collection, id };
  if (method === 'PATCH' && UPDATABLE.includes(collection)) return { action: 'update', collection, id };
  if (method === 'DELETE' && collection === 'flexible_assets') return { action: 'delete-asset', id };
  return undefined;
}

/** Finds what a path and a verb lead to; undefined when there is no such route. */
export function findTarget(method: string, path: string): Target | undefined {
  const [first = '', id, relationships, child, ...more] = path.split('/').filter(Boolean);
  const collection = ADDRESSES.get(first);
  if (!collection || more.length > 0) return undefined;
  if (id === undefined) {
    if (method === 'GET') return { action: 'list', collection };
    const creates = method === 'POST' && collection === 'flexible_assets';
    return creates ? { action: 'create-assets', organizationId: undefined } : undefined;
  }
  if (!/^\d+$/.test(id)) return undefined;
  if (relationships === undefined) return single(method, collection, Number(id));
  return relationships === 'relationships' ? below(method, first, Number(id), child ?? '') : undefined;
}
