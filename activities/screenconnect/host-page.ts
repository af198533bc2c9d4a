import { z } from 'zod';
import type { ProductError } from '../../domain/problems.ts';
import { actionSignal, standstill, trouble } from '../browser/portal.ts';
import { control, find, isBusy, lookUntil, type ScreenNode, withRole } from '../browser/screen.ts';
import { press } from '../browser/widgets.ts';
import { refuseFailure } from './dialogs.ts';
import { type GroupPath, groupAddress, isSamePath } from './group-path.ts';
import { groupAmbiguous } from './group-trouble.ts';
import { goToPage, roles, type ScreenConnectPortal } from './portal.ts';
import { watchAnswers } from './services.ts';
import { itemsAt, type TreeItem, treeItems } from './tree.ts';

const PAGE = 'Host';

/** What a customer's group on the Host page holds for this user. */
export type GroupContent = 'group-missing' | 'group-empty' | 'machines';

/**
 * Opens the Host page anew at a group. A group that does not exist, or that the user may not see, is missing from the
 * tree. Throws `ambiguous`, `session-expired`, `permission-missing`, `unavailable`, `page-changed`.
 */
export async function openGroup(portal: ScreenConnectPortal, path: GroupPath): Promise<GroupContent> {
  const { map, tab } = portal;
  const answers = watchAnswers(tab.page, map.services.hostSessions, z.looseObject({}));
  try {
    await goToPage(portal, groupAddress(map.addresses.group, path));
    const item = await itemInTree(portal, path, () => answers.latest() !== undefined);
    if (item === 'missing') return 'group-missing';
    await showGroup(portal, path, item);
    return await contentOf(portal, path);
  } finally {
    answers.stop();
  }
}

/** The machines that are listed. Rows are made anew about every second: nobody can keep one. */
export function machineRows({ map }: ScreenConnectPortal, screen: ScreenNode): ScreenNode[] {
  const list = find(screen, control(roles.list, map.host.sessions));
  const rows = list ? withRole(list, ...roles.row, 'option') : [];
  return rows.filter((row) => withRole(row, 'columnheader').length === 0);
}

/** A tree that has been filled and stands still without the group does not have it. */
async function itemInTree(
  portal: ScreenConnectPortal,
  path: GroupPath,
  isAnswered: () => boolean,
): Promise<TreeItem | 'missing'> {
  const tree = control(roles.tree, portal.map.host.groups);
  const stoodStill = standstill(portal.settleMs);
  let hasTree = false;
  const seen = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    refuseFailure(portal, screen);
    const shown = find(screen, tree);
    hasTree ||= shown !== undefined;
    if (!shown || !isAnswered() || isBusy(screen)) return undefined;
    const items = treeItems(shown);
    const found = itemsAt(items, path, []);
    const isStill = stoodStill(items.map(({ label }) => label).join('\n'));
    return found.length > 0 || isStill ? found : undefined;
  });
  if (!seen) throw notLoaded(portal, hasTree || !isAnswered(), tree.called);
  if (seen.length > 1) throw groupAmbiguous(portal, path);
  return seen[0] ?? 'missing';
}

/**
 * The address says which group is shown: the page corrects it when it shows another. What it lists belongs to the group
 * only once it was answered about the group.
 */
async function showGroup(portal: ScreenConnectPortal, path: GroupPath, item: TreeItem): Promise<void> {
  if (isShown(portal, path)) return;
  const { hostSessions } = portal.map.services;
  const ours = watchAnswers(portal.tab.page, hostSessions, z.looseObject({}), JSON.stringify(path));
  try {
    await press(item.spot, actionSignal(portal));
    const decide = () => (ours.latest() && isShown(portal, path) ? true : undefined);
    if (!(await lookUntil(portal.tab, portal.pageTimeoutMs, decide))) throw notLoaded(portal, true, '');
  } finally {
    ours.stop();
  }
}

/** `#Access/<group>/<subgroup>//<session>`, each part encoded. */
function isShown({ tab }: ScreenConnectPortal, path: GroupPath): boolean {
  const [groups = ''] = URL.parse(tab.page.url())?.hash.split('//') ?? [];
  const parts = groups.split('/').map(decodeURIComponent);
  return isSamePath(parts.slice(-path.length), path);
}

async function contentOf(portal: ScreenConnectPortal, path: GroupPath): Promise<GroupContent> {
  const emptyText = portal.map.host.empty.replace('{group}', () => path.at(-1) ?? '');
  const content = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    refuseFailure(portal, screen);
    if (machineRows(portal, screen).length > 0) return 'machines';
    return find(screen, control(['StaticText'], [emptyText])) ? 'group-empty' : undefined;
  });
  if (content) return content;
  throw notLoaded(portal, false, control(roles.list, portal.map.host.sessions).called);
}

function notLoaded(portal: ScreenConnectPortal, mayStillCome: boolean, anchor: string): ProductError {
  if (!mayStillCome) return trouble(portal, 'page-changed', { page: PAGE, anchor });
  return trouble(portal, 'unavailable', { detail: `“${PAGE}” does not finish loading` });
}
