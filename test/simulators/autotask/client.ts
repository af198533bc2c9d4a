import type { AutotaskOptions } from '../../../simulators/autotask/options.ts';
import { startAutotaskSimulator } from '../../../simulators/autotask/server.ts';
import type { AutotaskState } from '../../../simulators/autotask/state.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/autotask/switches.ts';
import { isObject } from '../../../simulators/kit/json.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';

/** An answer, with what tests look at made easy to reach. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: { readonly [key: string]: unknown };
  /** The rows of a query. */
  readonly items: readonly { readonly [key: string]: unknown }[];
}

/** The headers of the default credentials. */
export const HEADERS = {
  ApiIntegrationCode: DEFAULT_CREDENTIALS.integrationCode,
  UserName: DEFAULT_CREDENTIALS.userName,
  Secret: DEFAULT_CREDENTIALS.secret,
};

/** A simulator and a client without any care of its own. */
export interface Bench {
  readonly simulator: Simulator<AutotaskState>;
  /** `path` begins behind `/V1.0/`, or is a whole address. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  query(entity: string, filter: unknown, more?: object): Promise<Answer>;
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
  const items = Array.isArray(body['items']) ? body['items'].filter(isObject) : [];
  return { status: response.status, text, body, items };
}

/** Starts a simulator on a free port. */
export async function openBench(options: AutotaskOptions = {}): Promise<Bench> {
  const simulator = await startAutotaskSimulator(options);
  const call: Bench['call'] = async (method, path, body, headers = {}) => {
    const url = path.startsWith('http') ? path : `${simulator.url}/ATServicesRest/V1.0/${path}`;
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const all = { ...HEADERS, 'Content-Type': 'application/json', ...headers };
    return read(await fetch(url, { method, headers: all, ...init }));
  };
  return {
    simulator,
    call,
    query: (entity, filter, more = {}) => call('POST', `${entity}/query`, { ...more, filter }),
  };
}
