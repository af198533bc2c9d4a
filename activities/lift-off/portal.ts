import { systemTitles } from '../../domain/steps/catalogue.ts';
import { type Portal as AnyPortal, goTo as goToPage } from '../browser/portal.ts';
import { control, find, type ScreenNode } from '../browser/screen.ts';
import type { PortalMap } from './portal-map.ts';

/** Lift Off, open in a tab, while we are about one thing. What every page object works with. */
export interface Portal extends AnyPortal {
  readonly map: PortalMap;
  /** Base address. */
  readonly url: string;
}

/** Lift Off as people call it. */
export const liftOffTitle = systemTitles['lift-off'];

/** Roles of the things that Lift Off's labels stand for, whatever widget a skin makes of them. */
export const roles = {
  heading: ['heading'],
  link: ['link', 'tab'],
  button: ['button'],
  textField: ['textbox', 'searchbox', 'combobox', 'InputTime'],
  box: ['checkbox', 'switch'],
  /** What asks a question that is answered with yes or no, in place of a box. */
  question: ['radiogroup', 'group'],
  answer: ['radio'],
  list: ['list', 'table', 'grid', 'listbox', 'menu'],
  text: ['StaticText'],
} as const;

/** Goes to an address of the portal, always anew. Throws `unavailable`, or puppeteer's errors. */
export function goTo(portal: Portal, address: string): Promise<void> {
  return goToPage(portal, new URL(address, portal.url));
}

/** Whether the page asks who we are: by its address, its title, or what it asks for. */
export function isLogin({ tab, map, url }: Portal, screen: ScreenNode): boolean {
  const { addresses, login } = map;
  const path = URL.parse(tab.page.url())?.pathname;
  if (path === new URL(addresses.login, url).pathname) return true;
  if (find(screen, control(roles.heading, login.title))) return true;
  return find(screen, control(roles.textField, [...login.password, ...login.code])) !== undefined;
}
