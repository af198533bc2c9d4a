import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sameJson, toJson } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { type Condition, compileFilter, conditionSchema, lowerKeys } from './conditions.ts';
import type { EntityDefinition, Row } from './entities/types.ts';
import { failure, unexpected, wrongVerb } from './errors.ts';
import { rowRenderer } from './render.ts';
import { type AutotaskState, visibleRows } from './state.ts';
import type { AutotaskSwitches } from './switches.ts';

interface Query {
  readonly maxRecords: number;
  readonly includeFields: readonly string[];
  readonly filter: readonly Condition[];
}

/** What a query is asked of. */
export interface QueryTarget {
  readonly state: AutotaskState;
  readonly entity: EntityDefinition;
  readonly switches: AutotaskSwitches;
}

const querySchema = z.preprocess(
  lowerKeys,
  z.object({
    maxrecords: z.number().nullish(),
    includefields: z.array(z.string()).nullish(),
    filter: z.array(conditionSchema).nullish(),
  }),
);

function readQuery(body: Json): Query {
  const parsed = querySchema.safeParse(body);
  if (!parsed.success) throw unexpected();
  const maxRecords = parsed.data.maxrecords ?? 500;
  if (maxRecords < 1 || maxRecords > 500)
    throw failure('maxCountOfRecordsToReturn must be between 1 and 500');
  return { maxRecords, includeFields: parsed.data.includefields ?? [], filter: parsed.data.filter ?? [] };
}

function find({ state, entity }: QueryTarget, query: Query): Row[] {
  const test = compileFilter(state, entity, query.filter);
  return visibleRows(state, entity.path)
    .filter(test)
    .sort((a, b) => a.id - b.id);
}

/** `/query/count`. */
export function count(target: QueryTarget, body: Json): Json {
  return { queryCount: find(target, readQuery(body)).length };
}

interface Page {
  readonly method: string;
  readonly body: Json;
  readonly number: number;
}

/** Queries of one simulator; it remembers the pages that it promised. */
export interface Pager {
  first(target: QueryTarget, method: string, body: Json, url: string): Json;
  /** A later page: only with the verb of the first, and for POST with the same body. */
  next(target: QueryTarget, method: string, body: Json, token: string, url: string): Json;
}

/** Makes a pager. `url` is the address of the entity's `/query/next`. */
export function createPager(): Pager {
  const promised = new Map<string, Page>();
  const link = (url: string, page: Page) => {
    const token = randomUUID();
    promised.set(token, page);
    return `${url}?paging=${token}`;
  };
  const answer = (target: QueryTarget, page: Page, url: string): Json => {
    const query = readQuery(page.body);
    const found = find(target, query);
    const start = page.number * query.maxRecords;
    const rows = found.slice(start, start + query.maxRecords);
    const at = (number: number) => link(url, { ...page, number });
    const render = rowRenderer(target.state, target.entity, target.switches, query.includeFields);
    return {
      items: rows.map(render),
      pageDetails: {
        count: rows.length,
        requestCount: query.maxRecords,
        prevPageUrl: page.number > 0 ? at(page.number - 1) : null,
        nextPageUrl: start + rows.length < found.length ? at(page.number + 1) : null,
      },
    };
  };
  return {
    first: (target, method, body, url) => answer(target, { method, body: toJson(body), number: 0 }, url),
    next: (target, method, body, token, url) => {
      const page = promised.get(token);
      if (page && page.method !== method) throw wrongVerb(method);
      if (!page || (method === 'POST' && !sameJson(page.body, body))) throw unexpected();
      return answer(target, page, url);
    },
  };
}
