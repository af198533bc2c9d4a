import { goTo, trouble } from '../browser/portal.ts';
import { type Control, control, find, isBusy, lookUntil, type ScreenNode } from '../browser/screen.ts';
import { type DattoPortal, refuseDeadEnd, roles } from './portal.ts';
import { press, pressUntil } from './pressing.ts';

/** A page behind the login, and what must be on it before anything else is believed. */
export interface PageSpec {
  /** As people call it; stands in errors. */
  readonly title: string;
  readonly anchors: readonly Control[];
}

/** An entry of the menu, below `Sites`. */
export interface MenuEntry extends PageSpec {
  readonly names: readonly string[];
}

/**
 * Waits until the page has loaded that we went to. Throws `session-expired`, `not-found`, `permission-missing`,
 * `unavailable`, and `page-changed` naming the first anchor that is missing on a page that has loaded.
 */
export async function arrive(portal: DattoPortal, { title, anchors }: PageSpec): Promise<ScreenNode> {
  let last: ScreenNode | undefined;
  const missingIn = (screen: ScreenNode) => anchors.find((anchor) => !find(screen, anchor));
  const ready = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    last = screen;
    if (missingIn(screen) === undefined) return isBusy(screen) ? undefined : screen;
    refuseDeadEnd(portal, screen, title);
    return undefined;
  });
  if (ready) return ready;
  const missing = last && !isBusy(last) ? missingIn(last) : undefined;
  if (missing) throw trouble(portal, 'page-changed', { page: title, anchor: missing.called });
  throw trouble(portal, 'unavailable', { detail: `“${title}” does not finish loading` });
}

/** Opens a page of the menu anew: by the menu the first time, by its address afterwards. Throws as `arrive` does. */
export async function openByMenu(portal: DattoPortal, entry: MenuEntry): Promise<ScreenNode> {
  const known = portal.places.get(entry.title);
  await goTo(portal, known ?? portal.url);
  if (!known) await chooseInMenu(portal, entry);
  const screen = await arrive(portal, entry);
  portal.places.set(entry.title, new URL(portal.tab.page.url()));
  return screen;
}

/** The menu comes late, and its entries show once it is opened. */
async function chooseInMenu(portal: DattoPortal, { names }: MenuEntry): Promise<void> {
  const page = 'Start';
  const sites = control(roles.action, portal.map.menu.sites);
  const wanted = control(roles.action, names);
  const open = {
    page,
    wanted: sites,
    until: (screen: ScreenNode) => find(screen, wanted),
    leadsTo: wanted.called,
  };
  await press(portal, await pressUntil(portal, open));
}
