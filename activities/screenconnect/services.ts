import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer';
import type { z } from 'zod';

/** What a page's own calls of some service methods answered: evidence, and what settings are read from. */
export interface Answers<Answer> {
  /** The newest answer of the expected shape. */
  latest(): Answer | undefined;
  /** The status of the newest answer of any shape. */
  status(): number | undefined;
  stop(): void;
}

/**
 * Listens to what the page is answered from now on, to questions that hold a text if one is given. To be called before
 * whatever makes the page ask.
 */
export function watchAnswers<Answer>(
  page: Page,
  methods: readonly string[],
  schema: z.ZodType<Answer>,
  question = '',
): Answers<Answer> {
  let latest: Answer | undefined;
  let status: number | undefined;
  const onResponse = async (response: HTTPResponse) => {
    const request = response.request();
    if (!isCallOf(request, methods) || !request.postData()?.includes(question)) return;
    // A body may be gone with the page that asked for it; then another one asks.
    const body: unknown = await response.json().catch(() => undefined);
    status = response.status();
    latest = schema.safeParse(body).data ?? latest;
  };
  page.on('response', onResponse);
  return { latest: () => latest, status: () => status, stop: () => void page.off('response', onResponse) };
}

/** Whether a request calls one of these methods: `/Services/SecurityService.ashx/SaveRole`. */
export function isCallOf(request: HTTPRequest, methods: readonly string[]): boolean {
  const path = URL.parse(request.url())?.pathname ?? '';
  return request.method() === 'POST' && methods.includes(path.slice(path.lastIndexOf('/') + 1));
}
