import type { Browser, BrowserContext, Dialog, Page } from 'puppeteer';
import { BrowserGoneError } from './browser-problem.ts';
import { abortable, bounded } from './deadline.ts';

/** One page in a context of its own. */
export interface BrowserTab {
  readonly page: Page;
  /** Aborted with the activity's signal, and with a `BrowserGoneError` when browser or page are lost. */
  readonly signal: AbortSignal;
  /** The address of a page that signing in has just opened: nothing was done on it yet. */
  untouched: string | undefined;
  /** Closes page and context; calls that are still pending reject. Never throws, may be called twice. */
  close(): Promise<void>;
}

/** What a tab needs to know of the pool that it belongs to. */
export interface TabOptions {
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly closeTimeoutMs: number;
  /** Called once, when it is closed: whether that went in time. */
  readonly onClosed: (inTime: boolean) => void;
}

/** How long closing a second page may take; it goes with its context in any case. */
const SECOND_PAGE_CLOSE_MS = 5_000;

/** Opens a tab. Throws `BrowserGoneError`, the signal's reason, or puppeteer's errors. */
export async function openTab(browser: Browser, options: TabOptions): Promise<BrowserTab> {
  const lost = new AbortController();
  const signal = AbortSignal.any([options.signal, lost.signal]);
  const creating = browser.createBrowserContext();
  try {
    const context = await abortable(creating, signal);
    const page = await abortable(context.newPage(), signal);
    prepare(page);
    const close = closeOnce(browser, context, lost, options);
    page.once('error', () => lost.abort(new BrowserGoneError('The page crashed.')));
    signal.addEventListener('abort', () => void close(), { once: true });
    if (signal.aborted) void close();
    return { page, signal, untouched: undefined, close };
  } catch (error) {
    void creating.then((context) => context.close()).catch(() => {});
    throw error;
  }
}

/**
 * Does something in a second page of the same context, with the same login, while the first one stays as it is. Throws
 * what the work throws, puppeteer's errors, or the reason of the tab's signal.
 */
export async function withSecondPage<Result>(
  tab: BrowserTab,
  work: (second: BrowserTab) => Promise<Result>,
): Promise<Result> {
  const page = await abortable(tab.page.browserContext().newPage(), tab.signal);
  prepare(page);
  try {
    return await work({ ...tab, page, untouched: undefined });
  } finally {
    await bounded(page.close(), SECOND_PAGE_CLOSE_MS);
    await bounded(tab.page.bringToFront(), SECOND_PAGE_CLOSE_MS);
  }
}

function closeOnce(
  browser: Browser,
  context: BrowserContext,
  lost: AbortController,
  options: TabOptions,
): () => Promise<void> {
  const onDisconnected = () => lost.abort(new BrowserGoneError('The browser ended.'));
  browser.once('disconnected', onDisconnected);
  let closing: Promise<void> | undefined;
  const close = async () => {
    browser.off('disconnected', onDisconnected);
    options.onClosed(await bounded(context.close(), options.closeTimeoutMs));
  };
  return () => {
    closing ??= close();
    return closing;
  };
}

/** Deadlines come from signals alone; dialogs and pop-ups never keep a page waiting. */
function prepare(page: Page): void {
  page.setDefaultTimeout(0);
  page.setDefaultNavigationTimeout(0);
  page.on('dialog', (dialog) => void answer(dialog));
  page.on('popup', (popup) => void popup?.close().catch(() => {}));
}

/** Leaving a page with unsaved entries is what we want when we leave; any other question is declined. */
async function answer(dialog: Dialog): Promise<void> {
  const answered = dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss();
  await answered.catch(() => {});
}
