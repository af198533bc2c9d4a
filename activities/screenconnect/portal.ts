import { systemTitles } from '../../domain/steps/catalogue.ts';
import { goTo, type Portal, trouble } from '../browser/portal.ts';
import { control, find, type ScreenNode } from '../browser/screen.ts';
import type { PortalMap } from './portal-map.ts';

/** ScreenConnect, open in a tab, while we are about one thing. */
export interface ScreenConnectPortal extends Portal {
  readonly map: PortalMap;
  /** Base address of the instance. */
  readonly url: string;
}

/** ScreenConnect as people call it. */
export const screenConnectTitle = systemTitles.screenconnect;

/** Roles of the things that the labels stand for, whatever widget a version makes of them. */
export const roles = {
  heading: ['heading'],
  link: ['link', 'tab', 'button', 'menuitem'],
  button: ['button', 'link', 'menuitem'],
  textField: ['textbox', 'searchbox'],
  box: ['checkbox', 'switch'],
  row: ['row', 'listitem'],
  list: ['table', 'list', 'grid', 'listbox'],
  tree: ['tree', 'navigation', 'list', 'region'],
  menuItem: ['menuitem', 'link', 'button'],
} as const;

/** Why the login page says that we are on it, by the number in its address; others mean that the session is over. */
const REASONS: { readonly [reason: string]: string } = {
  '2': 'the login needs a further authentication step',
  '5': 'the login page says that its permissions do not suffice',
};

/** Goes to an address of the instance, always anew: from a page to a place on the same page would load nothing. */
export async function goToPage(portal: ScreenConnectPortal, address: string): Promise<void> {
  const target = new URL(address, portal.url);
  if (target.hash && URL.parse(portal.tab.page.url())?.pathname === target.pathname) {
    await goTo(portal, new URL('about:blank'));
  }
  await goTo(portal, target);
}

/** Whether the page asks who we are: by its address, or by what it asks for. */
export function isLogin({ tab, url, map }: ScreenConnectPortal, screen: ScreenNode): boolean {
  const path = URL.parse(tab.page.url())?.pathname.toLowerCase();
  if (path === new URL(map.addresses.login, url).pathname.toLowerCase()) return true;
  return find(screen, control(roles.textField, map.login.password)) !== undefined;
}

/** Throws `permission-missing` or `session-expired` when the page is the login page, by the reason that it gives. */
export function refuseLogin(portal: ScreenConnectPortal, screen: ScreenNode): void {
  if (!isLogin(portal, screen)) return;
  refusePermission(portal);
  throw trouble(portal, 'session-expired');
}

/** Throws `permission-missing` when the login page says that a login would not help. */
export function refusePermission(portal: ScreenConnectPortal): void {
  const reason = URL.parse(portal.tab.page.url())?.searchParams.get('Reason') ?? '';
  const detail = REASONS[reason];
  if (detail !== undefined) throw trouble(portal, 'permission-missing', { detail });
}
