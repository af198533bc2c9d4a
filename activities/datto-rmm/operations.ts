/**
 * The operations that we may call, and no others: API keys ignore security levels, so ours could do anything, even kill
 * themselves. Creating sites, jobs and everything about users are left out on purpose.
 */
export const operations = {
  account: () => ({ method: 'GET', path: 'v2/account' }) as const,
  sites: () => ({ method: 'GET', path: 'v2/account/sites' }) as const,
  site: (siteUid: string) => ({ method: 'GET', path: `v2/site/${encodeURIComponent(siteUid)}` }) as const,
  siteDevices: (siteUid: string) =>
    ({ method: 'GET', path: `v2/site/${encodeURIComponent(siteUid)}/devices` }) as const,
  updateSite: (siteUid: string) =>
    ({ method: 'POST', path: `v2/site/${encodeURIComponent(siteUid)}` }) as const,
};

/** One of the allowed operations. */
export type Operation = ReturnType<(typeof operations)[keyof typeof operations]>;

/** One request to Datto RMM, in the terms of its REST API. */
export interface Call {
  readonly operation: Operation;
  readonly query?: { readonly [name: string]: number };
  readonly body?: object;
  /** For messages, after "we wanted to": `read the sites`. */
  readonly wanted: string;
  /** The row that the call is about, after "Datto RMM has no": a missing one is then told as such. */
  readonly row?: string;
}
