import { setTimeout as wait } from 'node:timers/promises';
import type { ElementHandle } from 'puppeteer';
import { isErrorLike } from '../browser/browser-problem.ts';
import { abortable, deadline } from '../browser/deadline.ts';
import { trouble } from '../browser/portal.ts';
import { type Control, control, find, look, lookUntil, type ScreenNode } from '../browser/screen.ts';
import { press as click } from '../browser/widgets.ts';
import { type DattoPortal, refuseDeadEnd, roles } from './portal.ts';

/** How long one try may take before the control is looked up again: lists are drawn anew under our hands. */
const ONE_TRY_MS = 2_000;
const LOOK_EVERY_MS = 60;

/**
 * Clicks once nothing lies over the control any more; announcements are taken away. A click that lands on something
 * else would look as if it had been done. Throws `unavailable`, or puppeteer's errors.
 */
export async function press(
  portal: DattoPortal,
  node: ScreenNode,
  timeoutMs = portal.pageTimeoutMs,
): Promise<void> {
  const signal = deadline(portal.tab.signal, timeoutMs);
  const element = await abortable(node.elementHandle(), signal);
  while (element && (await abortable(isCovered(element), signal))) {
    if (!(await dismissed(portal, signal)))
      await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => covered(portal, node, signal));
  }
  await click(node, signal);
}

/** A press that does no harm when it is repeated. */
export interface Pressing<Found> {
  /** As people call the page; stands in errors. */
  readonly page: string;
  readonly wanted: Control;
  /** The part of the page where it stands; the whole page without it. */
  readonly within?: (screen: ScreenNode) => ScreenNode | undefined;
  /** What must come of it. */
  readonly until: (screen: ScreenNode) => Found | undefined;
  /** What must come of it, for errors. */
  readonly leadsTo: string;
}

/**
 * Presses until something has come of it; not at all when that is there already. The control is looked up anew for each
 * try. Throws `page-changed` when control or result are missing, and as `refuseDeadEnd` does.
 */
export async function pressUntil<Found>(portal: DattoPortal, pressing: Pressing<Found>): Promise<Found> {
  const untilMs = performance.now() + portal.pageTimeoutMs;
  let anchor = pressing.wanted.called;
  let waits = false;
  for (let leftMs = portal.pageTimeoutMs; leftMs > 0; leftMs = Math.ceil(untilMs - performance.now())) {
    const seen: Move<Found> | undefined = await lookUntil(
      portal.tab,
      waits ? Math.min(leftMs, ONE_TRY_MS) : leftMs,
      (screen) => nextMove(portal, pressing, screen, waits),
    );
    if (seen?.kind === 'found') return seen.found;
    waits = seen !== undefined && (await wasPressed(portal, seen.node));
    if (waits) anchor = pressing.leadsTo;
  }
  throw trouble(portal, 'page-changed', { page: pressing.page, anchor });
}

type Move<Found> =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'press'; readonly node: ScreenNode };

function nextMove<Found>(
  portal: DattoPortal,
  { page, wanted, within, until }: Pressing<Found>,
  screen: ScreenNode,
  waits: boolean,
): Move<Found> | undefined {
  const found = until(screen);
  if (found !== undefined) return { kind: 'found', found };
  refuseDeadEnd(portal, screen, page);
  const area = within ? within(screen) : screen;
  const node = waits || !area ? undefined : find(area, wanted);
  return node && { kind: 'press', node };
}

/** Whether the try went well; a control that went away or did not become free in time is looked up again. */
async function wasPressed(portal: DattoPortal, node: ScreenNode): Promise<boolean> {
  try {
    await press(portal, node, Math.min(ONE_TRY_MS, portal.pageTimeoutMs));
    return true;
  } catch (error) {
    if (portal.tab.signal.aborted || !isErrorLike(error)) throw error;
    return false;
  }
}

/** Takes an announcement away, if there is one. */
async function dismissed(portal: DattoPortal, signal: AbortSignal): Promise<boolean> {
  const button = control(roles.button, portal.map.frame.dismiss);
  const node = find(await look(portal.tab, signal), button);
  if (node) await click(node, signal);
  return node !== undefined;
}

function covered(portal: DattoPortal, node: ScreenNode, signal: AbortSignal): never {
  portal.tab.signal.throwIfAborted();
  if (!signal.aborted) throw signal.reason;
  throw trouble(portal, 'unavailable', { detail: `something lies over “${node.name ?? node.role}”` });
}

/** The part of an element that the function below needs: it runs in the page. */
interface PageElement {
  scrollIntoView(options: { block: 'center' }): void;
  getBoundingClientRect(): { left: number; top: number; width: number; height: number };
  getRootNode(): { elementFromPoint(x: number, y: number): PageElement | null };
  contains(other: PageElement): boolean;
}

function isCovered(element: ElementHandle): Promise<boolean> {
  return element.evaluate((target: PageElement) => {
    target.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = target.getBoundingClientRect();
    const hit = target.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && !target.contains(hit) && !hit.contains(target);
  });
}
