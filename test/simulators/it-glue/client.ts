import type { ItGlueOptions } from '../../../simulators/it-glue/options.ts';
import { startItGlueSimulator } from '../../../simulators/it-glue/server.ts';
import type { ItGlueState } from '../../../simulators/it-glue/state.ts';
import { DEFAULT_API_KEY } from '../../../simulators/it-glue/switches.ts';
import { isObject } from '../../../simulators/kit/json.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';

/** An answer, with what tests look at made easy to reach. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: { readonly [key: string]: unknown };
  /** `data` as a list, whether it is one or a single record. */
  readonly rows: readonly Row[];
  readonly retryAfter: string | null;
}

/** A record of an answer. */
export interface Row {
  readonly id: unknown;
  readonly attributes: { readonly [key: string]: unknown };
}

/** A simulator and a client without any care of its own. */
export interface Bench {
  readonly simulator: Simulator<ItGlueState>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** PATCH of an asset's traits. */
  patch(id: number, traits: object): Promise<Answer>;
  /** What an asset's trait is stored as. */
  trait(id: number, key: string): unknown;
}

function rowOf(value: unknown): Row[] {
  if (!isObject(value)) return [];
  const attributes = isObject(value['attributes']) ? value['attributes'] : {};
  return [{ id: value['id'], attributes }];
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = {};
  }
  const body = isObject(parsed) ? parsed : {};
  const data = body['data'];
  const rows = (Array.isArray(data) ? data : [data]).flatMap(rowOf);
  return { status: response.status, text, body, rows, retryAfter: response.headers.get('retry-after') };
}

/** Starts a simulator on a free port. */
export async function openBench(options: ItGlueOptions = {}): Promise<Bench> {
  const simulator = await startItGlueSimulator(options);
  const call: Bench['call'] = async (method, path, body, headers = {}) => {
    const payload = { 'Content-Type': 'application/vnd.api+json' };
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const all = { 'x-api-key': DEFAULT_API_KEY, ...(body === undefined ? {} : payload), ...headers };
    return read(await fetch(`${simulator.url}/${path}`, { method, headers: all, ...init }));
  };
  return {
    simulator,
    call,
    patch: (id, traits) =>
      call('PATCH', `flexible_assets/${id}`, { data: { type: 'flexible-assets', attributes: { traits } } }),
    trait: (id, key) => {
      const asset = simulator.state().rows.flexible_assets.find((row) => row.id === id);
      const traits = asset?.attributes['traits'];
      return isObject(traits) ? traits[key] : undefined;
    },
  };
}
