import { abortable, deadline } from './deadline.ts';
import type { BrowserTab } from './tab.ts';

/**
 * The whole page as PNG. Undefined when that does not succeed within the time, in milliseconds: a picture is never
 * worth an error of its own. Whoever calls makes sure that no secret is to be seen.
 */
export async function takePicture(tab: BrowserTab, timeoutMs: number): Promise<Uint8Array | undefined> {
  try {
    const signal = deadline(tab.signal, timeoutMs);
    // Of a page that fits into the window, the window is the whole, and the cheaper picture.
    const fullPage = await abortable(tab.page.evaluate(isTallerThanWindow), signal);
    const taking = tab.page.screenshot({ fullPage, type: 'png', optimizeForSpeed: true });
    return await abortable(taking, signal);
  } catch {
    return undefined;
  }
}

/** What the function below needs of the page that it runs in. */
declare const document: {
  readonly documentElement: { readonly scrollHeight: number; readonly clientHeight: number };
};

function isTallerThanWindow(): boolean {
  return document.documentElement.scrollHeight > document.documentElement.clientHeight;
}
