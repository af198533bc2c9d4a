import { setTimeout as wait } from 'node:timers/promises';
import { abortable } from '../browser/deadline.ts';
import { actionSignal, standstill, trouble } from '../browser/portal.ts';
import {
  type Control,
  find,
  isBusy,
  look,
  lookUntil,
  type ScreenNode,
  textOf,
  withRole,
} from '../browser/screen.ts';
import { enter } from '../browser/widgets.ts';
import { shownName } from './names.ts';
import { type DattoPortal, isLogin, roles } from './portal.ts';
import { press } from './pressing.ts';

/** An entry of a list. */
export interface Row {
  /** White space as it is shown: in runs of one. */
  readonly name: string;
  /** Tells it from others of the same name, where the page does. */
  readonly key: string;
  readonly node: ScreenNode;
}

/** A list of things with names, of which the page may draw a part only. */
export interface Listing {
  /** As people call the page; stands in errors. */
  readonly page: string;
  readonly list: Control;
  /** What is counted in a text such as `12 sites`, which says how many there are in all. */
  readonly counted: readonly string[];
  /** The part of the page where it stands; the whole page without it. */
  readonly within?: (screen: ScreenNode) => ScreenNode | undefined;
}

/** The entries that are drawn at the moment. */
export function rowsOn(screen: ScreenNode, { list, within }: Listing): Row[] {
  const area = within ? within(screen) : screen;
  const found = area && find(area, list);
  if (!found) return [];
  return withRole(found, ...roles.row).flatMap((node) => {
    const [link] = withRole(node, 'link');
    const name = shownName(link?.name ?? textOf(node));
    const isEntry = name !== '' && withRole(node, 'columnheader').length === 0;
    return isEntry ? [{ name, key: link?.url ?? name, node }] : [];
  });
}

/**
 * Reads a list to its end: the page draws what is in view, so it is scrolled down, and up again in case that it did not
 * begin at its top. Throws `unavailable` when fewer can be seen than the page says there are, `session-expired`.
 */
export async function readToEnd(portal: DattoPortal, listing: Listing): Promise<Row[]> {
  const rows = new Map<string, Row>();
  let count: number | undefined;
  for (const way of ['down', 'up'] as const) {
    const stoodStill = standstill(portal.settleMs);
    let grewAtMs = performance.now();
    while (performance.now() - grewAtMs < portal.pageTimeoutMs) {
      const screen = await look(portal.tab, actionSignal(portal));
      if (isLogin(portal, screen)) throw trouble(portal, 'session-expired');
      const drawn = rowsOn(screen, listing);
      if (drawn.some(({ key }) => !rows.has(key))) grewAtMs = performance.now();
      for (const row of drawn) rows.set(row.key, row);
      count = countOn(screen, listing);
      if (rows.size === count) return [...rows.values()];
      if (!isBusy(screen) && stoodStill(`${rows.size} ${drawn.map(({ key }) => key).join()}`)) break;
      await scrollTo(portal, way === 'down' ? drawn.at(-1) : drawn[0]);
    }
  }
  if (count === undefined || rows.size > count) return [...rows.values()];
  const detail = `“${listing.page}” shows ${rows.size} of ${count} entries`;
  throw trouble(portal, 'unavailable', { detail });
}

/** Something to search a list with. */
export interface Search extends Listing {
  readonly field: Control;
  readonly submit: Control;
}

/** Searches by a name: the entries that are drawn once all of them fit. Throws `page-changed`, `unavailable`. */
export async function searchFor(portal: DattoPortal, search: Search, name: string): Promise<Row[]> {
  const field = await controlOf(portal, search, search.field);
  await enter(field, name, actionSignal(portal));
  await press(portal, await controlOf(portal, search, search.submit));
  return settledRows(portal, search, ({ name: found }) =>
    found.toLowerCase().includes(shownName(name).toLowerCase()),
  );
}

/** The entries that are drawn, once the page has come to rest and all of them fit. Throws `unavailable`. */
export async function settledRows(
  portal: DattoPortal,
  listing: Listing,
  fits: (row: Row) => boolean,
): Promise<Row[]> {
  const stoodStill = standstill(portal.settleMs);
  const found = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    if (isLogin(portal, screen)) throw trouble(portal, 'session-expired');
    const rows = rowsOn(screen, listing);
    const rests = stoodStill(rows.map(({ key }) => key).join('\n'));
    if (isBusy(screen) || !rows.every(fits)) return undefined;
    return rests || rows.length === countOn(screen, listing) ? rows : undefined;
  });
  if (found) return found;
  throw trouble(portal, 'unavailable', { detail: `the search on “${listing.page}” does not answer` });
}

/** The control in that part of the page, as soon as it is there. Throws `page-changed`. */
export async function controlOf(
  portal: DattoPortal,
  { page, within }: Pick<Listing, 'page' | 'within'>,
  wanted: Control,
): Promise<ScreenNode> {
  const found = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    if (isLogin(portal, screen)) throw trouble(portal, 'session-expired');
    const area = within ? within(screen) : screen;
    return area && find(area, wanted);
  });
  if (found) return found;
  throw trouble(portal, 'page-changed', { page, anchor: wanted.called });
}

/** How many entries there are in all; undefined where the page does not say so. */
function countOn(screen: ScreenNode, { counted, within }: Listing): number | undefined {
  const area = within ? within(screen) : screen;
  if (!area) return undefined;
  const counts = withRole(area, 'status').flatMap((node) => {
    const [, number = '', what = ''] = /^(\d+|No) ([^"]*?)(?: for ".*")?$/.exec(textOf(node)) ?? [];
    return counted.includes(what) ? [number === 'No' ? 0 : Number(number)] : [];
  });
  return counts.length === 1 ? counts[0] : undefined;
}

async function scrollTo(portal: DattoPortal, row: Row | undefined): Promise<void> {
  const signal = actionSignal(portal);
  // The row may be gone by now: then the next look shows others.
  const element = row && (await abortable(row.node.elementHandle(), signal).catch(() => null));
  if (element) await abortable(element.scrollIntoView(), signal).catch(() => {});
  await wait(30, undefined, { signal });
}
