import { z } from 'zod';
import { type Answer, createExchange } from '../http/exchange.ts';
import { type Envelope, envelopeSchema } from './answers.ts';
import { type Call, failed, refusal, systemTitle, unavailable } from './errors.ts';

/** Where the Open API is, by the region of the account. */
export const regionBaseUrls = {
  com: 'https://webapi.splashtop.com',
  eu: 'https://webapi.splashtop.eu',
} as const;

/** How Splashtop is reached, from the profile and the environment. */
export interface SplashtopSettings {
  /** One of `regionBaseUrls`, or a simulator's. */
  readonly baseUrl: string;
  /** An API token of the console, with the scopes for users, computers and groups. */
  readonly token: string;
  /** For a whole request. 30 s by default. */
  readonly timeoutMs?: number;
  /** Refuse every address that is not this machine. */
  readonly refuseNonLoopback?: boolean;
}

/**
 * Asks once and returns the answer's data. Throws `ProductError`: `credentials-rejected`, `permission-missing`, `not-found`
 * (an address that leads nowhere, or an edition without the Open API), `our-request`, `rate-limited`, `unavailable`.
 */
export type Ask = <Schema extends z.ZodType>(call: Call, schema: Schema) => Promise<z.infer<Schema>>;

/** Reads a list, whether it comes whole or in pages. Throws what `Ask` throws. */
export type AskAll = <Row extends RowSchema>(call: Call, row: Row) => Promise<z.infer<Row>[]>;
type RowSchema = z.ZodType<{ readonly id: string }>;

type AskEnvelope = (call: Call) => Promise<Envelope>;

/** Makes the senders of authenticated requests. Nothing is repeated: the workflow does that. */
export function createAsking(settings: SplashtopSettings): { readonly ask: Ask; readonly askAll: AskAll } {
  const askEnvelope = createAskEnvelope(settings);
  const ask: Ask = async (call, schema) => understood(call, schema, (await askEnvelope(call)).data);
  return { ask, askAll: createAskAll(askEnvelope) };
}

function createAskEnvelope({
  baseUrl,
  token,
  timeoutMs = 30_000,
  ...settings
}: SplashtopSettings): AskEnvelope {
  const { refuseNonLoopback = false } = settings;
  const exchange = createExchange({ system: systemTitle, timeoutMs, refuseNonLoopback });
  return async (call) => {
    const url = new URL(`api/open/v1/${call.path}`, baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
    const answer = await exchange({ method: 'GET', url, headers: { Authorization: `Bearer ${token}` } });
    if (answer.kind === 'no-answer') throw unavailable(call, answer.detail);
    if (answer.status !== 200) throw refusal(call, answer.status, answer.retryAfterMs);
    return opened(call, answer);
  };
}

const jsonSchema = z.string().transform((text, context) => {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});

function opened(call: Call, { text, retryAfterMs }: Answer): Envelope {
  const envelope = understood(call, jsonSchema.pipe(envelopeSchema), text);
  const status = statusOf(envelope.result ?? SUCCESS);
  if (status !== 200) throw refusal(call, status, retryAfterMs);
  return envelope;
}

const SUCCESS = 20_200;

/** What the answer's own five digits mean as a status: it may be 200 all the same. */
function statusOf(result: number): number {
  if (result === SUCCESS) return 200;
  // A token that is not one, and a token that lacks a scope, have codes out of line.
  if (result === 40_403) return 403;
  const status = Math.trunc(result / 100);
  return status === 414 ? 401 : Math.max(status, 400);
}

function understood<Schema extends z.ZodType>(call: Call, schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw unavailable(call, 'its answer cannot be understood');
}

const PAGE_SIZE = 100;
/** Far beyond any team; it ends a list that goes on for ever. */
const MOST_PAGES = 200;

/** Whether lists come in pages is not known: rows that are there already end the list as a short page does. */
function createAskAll(askEnvelope: AskEnvelope): AskAll {
  return async (call, row) => {
    const rows = new Map<string, z.infer<typeof row>>();
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const query = { ...call.query, page: String(page), page_size: String(PAGE_SIZE) };
      const envelope = await askEnvelope({ ...call, query });
      const found = understood(call, z.array(row), envelope.data);
      const before = rows.size;
      for (const one of found) rows.set(one.id, one);
      const isAll = rows.size >= (envelope.total_count ?? Number.POSITIVE_INFINITY);
      const isLast = envelope.total_count == null && found.length < PAGE_SIZE;
      if (isAll || isLast || rows.size === before) return [...rows.values()];
    }
    throw failed(call, 'our-request', `its list has more than ${MOST_PAGES} pages`);
  };
}
