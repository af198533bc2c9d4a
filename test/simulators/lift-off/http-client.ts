import { isObject, parseJson } from '../../../simulators/kit/json.ts';
import { liftOffDefaults } from '../../../simulators/lift-off/server.ts';
import { codeNow } from './credentials.ts';

/** What came back, with the text already read. */
export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  /** The JSON, or an empty object. */
  readonly json: { readonly [name: string]: unknown };
}

/** A browser without pages: cookies, forms, and the token of the page it saw last. */
export class HttpClient {
  readonly url: string;
  cookie = '';
  token = '';

  constructor(url: string) {
    this.url = url;
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('cookie', this.cookie);
    const response = await fetch(this.url + path, { ...init, method, headers, redirect: 'manual' });
    const cookie = response.headers.get('set-cookie');
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    const pageToken = /name="csrf-token" content="([^"]+)"/.exec(text)?.[1];
    this.token = response.headers.get('x-csrf-token') ?? pageToken ?? this.token;
    const json = parseJson(text);
    const location = response.headers.get('location') ?? '';
    return { status: response.status, location, text, json: isObject(json) ? json : {} };
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, form: { [field: string]: string }): Promise<Answer> {
    return this.send('POST', path, { body: new URLSearchParams(form) });
  }

  /** Reads a tab as a page does, changes some values, and sends them back. */
  async save(path: string, changes: { [field: string]: unknown }, base?: string): Promise<Answer> {
    await this.get(path.replace('/api', ''));
    const read = await this.get(path);
    return this.put(path, { ...valuesIn(read), ...changes }, base ?? String(read.json['base']));
  }

  put(path: string, values: object, base: string): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'x-csrf-token': this.token };
    return this.send('PUT', path, { headers, body: JSON.stringify({ values, base }) });
  }

  password(user: 'administrator' | 'readOnly' = 'administrator', password?: string): Promise<Answer> {
    const { email, password: right } = liftOffDefaults[user];
    return this.post('/login', { email, password: password ?? right, return: '/accounts' });
  }

  async login(user: 'administrator' | 'readOnly' = 'administrator'): Promise<Answer> {
    await this.password(user);
    return this.post('/login/code', { code: codeNow(user), return: '/accounts' });
  }
}

/** The values of a tab that was read. */
export function valuesIn(answer: Answer): { readonly [field: string]: unknown } {
  const values = answer.json['values'];
  return isObject(values) ? values : {};
}
