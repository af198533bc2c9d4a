import { Secret, TOTP } from 'otpauth';
import { parseJson } from '../../../simulators/kit/json.ts';
import type { Json } from '../../../simulators/kit/types.ts';
import {
  type ScreenConnectOptions,
  type ScreenConnectSimulator,
  screenConnectDefaults,
  startScreenConnectSimulator,
} from '../../../simulators/screenconnect/server.ts';
import { type Answer, HttpClient } from '../lift-off/http-client.ts';

/** Seconds a one-time code lasts. Nobody logs in twice to one instance here, so no test waits for the next one. */
const PERIOD = 30;

/** A nonce as the login page makes one. */
export const NONCE = 'Abcdefgh12345678';

/** Users of the built-in seed. */
export type UserName = 'administrator' | 'helpDesk' | 'viewer' | 'locked';

/** The one-time code of a user, some steps from now. */
export function codeOf(user: 'administrator' | 'helpDesk', steps = 0): string {
  const secret = Secret.fromBase32(screenConnectDefaults[user].totpSecret);
  const timestamp = Date.now() + steps * PERIOD * 1000;
  return new TOTP({ secret, period: PERIOD, digits: 6 }).generate({ timestamp });
}

/** What a service answered. */
export interface Result extends Answer {
  readonly value: Json | undefined;
}

/** A browser without pages: cookies, and the anti-forgery token of the page it saw last. */
export class Caller {
  readonly simulator: ScreenConnectSimulator;
  readonly http: HttpClient;
  token = '';

  constructor(simulator: ScreenConnectSimulator) {
    this.simulator = simulator;
    this.http = new HttpClient(simulator.url);
  }

  async open(path: string): Promise<Answer> {
    const answer = await this.http.get(path);
    this.token = /"antiForgeryToken":"([^"]+)"/.exec(answer.text)?.[1] ?? this.token;
    return answer;
  }

  async call(service: string, method: string, args: unknown, headers: object = {}): Promise<Result> {
    const answer = await this.http.send('POST', `/Services/${service}.ashx/${method}`, {
      body: JSON.stringify(args),
      headers: {
        'content-type': 'application/json',
        'x-anti-forgery-token': this.token,
        'x-unauthorized-status-code': '403',
        ...headers,
      },
    });
    return { ...answer, value: parseJson(answer.text) };
  }

  /** One step of a login; gives the number that the service answers. */
  async tryLogin(userName: string, password: string, code = '', nonce = NONCE, trust = false) {
    const { value } = await this.call('AuthenticationService', 'TryLogin', [
      userName,
      password,
      code,
      trust,
      nonce,
    ]);
    return value;
  }

  /** Both steps, and the page behind. */
  async login(user: UserName = 'administrator'): Promise<void> {
    await this.open('/Login');
    const { userName, password } = screenConnectDefaults[user];
    const first = await this.tryLogin(userName, password);
    const isNamed = user === 'administrator' || user === 'helpDesk';
    const last = isNamed ? await this.tryLogin(userName, password, codeOf(user)) : first;
    if (last !== 1) throw new Error(`The login of ${user} ended in ${last}`);
    await this.open('/Host');
  }
}

/** An instance, and somebody signed in to it. */
export async function signedIn(
  user: UserName = 'administrator',
  options: ScreenConnectOptions = {},
): Promise<Caller> {
  const simulator = await startScreenConnectSimulator(options);
  const caller = new Caller(simulator);
  await caller.login(user);
  return caller;
}
