import { Secret, TOTP } from 'otpauth';
import { type DattoRmmPortal, dattoRmmPortalDefaults } from '../../../simulators/datto-rmm/portal/server.ts';
import { isObject, parseJson } from '../../../simulators/kit/json.ts';

/** Seconds a token lasts in these tests. */
export const PERIOD = 2;

/** Somebody of the seed. */
export type UserName = 'administrator' | 'technician' | 'twoLevels' | 'noDashboard';

/** The token of now, as an authenticator app shows it. */
export function tokenNow(user: UserName = 'administrator'): string {
  const secret = Secret.fromBase32(dattoRmmPortalDefaults[user].totpSecret);
  return new TOTP({ secret, period: PERIOD, digits: 6 }).generate();
}

/** The end of a chain of redirects. */
export interface Answer {
  readonly status: number;
  readonly url: string;
  readonly text: string;
  /** The JSON, or an empty object. */
  readonly json: { readonly [name: string]: unknown };
}

/** A browser without pages: cookies, forms, redirects across both origins. */
export class PortalClient {
  readonly portal: DattoRmmPortal;
  readonly cookies = new Map<string, string>();

  constructor(portal: DattoRmmPortal) {
    this.portal = portal;
  }

  async send(method: string, address: string, body?: URLSearchParams | object): Promise<Answer> {
    const url = new URL(address, this.portal.portalUrl);
    const headers = new Headers({ cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') });
    const isForm = body instanceof URLSearchParams;
    if (body && !isForm) headers.set('content-type', 'application/json');
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) };
    const response = await fetch(url, { method, headers, redirect: 'manual', ...sent });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location) return this.send('GET', new URL(location, url).href);
    const text = await response.text();
    const json = parseJson(text);
    return { status: response.status, url: url.href, text, json: isObject(json) ? json : {} };
  }

  get(address: string): Promise<Answer> {
    return this.send('GET', address);
  }

  /** Posts a form at the origin of logins. */
  post(path: string, fields: { [name: string]: string }): Promise<Answer> {
    return this.send('POST', this.portal.authUrl + path, new URLSearchParams(fields));
  }

  /** Goes to a page, and through the login to it. */
  async login(user: UserName = 'administrator', path = '/site-groups', account = 'Example MSP') {
    const { email, password } = dattoRmmPortalDefaults[user];
    await this.get(path);
    await this.post('/login', { email, password });
    const answer = await this.post('/token', { token: tokenNow(user) });
    return answer.url.endsWith('/account') ? this.post('/account', { account }) : answer;
  }
}
