import { isErrorLike } from './browser-problem.ts';
import { abortable } from './deadline.ts';
import type { BrowserTab } from './tab.ts';

/** For how long nothing may move on a page before it counts as being at rest. */
const QUIET_MS = 25;
/** A page that never rests is looked at all the same; so is one on which nothing has moved. */
const PATIENCE_MS = 250;

/**
 * Waits until the page is worth a look: it has been drawn, says nowhere that it is busy and has not moved for a moment.
 * With `afterChange` it must have moved since the call. Waiting happens inside the page, where it costs nothing, unlike
 * a look. Never longer than a quarter of a second, since not everything that matters shows as a movement.
 * Throws the signal's reason, or puppeteer's errors when the page is gone.
 */
export async function untilAtRest(tab: BrowserTab, signal: AbortSignal, afterChange: boolean): Promise<void> {
  try {
    await abortable(tab.page.evaluate(rest, afterChange, QUIET_MS, PATIENCE_MS), signal);
  } catch (error) {
    if (!isErrorLike(error) || !leftPage(error)) throw error;
  }
}

/** One page giving way to the next is a movement like any other. */
function leftPage(error: { readonly name: string; readonly message: string }): boolean {
  return error.name === 'ProtocolError' || /context was destroyed|detached|navigat/i.test(error.message);
}

/** What the function below needs of the page that it runs in. */
interface PageDocument {
  readonly readyState: string;
  querySelector(selector: string): object | null;
}
declare const document: PageDocument;
declare class MutationObserver {
  constructor(onMove: () => void);
  observe(target: PageDocument, what: Record<string, boolean>): void;
  disconnect(): void;
}

function rest(afterChange: boolean, quietMs: number, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    let quiet: unknown;
    const isDrawn = () => document.readyState !== 'loading' && !document.querySelector('[aria-busy="true"]');
    const wait = () => {
      clearTimeout(Number(quiet));
      quiet = setTimeout(() => (isDrawn() ? end() : wait()), quietMs);
    };
    const observer = new MutationObserver(wait);
    const end = () => {
      observer.disconnect();
      clearTimeout(Number(quiet));
      resolve();
    };
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(end, patienceMs);
    if (!afterChange) wait();
  });
}
