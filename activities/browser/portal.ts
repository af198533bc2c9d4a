import { type ProblemCode, type ProblemDetails, ProductError } from '../../domain/problems.ts';
import { abortable, deadline } from './deadline.ts';
import { type Control, find, lookUntil, type ScreenNode, textOf, withRole } from './screen.ts';
import type { BrowserTab } from './tab.ts';

/** A portal, open in a tab, while we are about one thing: what page objects work with, whatever the portal. */
export interface Portal {
  /** As people call it. */
  readonly system: string;
  readonly tab: BrowserTab;
  /** How long a page, a control or the answer to a save may take. */
  readonly pageTimeoutMs: number;
  /** How long something must stand still before it is believed: lists fill while one looks. */
  readonly settleMs: number;
  /** Completes "while we wanted to …" in errors. */
  readonly wanted: string;
  /** Tells that we are alive, and where. */
  readonly beat: (where: string) => void;
}

/** A problem of the portal's, with what we were about. */
export function trouble(portal: Portal, code: ProblemCode, details: ProblemDetails = {}): ProductError {
  return new ProductError(code, { system: portal.system, wanted: portal.wanted, ...details });
}

/** A signal for one action on the page. */
export function actionSignal(portal: Portal): AbortSignal {
  return deadline(portal.tab.signal, portal.pageTimeoutMs);
}

/** Goes to an address, always anew; a page that signing in has just opened is new. Throws `unavailable`, or puppeteer's errors. */
export async function goTo(portal: Portal, target: URL): Promise<void> {
  const isThere = portal.tab.untouched === target.href;
  portal.tab.untouched = undefined;
  if (isThere) return;
  portal.beat(`going to ${target.pathname}`);
  const signal = actionSignal(portal);
  // Until the answer begins, `goto` does not hear the signal.
  const going = portal.tab.page.goto(target.href, { waitUntil: 'domcontentloaded', signal });
  const response = await abortable(going, signal);
  const status = response?.status() ?? 200;
  if (status >= 500) throw trouble(portal, 'unavailable', { detail: `status ${status}` });
}

/** The control, as soon as it is there, looked up anew. Throws `page-changed` when it does not come. */
export async function theControl(portal: Portal, page: string, wanted: Control): Promise<ScreenNode> {
  const found = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => find(screen, wanted));
  if (found) return found;
  throw trouble(portal, 'page-changed', { page, anchor: wanted.called });
}

/** What the page objects to, on one line; empty when it does not. */
export function alertText(screen: ScreenNode): string {
  return withRole(screen, 'alert').map(textOf).filter(Boolean).join(' ');
}

/** Whether a text holds one of the parts by which it is recognised. */
export function says(text: string, parts: readonly string[]): boolean {
  return parts.some((part) => text.includes(part));
}

/** Tells whether what is seen has been the same for so many milliseconds. */
export function standstill(forMs: number): (seen: string) => boolean {
  let last: string | undefined;
  let sinceMs = 0;
  return (seen) => {
    if (seen !== last) [last, sinceMs] = [seen, performance.now()];
    return performance.now() - sinceMs >= forMs;
  };
}
