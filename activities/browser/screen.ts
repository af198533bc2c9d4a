import type { SerializedAXNode } from 'puppeteer';
import { untilAtRest } from './at-rest.ts';
import { isErrorLike } from './browser-problem.ts';
import { abortable, deadline } from './deadline.ts';
import type { BrowserTab } from './tab.ts';

/** A page, or a part of it, as assistive technology sees it: roles, names, values, states. */
export type ScreenNode = SerializedAXNode;

/** Something on a page, known by role and accessible name and by nothing else. */
export interface Control {
  /** As error messages and pictures call it: `button “Save”`. */
  readonly called: string;
  readonly fits: (node: ScreenNode) => boolean;
}

/** A control by its possible roles and its exact possible names. */
export function control(roles: readonly string[], names: readonly string[]): Control {
  return {
    called: `${roles[0]} ${names.map((name) => `“${name}”`).join(' or ')}`,
    fits: (node) => roles.includes(node.role) && names.includes(node.name?.trim() ?? ''),
  };
}

/** Whichever of the two is there. */
export function either(one: Control, other: Control): Control {
  return { called: `${one.called}, or ${other.called}`, fits: (node) => one.fits(node) || other.fits(node) };
}

/** The node and everything below it, in the order of the page. */
export function* nodesOf(node: ScreenNode): Generator<ScreenNode> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

/** The first that fits. */
export function find(within: ScreenNode, wanted: Control): ScreenNode | undefined {
  for (const node of nodesOf(within)) if (wanted.fits(node)) return node;
  return undefined;
}

/** Everything of these roles. */
export function withRole(within: ScreenNode, ...roles: string[]): ScreenNode[] {
  return [...nodesOf(within)].filter((node) => roles.includes(node.role));
}

/** The text that people read there, on one line. What buttons are called is no part of it. */
export function textOf(node: ScreenNode): string {
  return rawText(node).replace(/\s+/g, ' ').trim();
}

/** Whether the page says that it is still loading. */
export function isBusy(screen: ScreenNode): boolean {
  for (const node of nodesOf(screen)) if (node.busy) return true;
  return false;
}

/**
 * The page as it is now; with a selector only that part of it, which is empty when it is not there. Parts are for what
 * has neither a role nor a name of its own. Throws puppeteer's errors or the signal's reason.
 */
export async function look(tab: BrowserTab, signal = tab.signal, part?: string): Promise<ScreenNode> {
  const root = part === undefined ? undefined : await abortable(tab.page.$(part), signal);
  if (root === null) return emptyScreen;
  const options = { interestingOnly: false, ...(root && { root }) };
  const screen = await abortable(tab.page.accessibility.snapshot(options), signal);
  return screen ?? emptyScreen;
}

/**
 * Looks until `decide` gives something other than undefined; undefined when the time, in milliseconds, is up.
 * Throws what `decide` throws, the reason of the tab's signal, or puppeteer's errors when the page is gone.
 */
export async function lookUntil<Found>(
  tab: BrowserTab,
  timeoutMs: number,
  decide: (screen: ScreenNode) => Found | undefined,
  part?: string,
): Promise<Found | undefined> {
  const until = deadline(tab.signal, timeoutMs);
  for (let looks = 0; !until.aborted; looks += 1) {
    const screen = await lookAtRest(tab, until, looks > 0, part).catch((error: unknown) =>
      unseen(error, until),
    );
    const found = screen && decide(screen);
    if (found !== undefined) return found;
  }
  tab.signal.throwIfAborted();
  return undefined;
}

async function lookAtRest(
  tab: BrowserTab,
  until: AbortSignal,
  again: boolean,
  part?: string,
): Promise<ScreenNode> {
  await untilAtRest(tab, until, again);
  return look(tab, until, part);
}

const emptyScreen: ScreenNode = { role: 'none', elementHandle: async () => null };

/** While one page gives way to the next there is nothing to see for a moment. */
function unseen(error: unknown, until: AbortSignal): undefined {
  if (!until.aborted && !(isErrorLike(error) && error.name === 'ProtocolError')) throw error;
}

function rawText(node: ScreenNode): string {
  if (node.role === 'StaticText') return node.name ?? '';
  if (node.role === 'button' || node.role === 'ListMarker') return ' ';
  const parts = (node.children ?? []).map(rawText).join('');
  return node.role === 'none' ? parts : ` ${parts} `;
}
