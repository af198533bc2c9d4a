import { isObject } from '../../../simulators/kit/json.ts';
import { DEFAULT_API_TOKEN, type SplashtopOptions } from '../../../simulators/splashtop/options.ts';
import { TEAM_ID } from '../../../simulators/splashtop/seed.ts';
import { startSplashtopSimulator } from '../../../simulators/splashtop/server.ts';

/** An answer of the Open API. */
export interface Answer {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
  readonly rows: readonly { readonly [key: string]: unknown }[];
  readonly retryAfter: string | null;
}

/** Starts a simulator, with clients without any care of their own. */
export async function openBench(options: SplashtopOptions = {}) {
  const simulator = await startSplashtopSimulator(options);
  const get = async (path: string, token = DEFAULT_API_TOKEN): Promise<Answer> => {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${simulator.url}/api/open/v1/${path}`, { headers });
    const parsed: unknown = await response.json();
    const body = isObject(parsed) ? parsed : {};
    const rows = Array.isArray(body['data']) ? body['data'].filter(isObject) : [];
    return { status: response.status, body, rows, retryAfter: response.headers.get('retry-after') };
  };
  const submit = (form: string, fields: { readonly [name: string]: string }) =>
    fetch(`${simulator.url}/console/${form}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  return {
    simulator,
    get,
    /** A list of the sample team. */
    team: (list: string) => get(`teams/${TEAM_ID}/${list}`),
    submit,
    /** Names of members and computers of a group. */
    group: async (id: number) => {
      const [members, computers] = [await get(`groups/${id}/members`), await get(`groups/${id}/computers`)];
      return [members.rows.map(({ email }) => email), computers.rows.map(({ name }) => name)];
    },
  };
}

/** See `openBench`. */
export type Bench = Awaited<ReturnType<typeof openBench>>;
