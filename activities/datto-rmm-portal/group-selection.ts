import { deadline } from '../browser/deadline.ts';
import { trouble } from '../browser/portal.ts';
import {
  type Control,
  control,
  find,
  look,
  lookUntil,
  type ScreenNode,
  withRole,
} from '../browser/screen.ts';
import { turn } from '../browser/widgets.ts';
import { type DattoPortal, roles } from './portal.ts';
import { press, pressUntil } from './pressing.ts';
import type { Row } from './rows.ts';
import { findGroup, rowOf, titleOf } from './site-groups-page.ts';

/**
 * Opens Edit Site Group for the group. Throws `permission-missing` where the login may not edit groups, and as
 * `openGroup` does.
 */
export async function editGroup(portal: DattoPortal, group: string): Promise<void> {
  const { groups, editor } = portal.map;
  const edit = control(roles.action, groups.edit);
  const heading = control(roles.heading, editor.title);
  await findGroup(portal, group);
  await selectRow(portal, group, edit);
  await pressUntil(portal, {
    page: titleOf(portal),
    wanted: edit,
    until: (screen) => find(screen, heading),
    leadsTo: heading.called,
  });
}

/** How often selecting is tried before it counts as impossible: the list may be drawn anew under our hands. */
const MOST_TRIES = 3;

/** Selects the group's row, which is what makes the button for editing appear. */
async function selectRow(portal: DattoPortal, group: string, edit: Control): Promise<void> {
  const before = actionsOn(await look(portal.tab));
  let failure: unknown;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    failure = await failureOf(portal, () => select(portal, group));
    const shown = await lookUntil(portal.tab, 4 * portal.settleMs, (screen) => find(screen, edit));
    if (shown) return;
  }
  if (failure !== undefined) throw failure;
  const news = actionsOn(await look(portal.tab)).filter((name) => !before.includes(name));
  if (news.length > 0) throw trouble(portal, 'page-changed', { page: titleOf(portal), anchor: edit.called });
  const detail = `selecting a group does not offer “${edit.called}”`;
  throw trouble(portal, 'permission-missing', { detail });
}

/** By its check box, or by a click beside its link. */
async function select(portal: DattoPortal, group: string): Promise<void> {
  const { node } = await theRow(portal, group);
  const [box] = withRole(node, ...roles.box);
  if (box ? box.checked === true : node.selected === true) return;
  const timeoutMs = 4 * portal.settleMs;
  if (box) return turn(box, true, deadline(portal.tab.signal, timeoutMs));
  const cells = withRole(node, 'cell', 'gridcell');
  await press(portal, cells.find((cell) => withRole(cell, 'link').length === 0) ?? node, timeoutMs);
}

/** What went wrong in one try; the row may have been drawn anew, so that the next one goes well. */
async function failureOf(portal: DattoPortal, work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    portal.tab.signal.throwIfAborted();
    return error;
  }
}

async function theRow(portal: DattoPortal, group: string): Promise<Row> {
  const row = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => rowOf(screen, portal, group));
  if (row) return row;
  throw trouble(portal, 'unavailable', { detail: `“${group}” has left the list` });
}

function actionsOn(screen: ScreenNode): string[] {
  return withRole(screen, ...roles.action).map(({ name }) => name?.trim() ?? '');
}
