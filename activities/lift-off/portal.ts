import { type ProblemCode, type ProblemDetails, ProductError } from '../../domain/problems.ts';
import { systemTitles } from '../../domain/steps/catalogue.ts';
import { abortable, deadline } from '../browser/deadline.ts';
import { type Control, control, find, lookUntil, type ScreenNode } from '../browser/screen.ts';
import type { BrowserTab } from '../browser/tab.ts';
import type { PortalMap } from './portal-map.ts';

/** The portal, open in a tab, while we are about one thing. What every page object works with. */
export interface Portal {
  readonly tab: BrowserTab;
  readonly map: PortalMap;
  /** Base address. */
  readonly url: string;
  /** How long a page, a control or the answer to a save may take. */
  readonly pageTimeoutMs: number;
  /** How long "nothing found" must stand before it is believed: lists fill while one types. */
  readonly settleMs: number;
  /** Completes "while we wanted to …" in errors. */
  readonly wanted: string;
  /** Tells that we are alive, and where. */
  readonly beat: (where: string) => void;
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
  list: ['list', 'table', 'grid', 'listbox', 'menu'],
  text: ['StaticText'],
} as const;

/** A problem of Lift Off's, with what we were about. */
export function trouble(portal: Portal, code: ProblemCode, details: ProblemDetails = {}): ProductError {
  return new ProductError(code, { system: liftOffTitle, wanted: portal.wanted, ...details });
}

/** Goes to an address of the portal, always anew. Throws `unavailable`, or puppeteer's errors. */
export async function goTo(portal: Portal, address: string): Promise<void> {
  portal.beat(`going to ${address.split('?')[0]}`);
  const signal = deadline(portal.tab.signal, portal.pageTimeoutMs);
  const target = new URL(address, portal.url).href;
  // Until the answer begins, `goto` does not hear the signal.
  const going = portal.tab.page.goto(target, { waitUntil: 'domcontentloaded', signal });
  const response = await abortable(going, signal);
  const status = response?.status() ?? 200;
  if (status >= 500) throw trouble(portal, 'unavailable', { detail: `status ${status}` });
}

/** The control, as soon as it is there, looked up anew. Throws `page-changed` when it does not come. */
export async function theControl(portal: Portal, page: string, wanted: Control): Promise<ScreenNode> {
  const found = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => find(screen, wanted));
  if (found) return found;
  throw trouble(portal, 'page-changed', { page, anchor: wanted.called });
}

/** A signal for one action on the page. */
export function actionSignal(portal: Portal): AbortSignal {
  return deadline(portal.tab.signal, portal.pageTimeoutMs);
}

/** Whether the page asks who we are: by its address, or by what it asks for. */
export function isLogin(portal: Portal, screen: ScreenNode): boolean {
  const { addresses, login } = portal.map;
  const path = URL.parse(portal.tab.page.url())?.pathname;
  if (path === new URL(addresses.login, portal.url).pathname) return true;
  const asked = [...login.password, ...login.code];
  return find(screen, control(roles.textField, asked)) !== undefined;
}
