import { alertText, type Portal, says, trouble } from '../browser/portal.ts';
import { type Control, control, find, type ScreenNode, textOf } from '../browser/screen.ts';
import type { PortalMap } from './portal-map.ts';

/** The portal of Datto RMM, open in a tab, while we are about one thing. */
export interface DattoPortal extends Portal {
  readonly map: PortalMap;
  /** The platform's address: everything begins there, the login too. */
  readonly url: URL;
  /** Where logins happen: another origin. */
  readonly authUrl: URL;
  /** Addresses of pages that the menu has led to, by their titles. */
  readonly places: Map<string, URL>;
}

/** Roles of the things that the portal's labels stand for, whatever widget stands there. */
export const roles = {
  heading: ['heading'],
  /** What leads somewhere or does something. */
  action: ['link', 'button', 'menuitem', 'tab'],
  button: ['button'],
  textField: ['textbox', 'searchbox', 'combobox'],
  box: ['checkbox', 'switch'],
  list: ['list', 'table', 'grid', 'treegrid', 'listbox'],
  row: ['row', 'listitem', 'option'],
  /** What stands beside or above a page. */
  panel: ['dialog', 'alertdialog', 'complementary', 'region'],
  question: ['dialog', 'alertdialog'],
  text: ['StaticText'],
} as const;

/** Whether the page asks who we are: by its address, or by what it asks for. */
export function isLogin({ tab, map, authUrl, url }: DattoPortal, screen: ScreenNode): boolean {
  const origin = URL.parse(tab.page.url())?.origin;
  if (origin === authUrl.origin && origin !== url.origin) return true;
  return find(screen, control(roles.textField, [...map.login.password, ...map.login.token])) !== undefined;
}

/**
 * Refuses pages that will not become what we wait for. Throws `session-expired`, `permission-missing` (the address of
 * the worker is not allowed, or the security level is not enough), `not-found`, `unavailable`.
 */
export function refuseDeadEnd(portal: DattoPortal, screen: ScreenNode, title: string): void {
  if (isLogin(portal, screen)) throw trouble(portal, 'session-expired');
  refuseDenied(portal, screen);
  const { notFound, noPermissionText } = portal.map.frame;
  if (find(screen, control(roles.heading, notFound)))
    throw trouble(portal, 'not-found', { what: `page “${title}”` });
  const detail = alertText(screen);
  if (says(detail, noPermissionText)) throw trouble(portal, 'permission-missing', { detail });
  if (detail) throw trouble(portal, 'unavailable', { detail });
}

/** Refuses a page that says that we may not see it. Throws `permission-missing` with its reason. */
export function refuseDenied(portal: DattoPortal, screen: ScreenNode): void {
  const denied = control(roles.heading, portal.map.frame.denied);
  if (!find(screen, denied)) return;
  const main = find(screen, { called: 'main', fits: ({ role }) => role === 'main' });
  throw trouble(portal, 'permission-missing', { detail: textOf(main ?? screen) });
}

/** The part of a page that stands beside or above it, by its name. */
export function panel(names: readonly string[]): Control {
  return control(roles.panel, names);
}
