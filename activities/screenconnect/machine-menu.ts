import { abortable } from '../browser/deadline.ts';
import { actionSignal, says, standstill, trouble } from '../browser/portal.ts';
import { control, find, look, lookUntil, nodesOf, type ScreenNode } from '../browser/screen.ts';
import { hasClass, propertyOf } from './classes.ts';
import { refuseFailure } from './dialogs.ts';
import { machineRows } from './host-page.ts';
import { roles, type ScreenConnectPortal } from './portal.ts';
import { labelOf } from './tree.ts';

const PAGE = 'Host';

/** Clicks that miss because the row was made anew under the mouse. */
const MOST_CLICKS = 3;

/** Whether a machine may be joined, as its menu says. */
export interface JoinCommand {
  readonly machine: string;
  readonly isEnabled: boolean;
}

/**
 * R14 · Right-clicks exactly one machine and looks at Join in the menu, which is closed again. Join itself is never
 * touched, and nothing on a row is ever clicked with the left button: two such clicks in a row would join. Throws
 * `page-changed`, `unavailable`.
 */
export async function joinCommandOf(
  portal: ScreenConnectPortal,
  picture: () => Promise<void>,
): Promise<JoinCommand> {
  const { tab, map } = portal;
  const { machine, menu } = await openMenu(portal);
  await refuseSeveral(portal);
  await picture();
  const join = find(menu, control(roles.menuItem, map.host.join));
  if (!join) await refuseUnknown(portal);
  // A command that is hidden can be given as little as one that is greyed out.
  const isEnabled = join !== undefined && !(await hasClass(portal, join, map.host.greyedClass));
  await abortable(tab.page.keyboard.press('Escape'), actionSignal(portal));
  return { machine, isEnabled };
}

async function openMenu(
  portal: ScreenConnectPortal,
): Promise<{ readonly machine: string; readonly menu: ScreenNode }> {
  for (let click = 0; click < MOST_CLICKS; click += 1) {
    const machine = await rightClick(portal);
    const menu = machine === undefined ? undefined : await menuNow(portal);
    if (machine !== undefined && menu) return { machine, menu };
    refuseFailure(portal, await look(portal.tab));
  }
  throw trouble(portal, 'page-changed', { page: PAGE, anchor: 'the menu of a machine' });
}

/** The name of the machine under the mouse; undefined when its row was gone before the click. */
async function rightClick(portal: ScreenConnectPortal): Promise<string | undefined> {
  const { page } = portal.tab;
  const signal = actionSignal(portal);
  const row = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => machineRows(portal, screen)[0]);
  const element = row && (await abortable(row.elementHandle(), signal));
  const point = await abortable(element?.clickablePoint().catch(() => null) ?? Promise.resolve(null), signal);
  if (!row || !point) return undefined;
  await abortable(page.mouse.click(point.x, point.y, { button: 'right' }), signal);
  return labelOf(row);
}

/** The menu grows while it opens: it is read once it stands still. */
async function menuNow(portal: ScreenConnectPortal): Promise<ScreenNode | undefined> {
  const stoodStill = standstill(portal.settleMs);
  const decide = (menu: ScreenNode) => {
    const names = [...nodesOf(menu)].map(({ name }) => name ?? '').filter(Boolean);
    return names.length > 0 && stoodStill(names.join('\n')) ? menu : undefined;
  };
  return lookUntil(portal.tab, Math.ceil(portal.pageTimeoutMs / MOST_CLICKS), decide, portal.map.host.menu);
}

async function refuseSeveral(portal: ScreenConnectPortal): Promise<void> {
  const rows = machineRows(portal, await look(portal.tab, actionSignal(portal)));
  if (rows.filter(({ selected }) => selected === true).length <= 1) return;
  throw trouble(portal, 'page-changed', { page: PAGE, anchor: 'a selection of one machine only' });
}

/** A command that is hidden still stands in the menu; one that is not there has another name now. */
async function refuseUnknown(portal: ScreenConnectPortal): Promise<void> {
  const { menu, join } = portal.map.host;
  const panel = await abortable(portal.tab.page.$(menu), actionSignal(portal));
  const words = panel ? await propertyOf(portal, panel, 'textContent') : '';
  if (!says(words, join))
    throw trouble(portal, 'page-changed', { page: PAGE, anchor: `menu item “${join[0]}”` });
}
