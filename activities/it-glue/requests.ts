import { z } from 'zod';
import { createExchange, type Request } from '../http/exchange.ts';
import { type Call, endless, notUnderstood, refusal, systemTitle, unanswered } from './errors.ts';

/** The vendor's bases. A key of another region looks like a wrong key. */
export const regionBaseUrls = {
  us: 'https://api.itglue.com',
  eu: 'https://api.eu.itglue.com',
  au: 'https://api.au.itglue.com',
} as const;

/** How IT Glue is reached, from the profile and the environment. */
export interface ItGlueSettings {
  /** One of `regionBaseUrls`, or a simulator's. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** For a whole request. 30 s by default: slow pages are known. */
  readonly timeoutMs?: number;
  /** Records on a page of a list; 200 by default. The vendor allows 1,000 and advises fewer when requests time out. */
  readonly pageSize?: number;
  /** Refuse every address that is not this machine. */
  readonly refuseNonLoopback?: boolean;
}

/**
 * Sends a call once and returns its parsed answer. Throws `ProductError`: `credentials-rejected`, `permission-missing`,
 * `input-rejected`, `not-found`, `conflict` (a field was made anew), `our-request`, `rate-limited`, `unavailable`, and
 * `outcome-lost` for a write only.
 */
export type Ask = <Schema extends z.ZodType>(call: Call, schema: Schema) => Promise<z.infer<Schema>>;

/** Reads all pages of a list. Throws what `Ask` throws. */
export type AskAll = <Row extends z.ZodType>(call: Call, row: Row) => Promise<z.infer<Row>[]>;

/** Makes the sender of authenticated calls. Nothing is repeated: the workflow does that. */
export function createAsk(settings: ItGlueSettings): Ask {
  const { timeoutMs = 30_000, refuseNonLoopback = false } = settings;
  const exchange = createExchange({ system: systemTitle, timeoutMs, refuseNonLoopback });
  return async (call, schema) => {
    const outcome = await exchange(requestOf(settings, call));
    if (outcome.kind === 'no-answer') throw unanswered(call, outcome);
    if (outcome.status !== 200 && outcome.status !== 201) throw refusal(call, outcome);
    const parsed = schema.safeParse(parsedJson(outcome.text));
    if (!parsed.success) throw notUnderstood(call);
    return parsed.data;
  };
}

function requestOf({ baseUrl, apiKey }: ItGlueSettings, { method, path, query, body }: Call): Request {
  const url = new URL(path, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const headers = { 'x-api-key': apiKey };
  // The vendor wants this type on payloads alone, and answers 415 to any other.
  const type = { 'Content-Type': 'application/vnd.api+json' };
  return body === undefined
    ? { method, url, headers }
    : { method, url, headers: { ...headers, ...type }, body };
}

/** Far beyond any list that we ask for; it ends a list that repeats itself. */
const mostPages = 100;

/** Makes the reader of lists. Pages are counted here: `links.next` may lead elsewhere. */
export function createAskAll(ask: Ask, pageSize = 200): AskAll {
  return async (call, row) => {
    const rows: z.infer<typeof row>[] = [];
    for (let number = 1; number <= mostPages; number += 1) {
      const page = { 'page[size]': String(pageSize), 'page[number]': String(number) };
      const answer = await ask({ ...call, query: { ...call.query, ...page } }, pageSchema(row));
      rows.push(...answer.data);
      const pages = answer.meta?.['total-pages'];
      const isShort = answer.data.length < pageSize;
      if (answer.data.length === 0 || (pages == null ? isShort : number >= pages)) return rows;
    }
    throw endless(call, mostPages);
  };
}

function pageSchema<Row extends z.ZodType>(row: Row) {
  return z.object({
    data: z.array(row),
    meta: z.object({ 'total-pages': z.int().nullish() }).nullish(),
  });
}

/** The JSON of a text; undefined when it is none. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
