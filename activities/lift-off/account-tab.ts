import type { CustomerFile } from '../../domain/customer-file.ts';
import { trouble } from '../browser/portal.ts';
import { filled } from '../browser/portal-map.ts';
import {
  type Control,
  control,
  find,
  nodesOf,
  type ScreenNode,
  textOf,
  withRole,
} from '../browser/screen.ts';
import { isLocked } from './box.ts';
import { openPage } from './page.ts';
import { type Portal, roles } from './portal.ts';
import type { TabName } from './portal-map.ts';
import type { Edited } from './saving.ts';

/** One tab of an account: what it must show, what it says, how it is edited. */
export interface AccountTab<Value> {
  readonly name: TabName;
  anchors(portal: Portal): readonly Control[];
  /** The setting as the loaded tab shows it. Throws `page-changed` when that makes no sense. */
  read(portal: Portal, screen: ScreenNode): Value;
  /** Brings the controls to the value, comparing first; saves nothing. Throws `input-rejected` and the like. */
  edit(portal: Portal, screen: ScreenNode, value: Value): Promise<Edited>;
  /** Present where a control may save by itself: that control. Then a missing save button says nothing about rights. */
  savesItself?(portal: Portal): Control;
}

/** What every tab of an account says about the account. */
export interface AccountFacts {
  readonly onboardedDevices: number;
}

/** A tab that has loaded. */
export interface OpenTab {
  readonly screen: ScreenNode;
  readonly facts: AccountFacts;
}

/**
 * Opens a tab anew and makes sure that the account is the customer's. Throws `mismatch` when its Autotask company id
 * is another one, and as `openPage` does.
 */
export async function openTab(
  portal: Portal,
  customer: CustomerFile,
  accountId: string,
  tab: { readonly name: TabName; anchors?(portal: Portal): readonly Control[] },
): Promise<OpenTab> {
  const { addresses, tabs, account } = portal.map;
  const { title, address } = tabs[tab.name];
  const places = { account: encodeURIComponent(accountId), tab: address };
  const screen = await openPage(portal, {
    title: title[0] ?? '',
    address: filled(addresses.tab, places),
    anchors: [
      numberAfter(account.companyId),
      numberAfter(account.devices),
      openHeading(title),
      ...(tab.anchors?.(portal) ?? []),
    ],
  });
  refuseStranger(portal, customer, numberIn(screen, account.companyId));
  return { screen, facts: { onboardedDevices: numberIn(screen, account.devices) } };
}

/**
 * Makes sure that this login may change the tab: others see no save button, or controls that are disabled.
 * Throws `permission-missing`, or `page-changed` when a button that we do not know stands in its place.
 */
export function refuseReadOnly<Value>(portal: Portal, screen: ScreenNode, tab: AccountTab<Value>): void {
  const save = control(roles.button, portal.map.frame.save);
  const itself = tab.savesItself?.(portal);
  const box = itself && find(screen, itself);
  if (box && isLocked(portal, box))
    throw trouble(portal, 'permission-missing', { detail: `${itself?.called} is disabled` });
  if (box || find(screen, save)) return;
  const page = portal.map.tabs[tab.name].title[0] ?? '';
  if (hasUnknownButton(portal, screen)) throw trouble(portal, 'page-changed', { page, anchor: save.called });
  throw trouble(portal, 'permission-missing', { detail: 'there is no button to save with' });
}

/** A button that opens a part of the page, as an accordion has one for each tab, saves nothing. */
function hasUnknownButton(portal: Portal, screen: ScreenNode): boolean {
  const { frame, people } = portal.map;
  const buttons = withRole(screen, 'button').filter(({ expanded }) => expanded === undefined);
  const names = buttons.map(({ name }) => name?.trim() ?? '');
  return names.some((name) => !frame.signOut.includes(name) && !name.startsWith(people.removePrefix));
}

/** Where all tabs have their headings on one page, only that of the open one counts. */
function openHeading(names: readonly string[]): Control {
  const { called, fits } = control(roles.heading, names);
  const isClosed = (node: ScreenNode) => [...nodesOf(node)].some(({ expanded }) => expanded === false);
  return { called, fits: (node) => fits(node) && !isClosed(node) };
}

function refuseStranger(portal: Portal, customer: CustomerFile, shown: number): void {
  const wanted = customer.systems.autotask.companyId;
  if (shown === wanted) return;
  const detail = `the account shows ${shown}, the customer file says ${wanted}`;
  throw trouble(portal, 'mismatch', { what: 'the Autotask company id', detail });
}

function numberAfter(template: string): Control {
  return {
    called: `text “${template}”`,
    fits: (node) => node.role !== 'link' && parsedNumber(node, template) !== undefined,
  };
}

function numberIn(screen: ScreenNode, template: string): number {
  for (const node of nodesOf(screen)) {
    const number = parsedNumber(node, template);
    if (number !== undefined) return number;
  }
  return Number.NaN;
}

/** A colon says no more than standing beside it does. */
function parsedNumber(node: ScreenNode, template: string): number | undefined {
  const text = textOf(node).replaceAll(':', '');
  const [before = '', after = ''] = template.split('{number}').map((part) => part.replaceAll(':', '').trim());
  if (!text.startsWith(before) || !text.endsWith(after)) return undefined;
  const digits = text.slice(before.length, text.length - after.length).trim();
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
