import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** What came back: the page’s text, and where it leads. */
export interface Visit {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly headers: LightMyRequestResponse['headers'];
}

type Fields = { readonly [name: string]: string | readonly string[] };

/** Where a visitor’s requests come from; this machine, without a proxy, unless something else is said. */
export interface Origin {
  readonly remoteAddress?: string;
  /** What a proxy on the way adds. */
  readonly headers?: { readonly [name: string]: string };
}

/** Somebody without a browser, who keeps cookies and sends forms as a page offers them. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly #app: FastifyInstance;
  readonly #from: Origin;
  #formKey = '';

  constructor(app: FastifyInstance, from: Origin = {}) {
    this.#app = app;
    this.#from = from;
  }

  get(path: string, headers: { readonly [name: string]: string } = {}): Promise<Visit> {
    return this.#ask('GET', path, headers);
  }

  /** Sends a form with the key of the page that was seen last, unless it says otherwise. */
  post(path: string, fields: Fields = {}): Promise<Visit> {
    const body = new URLSearchParams({ _csrf: this.#formKey });
    for (const [name, values] of Object.entries(fields)) {
      body.delete(name);
      for (const value of typeof values === 'string' ? [values] : values) body.append(name, value);
    }
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#ask('POST', path, type, body.toString());
  }

  async #ask(
    method: 'GET' | 'POST',
    url: string,
    headers: { readonly [name: string]: string },
    payload = '',
  ): Promise<Visit> {
    const cookies = Object.fromEntries(this.cookies);
    const { remoteAddress, headers: added } = this.#from;
    const answer = await this.#app.inject({
      ...{ method, url, cookies },
      ...(remoteAddress !== undefined && { remoteAddress }),
      headers: { host: '127.0.0.1', ...added, ...headers },
      ...(method === 'POST' && { payload }),
    });
    for (const { name, value } of answer.cookies) this.cookies.set(name, value);
    this.#formKey = /name="_csrf" value="([^"]*)"/.exec(answer.body)?.[1] ?? this.#formKey;
    const { location } = answer.headers;
    return { status: answer.statusCode, text: answer.body, location, headers: answer.headers };
  }
}
