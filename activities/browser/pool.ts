import type { Browser } from 'puppeteer';
import { abortable, bounded } from './deadline.ts';
import { endBrowser, type LaunchOptions, launchBrowser } from './own-browser.ts';
import { type BrowserTab, openTab } from './tab.ts';

/** How a worker uses browsers. */
export interface BrowserPoolOptions extends LaunchOptions {
  /** After so many tabs a browser is replaced. Default 100. */
  readonly maxJobs?: number;
  /** After so many minutes a browser is replaced. Default 60. */
  readonly maxMinutes?: number;
  /** How long closing a tab or a browser may take before it is killed. Default 5 000 ms. */
  readonly closeTimeoutMs?: number;
}

/** One browser per worker process, started when first needed and replaced when old or gone. */
export interface BrowserPool {
  /**
   * Opens one page in a context of its own: no cookie, no storage of anybody else. Aborting the signal closes it.
   * Throws `BrowserGoneError`, or the signal's reason.
   */
  open(signal: AbortSignal): Promise<BrowserTab>;
  /** Opens a tab for the work and closes it afterwards, whatever happens. */
  withPage<Result>(signal: AbortSignal, work: (tab: BrowserTab) => Promise<Result>): Promise<Result>;
  /** Process ids of the browsers that run, for diagnosis. */
  processIds(): Promise<number[]>;
  /** Ends every browser. Does not wait longer than twice the close time-out. */
  close(): Promise<void>;
}

interface PooledBrowser {
  readonly launched: Promise<Browser>;
  readonly startedAtMs: number;
  /** Tabs ever opened, and tabs open now. */
  jobs: number;
  open: number;
  retired: boolean;
}

/** Makes the pool. Starts nothing yet. */
export function createBrowserPool(options: BrowserPoolOptions): BrowserPool {
  return new LocalBrowsers(options);
}

class LocalBrowsers implements BrowserPool {
  readonly #options: BrowserPoolOptions;
  readonly #closeTimeoutMs: number;
  readonly #running = new Set<PooledBrowser>();
  #current: PooledBrowser | undefined;

  constructor(options: BrowserPoolOptions) {
    this.#options = options;
    this.#closeTimeoutMs = options.closeTimeoutMs ?? 5_000;
  }

  async open(signal: AbortSignal): Promise<BrowserTab> {
    signal.throwIfAborted();
    const pooled = this.#take();
    const onClosed = (inTime: boolean) => {
      if (!inTime) this.#retire(pooled);
      this.#giveBack(pooled);
    };
    try {
      const browser = await abortable(pooled.launched, signal);
      return await openTab(browser, { signal, closeTimeoutMs: this.#closeTimeoutMs, onClosed });
    } catch (error) {
      this.#giveBack(pooled);
      throw error;
    }
  }

  async withPage<Result>(signal: AbortSignal, work: (tab: BrowserTab) => Promise<Result>): Promise<Result> {
    const tab = await this.open(signal);
    try {
      return await work(tab);
    } finally {
      await tab.close();
    }
  }

  async processIds(): Promise<number[]> {
    const launched = [...this.#running].map((pooled) => pooled.launched.catch(() => undefined));
    return (await Promise.all(launched)).flatMap((browser) => browser?.process()?.pid ?? []);
  }

  async close(): Promise<void> {
    const all = [...this.#running];
    for (const pooled of all) pooled.retired = true;
    this.#current = undefined;
    await bounded(Promise.all(all.map((pooled) => this.#end(pooled))), 2 * this.#closeTimeoutMs);
  }

  /** The browser for one more tab. Decided without waiting, so that two who ask at once get the same one. */
  #take(): PooledBrowser {
    if (this.#current && isSpent(this.#current, this.#options)) this.#retire(this.#current);
    this.#current ??= this.#start();
    this.#current.jobs += 1;
    this.#current.open += 1;
    return this.#current;
  }

  #start(): PooledBrowser {
    const launched = launchBrowser(this.#options);
    const pooled = { launched, startedAtMs: performance.now(), jobs: 0, open: 0, retired: false };
    this.#running.add(pooled);
    launched.then(
      (browser) => browser.once('disconnected', () => this.#retire(pooled)),
      () => this.#retire(pooled),
    );
    return pooled;
  }

  #giveBack(pooled: PooledBrowser): void {
    pooled.open -= 1;
    if (pooled.retired && pooled.open === 0) void this.#end(pooled);
  }

  /** No new tabs; it ends with its last one. */
  #retire(pooled: PooledBrowser): void {
    pooled.retired = true;
    if (this.#current === pooled) this.#current = undefined;
    if (pooled.open === 0) void this.#end(pooled);
  }

  async #end(pooled: PooledBrowser): Promise<void> {
    const browser = await pooled.launched.catch(() => undefined);
    if (browser) await endBrowser(browser, this.#closeTimeoutMs);
    this.#running.delete(pooled);
  }
}

function isSpent(pooled: PooledBrowser, options: BrowserPoolOptions): boolean {
  const ageMs = performance.now() - pooled.startedAtMs;
  return pooled.jobs >= (options.maxJobs ?? 100) || ageMs >= (options.maxMinutes ?? 60) * 60_000;
}
