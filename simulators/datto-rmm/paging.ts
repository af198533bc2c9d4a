import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pathOf } from '../kit/http-faults.ts';
import type { HttpContext } from '../kit/http-server.ts';
import type { Json } from '../kit/types.ts';
import { badRequest } from './errors.ts';
import type { DattoRmmState } from './state.ts';
import type { DattoRmmSwitches } from './switches.ts';

/** Default and largest page; a greater `max` is capped without a word. */
export const PAGE_SIZE = 250;

const pageSchema = z.looseObject({
  page: z.coerce.number().int().nonnegative().default(0),
  max: z.coerce.number().int().positive().default(PAGE_SIZE),
});

/** The query of a request as texts. */
export function queryOf(request: FastifyRequest): { readonly [name: string]: string } {
  return z.record(z.string(), z.coerce.string()).catch({}).parse(request.query);
}

/** What cuts a list into pages. */
export interface Pager {
  readonly context: HttpContext<DattoRmmState>;
  readonly switches: DattoRmmSwitches;
  readonly request: FastifyRequest;
}

/** One page of a list, under the endpoint's own key. Pages are counted from zero. */
export function page(pager: Pager, key: string, rows: readonly Json[]): Json {
  const asked = pageSchema.safeParse(queryOf(pager.request));
  if (!asked.success) throw badRequest('page and max must be numbers');
  const { page: number, max } = asked.data;
  const size = Math.min(max, PAGE_SIZE);
  const shown = rows.slice(number * size, (number + 1) * size);
  const hasNext = (number + 1) * size < rows.length;
  const total = pager.switches.totalCount === 'present' ? { totalCount: rows.length } : {};
  return {
    pageDetails: {
      count: shown.length,
      ...total,
      prevPageUrl: number > 0 ? pageUrl(pager, number - 1, size) : null,
      nextPageUrl: hasNext ? pageUrl(pager, number + 1, size) : null,
    },
    [key]: shown,
  };
}

/** Absolute addresses; faults make them lead elsewhere, or lose what was asked for. */
function pageUrl({ context, request }: Pager, number: number, size: number): string {
  const foreign = context.strike(request, 'foreign-next-page') !== undefined;
  const url = new URL(pathOf(request), foreign ? 'https://elsewhere.example.com' : context.url());
  const lost = context.strike(request, 'lost-page-params') !== undefined;
  const { page: _page, max: _max, ...others } = queryOf(request);
  if (!lost) for (const [name, value] of Object.entries(others)) url.searchParams.set(name, value);
  if (!lost) url.searchParams.set('max', String(size));
  url.searchParams.set('page', String(number));
  return url.href;
}
