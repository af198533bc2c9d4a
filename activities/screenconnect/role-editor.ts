import { actionSignal, theControl, trouble } from '../browser/portal.ts';
import { control, find, look, lookUntil, nodesOf, type ScreenNode, withRole } from '../browser/screen.ts';
import { press, turn } from '../browser/widgets.ts';
import { dialogTitled, editorIn, refuseFailure } from './dialogs.ts';
import type { GroupPath } from './group-path.ts';
import { roles, type ScreenConnectPortal } from './portal.ts';
import type { PermissionNames } from './role-entries.ts';
import { findScope } from './role-scopes.ts';
import type { SecurityPage } from './security-page.ts';
import type { TreeItem } from './tree.ts';

/** What the group's own permissions are to be. */
export interface ScopeEdit {
  readonly path: GroupPath;
  readonly on: PermissionNames;
  readonly off: PermissionNames;
}

/** Opens the editor of the role and makes sure that it is that role's. Throws `page-changed`, `unavailable`. */
export async function openEditor(portal: ScreenConnectPortal, { role, edit }: SecurityPage): Promise<void> {
  const { map } = portal;
  const page = map.role.title[0] ?? '';
  await press(edit, actionSignal(portal));
  const dialog = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    refuseFailure(portal, screen);
    return dialogTitled(screen, map.role.title);
  });
  if (!dialog) throw trouble(portal, 'page-changed', { page, anchor: `dialog “${page}”` });
  const save = control(roles.button, map.role.save);
  if (!find(dialog, save)) throw trouble(portal, 'page-changed', { page, anchor: save.called });
  const names = withRole(dialog, ...roles.textField).map(({ value }) => String(value ?? '').trim());
  if (names.includes(role.name)) return;
  throw trouble(portal, 'page-changed', { page, anchor: `text box with “${role.name}”` });
}

/**
 * Chooses exactly one group and brings its check boxes to the wanted state; touches no other. Throws `awaits-somebody`
 * when there is no such group yet, `ambiguous` when there are several, `page-changed`.
 */
export async function editScope(portal: ScreenConnectPortal, edit: ScopeEdit): Promise<void> {
  portal.beat(`setting what the role may do on “${edit.path.at(-1)}”`);
  await chooseOnly(portal, await findScope(portal, edit.path));
  for (const name of edit.on) await setBox(portal, name, true);
  for (const name of edit.off) await setBox(portal, name, false);
}

/** Several groups may be chosen at once; what is then ticked counts for all of them. To press one again lets it go. */
async function chooseOnly(portal: ScreenConnectPortal, wanted: TreeItem): Promise<void> {
  let next: ScreenNode | 'alone' | undefined = await look(portal.tab).then((screen) =>
    isChosenAlone(portal, editorIn(portal, screen), wanted) ? 'alone' : wanted.spot,
  );
  while (next !== 'alone') {
    if (!next) throw trouble(portal, 'page-changed', headingMissing(portal, wanted));
    await press(next, actionSignal(portal));
    next = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
      const dialog = editorIn(portal, screen);
      return isChosenAlone(portal, dialog, wanted) ? 'alone' : otherChosen(dialog, wanted);
    });
  }
}

function isChosenAlone({ map }: ScreenConnectPortal, dialog: ScreenNode, { label }: TreeItem): boolean {
  const title = map.role.permissionsFor.replace('{scope}', () => label);
  return find(dialog, control(roles.heading, [title])) !== undefined;
}

function otherChosen(dialog: ScreenNode, { node: wanted }: TreeItem): ScreenNode | undefined {
  const chosen = [...nodesOf(dialog)].filter((node) => isGroup(node) && node.selected === true);
  return chosen.some((node) => node.name === wanted.name)
    ? chosen.find((node) => node.name !== wanted.name)
    : undefined;
}

function isGroup({ role }: ScreenNode): boolean {
  return role === 'treeitem' || role === 'option' || role === 'listitem';
}

function headingMissing({ map }: ScreenConnectPortal, { label }: TreeItem) {
  const anchor = `heading “${map.role.permissionsFor.replace('{scope}', () => label)}”`;
  return { page: map.role.title[0] ?? '', anchor };
}

/** Inherited permissions are shown as boxes that cannot be changed, or not as boxes at all. */
async function setBox(portal: ScreenConnectPortal, name: string, on: boolean): Promise<void> {
  const page = portal.map.role.title[0] ?? '';
  const box = control(roles.box, [name]);
  const node = await theControl(portal, page, {
    ...box,
    fits: (one) => box.fits(one) && one.disabled !== true,
  });
  await turn(node, on, actionSignal(portal));
}
