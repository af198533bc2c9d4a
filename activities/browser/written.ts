import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer';

/** What became of the requests by which a page sent something, seen from the network: a first evidence, no proof. */
export interface Written {
  /** Whether an answer is lost for good: the connection ended, or the server failed (5xx). Says how. */
  readonly lost: () => string | undefined;
  /** Whether anything was sent at all. */
  readonly sent: () => boolean;
  /** The latest status of an answer; undefined while there is none. */
  readonly status: () => number | undefined;
  readonly stop: () => void;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Watches what the page sends from now on, or of that only what `isMeant`. To be called before the click that sends.
 */
export function watchWritten(
  page: Page,
  isMeant: (request: HTTPRequest) => boolean = (request) => !READING.has(request.method()),
): Written {
  let status: number | undefined;
  let lost: string | undefined;
  let sent = false;
  const onRequest = (request: HTTPRequest) => {
    sent ||= isMeant(request);
  };
  const onResponse = (response: HTTPResponse) => {
    if (!isMeant(response.request())) return;
    status = response.status();
    if (status >= 500) lost = `status ${status}`;
  };
  const onFailed = (request: HTTPRequest) => {
    // A redirect, or a page that is left, ends requests too; only those that got no answer count.
    if (!isMeant(request) || request.failure() === null) return;
    lost ??= request.failure()?.errorText ?? 'no answer';
  };
  page.on('request', onRequest);
  page.on('response', onResponse);
  page.on('requestfailed', onFailed);
  return {
    lost: () => lost,
    sent: () => sent,
    status: () => status,
    stop: () => {
      page.off('request', onRequest);
      page.off('response', onResponse);
      page.off('requestfailed', onFailed);
    },
  };
}
