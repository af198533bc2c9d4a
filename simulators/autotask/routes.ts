import { findChild, findEntity } from './entities/table.ts';
import type { EntityDefinition } from './entities/types.ts';

/** What a request does to an entity. */
export type Action =
  | 'query'
  | 'count'
  | 'next'
  | 'get'
  | 'children'
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  | 'information'
  | 'fields'
  | 'udfs';

/** Where a path leads: an entity, ids from the path, and an action for each verb that is allowed there. */
export interface Target {
  readonly entity: EntityDefinition;
  readonly id?: number;
  readonly parentId?: number;
  readonly actions: { readonly [method: string]: Action | undefined };
}

const ID = /^-?\d+$/;

const METADATA = new Map<string, Action>([
  ['entityinformation', 'information'],
  ['entityinformation/fields', 'fields'],
  ['entityinformation/userdefinedfields', 'udfs'],
]);

const QUERIES = new Map<string, Action>([
  ['query', 'query'],
  ['query/count', 'count'],
  ['query/next', 'next'],
]);

function writeActions({ writes }: EntityDefinition): Target['actions'] {
  return {
    POST: writes.create ? 'create' : undefined,
    PATCH: writes.update ? 'update' : undefined,
    PUT: writes.update ? 'replace' : undefined,
  };
}

/** A child's root takes no writes: it does not exist (404), rather than refusing the verb. */
function rootTarget(entity: EntityDefinition, rest: readonly string[]): Target | undefined {
  const tail = rest.join('/').toLowerCase();
  const metadata = METADATA.get(tail);
  if (metadata) return { entity, actions: { GET: metadata } };
  const query = entity.notReadable ? undefined : QUERIES.get(tail);
  if (query) return { entity, actions: { GET: query, POST: query } };
  if (tail === '') return entity.writes.below ? undefined : { entity, actions: writeActions(entity) };
  if (!ID.test(tail) || entity.notReadable) return undefined;
  const deletable = entity.writes.delete && !entity.writes.below;
  return { entity, id: Number(tail), actions: { GET: 'get', DELETE: deletable ? 'delete' : undefined } };
}

function childTarget(
  entity: EntityDefinition,
  parentId: number,
  rest: readonly string[],
): Target | undefined {
  const tail = rest.join('/').toLowerCase();
  const metadata = METADATA.get(tail);
  if (metadata) return { entity, parentId, actions: { GET: metadata } };
  const readable = !entity.notReadable;
  if (tail === '') {
    return { entity, parentId, actions: { ...writeActions(entity), GET: readable ? 'children' : undefined } };
  }
  if (!ID.test(tail) || !readable) return undefined;
  const remove = entity.writes.delete ? 'delete' : undefined;
  return { entity, parentId, id: Number(tail), actions: { GET: 'get', DELETE: remove } };
}

/** Finds what the segments behind `/V1.0/` lead to; undefined when there is no such route. */
export function findTarget(segments: readonly string[]): Target | undefined {
  const [first = '', second = '', third] = segments;
  const entity = findEntity(first);
  if (!entity) return undefined;
  if (third === undefined || !ID.test(second)) return rootTarget(entity, segments.slice(1));
  const child = findChild(entity, third);
  return child && childTarget(child, Number(second), segments.slice(3));
}
