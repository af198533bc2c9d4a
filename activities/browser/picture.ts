import { abortable, deadline } from './deadline.ts';
import type { BrowserTab } from './tab.ts';

/**
 * The whole page as PNG. Undefined when that does not succeed within the time, in milliseconds: a picture is never
 * worth an error of its own. Whoever calls makes sure that no secret is to be seen.
 */
export async function takePicture(tab: BrowserTab, timeoutMs: number): Promise<Uint8Array | undefined> {
  try {
    const taking = tab.page.screenshot({ fullPage: true, type: 'png', optimizeForSpeed: true });
    return await abortable(taking, deadline(tab.signal, timeoutMs));
  } catch {
    return undefined;
  }
}
