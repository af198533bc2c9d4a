import { trouble } from '../browser/portal.ts';
import { control, either, find, look, lookUntil, type ScreenNode } from '../browser/screen.ts';
import { namedControl, sameName } from './names.ts';
import { arrive } from './page.ts';
import { type DattoPortal, panel, roles } from './portal.ts';
import { press, pressUntil } from './pressing.ts';
import { type Listing, type Row, readToEnd, rowsOn, type Search, searchFor, settledRows } from './rows.ts';
import type { Edited } from './saving.ts';

/** What Edit Site Group shows when it is opened. */
export interface OpenEditor {
  readonly names: readonly string[];
  /** Whether each change is stored at once: then there is nothing to save with. */
  readonly savesItself: boolean;
}

/** More pages of sites than this are no search any more. */
const MOST_PAGES = 40;

/**
 * Waits for Edit Site Group and reads the sites on it. Throws `unavailable` when it is that of another group, and as
 * `arrive` does.
 */
export async function readEditor(portal: DattoPortal, group: string): Promise<OpenEditor> {
  const { editor, frame } = portal.map;
  const members = memberList(portal);
  const nobody = control(roles.text, editor.nobody);
  const nameField = control(roles.textField, editor.name);
  const heading = control(roles.heading, editor.title);
  const addSite = control(roles.button, editor.addSite);
  const screen = await arrive(portal, {
    title: members.page,
    anchors: [heading, nameField, either(members.list, nobody), addSite],
  });
  const shown = String(find(screen, nameField)?.value ?? '');
  if (!sameName(shown, group))
    throw trouble(portal, 'unavailable', { detail: `“${shown}” was opened instead` });
  const rows = await readToEnd(portal, members);
  const savesItself = find(screen, control(roles.button, frame.save)) === undefined;
  return { names: rows.map(({ name }) => name), savesItself };
}

/**
 * Puts the site on the list of the page, from the pane, and closes that. Throws `awaits-somebody` when the pane does not
 * offer it: the site is not visible to our login, or has another name there.
 */
export async function putIn(portal: DattoPortal, site: string): Promise<Edited> {
  const { editor, frame } = portal.map;
  const pane = paneList(portal);
  await pressUntil(portal, {
    page: pane.page,
    wanted: control(roles.button, editor.addSite),
    until: pane.within,
    leadsTo: panel(editor.pane).called,
  });
  const row = await offeredRow(portal, pane, site);
  const isIn = { ...namedControl(roles.button, editor.remove, { site }) };
  const edited = find(row.node, isIn) ? 'same' : 'changed';
  await pressUntil(portal, {
    page: pane.page,
    wanted: namedControl(roles.button, editor.add, { site }),
    within: (screen) => namedRow(screen, pane, site)?.node,
    until: (screen) => {
      const offered = namedRow(screen, pane, site);
      return offered && find(offered.node, isIn);
    },
    leadsTo: isIn.called,
  });
  await pressUntil(portal, {
    page: pane.page,
    wanted: control(roles.button, frame.close),
    within: pane.within,
    until: (screen) => (pane.within(screen) ? undefined : 'closed'),
    leadsTo: 'the page without the pane',
  });
  return edited;
}

/** Takes that site, and only that, from the list of the page. */
export async function takeOut(portal: DattoPortal, site: string): Promise<Edited> {
  const members = memberList(portal);
  const rowIn = (screen: ScreenNode) => namedRow(screen, members, site)?.node;
  const remove = namedControl(roles.button, portal.map.editor.remove, { site });
  const there = await lookUntil(portal.tab, portal.pageTimeoutMs, rowIn);
  if (!there) throw trouble(portal, 'page-changed', { page: members.page, anchor: `entry “${site}”` });
  await pressUntil(portal, {
    page: members.page,
    wanted: remove,
    within: rowIn,
    until: (screen) => (rowIn(screen) ? undefined : 'gone'),
    leadsTo: `the list without “${site}”`,
  });
  return 'changed';
}

/** The site's entry in the pane: its pages are gone through until it comes. */
async function offeredRow(portal: DattoPortal, pane: Search, site: string): Promise<Row> {
  const next = control(roles.button, portal.map.frame.nextPage);
  let rows = await searchFor(portal, pane, site);
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const [row, second] = rows.filter(({ name }) => sameName(name, site));
    if (second)
      throw trouble(portal, 'ambiguous', { what: `the site “${site}”`, detail: 'several of that name' });
    if (row) return row;
    const seen = rows.map(({ name }) => name);
    const area = pane.within?.(await look(portal.tab));
    const button = area && find(area, next);
    if (!button || button.disabled) break;
    await press(portal, button);
    rows = await settledRows(portal, pane, ({ name }) => !seen.includes(name));
  }
  throw trouble(portal, 'awaits-somebody', {
    what: `The site “${site}”`,
    detail: 'our portal login is not offered it for the group',
    todo: `See in Sites → All Sites what it is called, and that the security level of our login includes it.`,
  });
}

function namedRow(screen: ScreenNode, listing: Listing, site: string): Row | undefined {
  return rowsOn(screen, listing).find(({ name }) => sameName(name, site));
}

function memberList({ map }: DattoPortal): Listing {
  const { members, title } = map.editor;
  return { page: title[0] ?? '', list: control(roles.list, members), counted: map.sites.counted };
}

function paneList({ map }: DattoPortal): Search & Required<Listing> {
  const { editor, frame, sites } = map;
  return {
    page: editor.pane[0] ?? '',
    list: control(roles.list, editor.available),
    counted: sites.counted,
    within: (screen) => find(screen, panel(editor.pane)),
    field: control(roles.textField, editor.search),
    submit: control(roles.button, frame.search),
  };
}
