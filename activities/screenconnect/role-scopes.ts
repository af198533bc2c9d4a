import { actionSignal, standstill, trouble } from '../browser/portal.ts';
import { control, find, lookUntil } from '../browser/screen.ts';
import { press } from '../browser/widgets.ts';
import { elementIn, hasClass } from './classes.ts';
import { editorIn } from './dialogs.ts';
import type { GroupPath } from './group-path.ts';
import { groupAmbiguous, groupAwaited } from './group-trouble.ts';
import { roles, type ScreenConnectPortal } from './portal.ts';
import { itemsAt, type TreeItem, treeItems } from './tree.ts';

/**
 * Finds a group in the editor's list of scopes, opening what stands above it. Throws `awaits-somebody` when there is no
 * such group: a group appears with its first machine. Throws `ambiguous` when two look the same.
 */
export async function findScope(portal: ScreenConnectPortal, path: GroupPath): Promise<TreeItem> {
  for (let opened = 0; opened < path.length; opened += 1) {
    const items = await itemsInEditor(portal, path);
    const [only, second] = scopesAt(portal, items, path);
    if (second) throw groupAmbiguous(portal, path);
    if (only) return only;
    if (!(await openAbove(portal, items, path))) break;
  }
  throw groupAwaited(portal, path, 'there is no such group yet');
}

function scopesAt({ map }: ScreenConnectPortal, items: readonly TreeItem[], path: GroupPath): TreeItem[] {
  return itemsAt(items, path, [...map.role.allGroups, ...map.role.accessGroups]);
}

/** What the list shows: at once when the group is among it, else when it has stood still; groups come one by one. */
async function itemsInEditor(portal: ScreenConnectPortal, path: GroupPath): Promise<TreeItem[]> {
  const stoodStill = standstill(portal.settleMs);
  const items = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    const seen = treeItems(editorIn(portal, screen));
    const isThere = scopesAt(portal, seen, path).length > 0;
    const labels = seen.map(({ label }) => label).join('\n');
    return isThere || (seen.length > 0 && stoodStill(labels)) ? seen : undefined;
  });
  if (items) return items;
  const [page = ''] = portal.map.role.title;
  throw trouble(portal, 'page-changed', { page, anchor: 'the list of scopes' });
}

/** Opens the nearest group above that is still closed; false when there is none. */
async function openAbove(
  portal: ScreenConnectPortal,
  items: readonly TreeItem[],
  path: GroupPath,
): Promise<boolean> {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const [above] = scopesAt(portal, items, path.slice(0, length));
    if (above && (await open(portal, above))) return true;
  }
  return false;
}

/** Some versions have no name for what opens a group, only classes. */
async function open(portal: ScreenConnectPortal, { node }: TreeItem): Promise<boolean> {
  const { expand, expandableClass, expandedClass } = portal.map.role;
  const expander = find(node, control(roles.button, expand));
  if (expander) {
    await press(expander, actionSignal(portal));
    return true;
  }
  const unnamed = await elementIn(portal, node, expandableClass);
  if (!unnamed || (await hasClass(portal, node, expandedClass))) return false;
  await unnamed.asLocator().click({ signal: actionSignal(portal) });
  return true;
}
