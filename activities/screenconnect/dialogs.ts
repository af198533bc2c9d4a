import { trouble } from '../browser/portal.ts';
import { control, find, type ScreenNode, textOf, withRole } from '../browser/screen.ts';
import { refuseLogin, roles, type ScreenConnectPortal } from './portal.ts';

/** The dialog of that title; the whole page where dialogs have no role of their own; undefined when it is not open. */
export function dialogTitled(screen: ScreenNode, titles: readonly string[]): ScreenNode | undefined {
  const title = control(roles.heading, titles);
  const dialog = withRole(screen, 'dialog', 'alertdialog').find((one) => find(one, title));
  return dialog ?? (find(screen, title) && screen);
}

/** What the modal box says that shows a failure of the server; undefined when there is none. */
export function errorBoxText({ map }: ScreenConnectPortal, screen: ScreenNode): string | undefined {
  const box = dialogTitled(screen, map.frame.errorTitle);
  return box && textOf(box);
}

/** Throws what keeps the page from being used: the login page, or a box that shows a failure of the server. */
export function refuseFailure(portal: ScreenConnectPortal, screen: ScreenNode): void {
  refuseLogin(portal, screen);
  const detail = errorBoxText(portal, screen);
  if (detail !== undefined) throw trouble(portal, 'unavailable', { detail });
}

/** The role's editor, which was open. Throws `unavailable` when it is gone: the page may load itself anew at any time. */
export function editorIn(portal: ScreenConnectPortal, screen: ScreenNode): ScreenNode {
  refuseFailure(portal, screen);
  const dialog = dialogTitled(screen, portal.map.role.title);
  if (dialog) return dialog;
  throw trouble(portal, 'unavailable', { detail: 'the role’s editor closed by itself' });
}
