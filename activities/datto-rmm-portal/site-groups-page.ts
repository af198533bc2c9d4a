import { goTo, trouble } from '../browser/portal.ts';
import { control, find, type ScreenNode } from '../browser/screen.ts';
import { namedControl, sameName } from './names.ts';
import { arrive, openByMenu } from './page.ts';
import { type DattoPortal, roles } from './portal.ts';
import { pressUntil } from './pressing.ts';
import { type Listing, type Row, readToEnd, rowsOn, type Search, searchFor } from './rows.ts';

/**
 * R12 · Opens the page of the group of exactly that name and reads its sites to the end. Throws `not-found`,
 * `ambiguous`, and as `arrive` does.
 */
export async function openGroup(portal: DattoPortal, group: string): Promise<readonly string[]> {
  await findGroup(portal, group);
  const heading = namedControl(roles.heading, [portal.map.group.title], { group });
  await pressUntil(portal, {
    page: titleOf(portal),
    wanted: namedControl(roles.action, ['{group}'], { group }),
    within: (screen) => rowOf(screen, portal, group)?.node,
    until: (screen) => find(screen, heading),
    leadsTo: heading.called,
  });
  portal.places.set(placeOf(group), new URL(portal.tab.page.url()));
  return readMembers(portal, group);
}

/** Whether the address of the group's page is known already. */
export function isGroupKnown(portal: DattoPortal, group: string): boolean {
  return portal.places.has(placeOf(group));
}

/** Reads the group's sites anew, by the address of its page where that is known. Throws as `openGroup` does. */
export async function reopenGroup(portal: DattoPortal, group: string): Promise<readonly string[]> {
  const address = portal.places.get(placeOf(group));
  if (!address) return openGroup(portal, group);
  await goTo(portal, address);
  return readMembers(portal, group);
}

async function readMembers(portal: DattoPortal, group: string): Promise<string[]> {
  const { map } = portal;
  const list = namedControl(roles.list, [map.group.table], { group });
  const heading = namedControl(roles.heading, [map.group.title], { group });
  await arrive(portal, { title: group, anchors: [heading, list] });
  const rows = await readToEnd(portal, { page: group, list, counted: map.sites.counted });
  return rows.map(({ name }) => name);
}

/** Opens the list of groups and filters it, so that the group is in view whatever its place. */
export async function findGroup(portal: DattoPortal, group: string): Promise<void> {
  const { menu, groups } = portal.map;
  const page = titleOf(portal);
  const filter = control(roles.action, groups.filter);
  const listing = groupList(portal);
  await openByMenu(portal, {
    title: page,
    names: menu.allSiteGroups,
    anchors: [control(roles.heading, groups.title), listing.list, filter],
  });
  const search: Search = {
    ...listing,
    field: control(roles.textField, groups.filterText),
    submit: control(roles.button, portal.map.frame.search),
  };
  await pressUntil(portal, {
    page,
    wanted: filter,
    until: (screen) => find(screen, search.field),
    leadsTo: search.field.called,
  });
  const exact = (await searchFor(portal, search, group)).filter(({ name }) => sameName(name, group));
  const what = `site group “${group}”`;
  if (exact.length === 0) throw trouble(portal, 'not-found', { what });
  if (exact.length > 1) throw trouble(portal, 'ambiguous', { what, detail: `${exact.length} of that name` });
}

/** The group's entry, while it is drawn. */
export function rowOf(screen: ScreenNode, portal: DattoPortal, group: string): Row | undefined {
  return rowsOn(screen, groupList(portal)).find(({ name }) => sameName(name, group));
}

function groupList({ map }: DattoPortal): Listing {
  const list = control(roles.list, map.groups.table);
  return { page: map.groups.title[0] ?? '', list, counted: map.groups.counted };
}

function placeOf(group: string): string {
  return `site group ${group}`;
}

/** As people call the list of groups. */
export function titleOf({ map }: DattoPortal): string {
  return map.groups.title[0] ?? '';
}
