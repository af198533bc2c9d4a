import type { DattoRmmOptions } from '../../../simulators/datto-rmm/options.ts';
import { startDattoRmmSimulator } from '../../../simulators/datto-rmm/server.ts';
import type { DattoRmmState } from '../../../simulators/datto-rmm/state.ts';
import { DEFAULT_CREDENTIALS } from '../../../simulators/datto-rmm/switches.ts';
import { isObject } from '../../../simulators/kit/json.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';

/** An answer, with what tests look at made easy to reach. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
  readonly body: { readonly [key: string]: unknown };
}

/** A simulator and a client without any care of its own. */
export interface Bench {
  readonly simulator: Simulator<DattoRmmState>;
  /** `path` begins behind `/api/v2/`, or with a slash. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  logIn(fields?: { readonly [name: string]: string }, headers?: Record<string, string>): Promise<Answer>;
  /** The uid of a site by name. */
  siteUid(name: string): string;
  /** The uid of a device by host name. */
  deviceUid(hostname: string): string;
}

/** What the token endpoint wants. */
export const LOGIN_HEADERS = { Authorization: 'Basic cHVibGljLWNsaWVudDpwdWJsaWM=' };
export const LOGIN_FORM = {
  grant_type: 'password',
  username: DEFAULT_CREDENTIALS.apiKey,
  password: DEFAULT_CREDENTIALS.apiSecretKey,
};

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = {};
  }
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, text, retryAfter, body: isObject(parsed) ? parsed : {} };
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('no such row');
  return row;
}

/** Starts a simulator on a free port and logs in. */
export async function openBench(options: DattoRmmOptions = {}): Promise<Bench> {
  const simulator = await startDattoRmmSimulator(options);
  const logIn: Bench['logIn'] = async (fields = LOGIN_FORM, headers = LOGIN_HEADERS) => {
    const body = new URLSearchParams(fields);
    return read(await fetch(`${simulator.url}/auth/oauth/token`, { method: 'POST', headers, body }));
  };
  const good = String((await logIn()).body['access_token']);
  return {
    simulator,
    logIn,
    call: async (method, path, body, token = good) => {
      const url = path.startsWith('/') ? `${simulator.url}${path}` : `${simulator.url}/api/v2/${path}`;
      const json =
        body === undefined
          ? { headers: { Authorization: `Bearer ${token}` } }
          : {
              headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
              body: JSON.stringify(body),
            };
      return read(await fetch(url, { method, ...json }));
    },
    siteUid: (name) => found(simulator.state().sites.find((site) => site.name === name)).uid,
    deviceUid: (hostname) =>
      found(simulator.state().devices.find((device) => device.hostname === hostname)).uid,
  };
}
