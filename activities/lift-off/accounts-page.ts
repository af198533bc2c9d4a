import type { CustomerFile } from '../../domain/customer-file.ts';
import { says, trouble } from '../browser/portal.ts';
import { filled } from '../browser/portal-map.ts';
import { control, either, find, type ScreenNode, textOf, withRole } from '../browser/screen.ts';
import { openPage } from './page.ts';
import { type Portal, roles } from './portal.ts';
import type { PortalMap } from './portal-map.ts';

/** An account in the portal's list. */
interface AccountRow {
  readonly name: string;
  /** All that the row says, on one line. */
  readonly text: string;
  readonly link: ScreenNode;
}

/** More pages of results than this are no search any more. */
const MOST_PAGES = 40;

/**
 * The id of the customer's account, found by its exact name; undefined when there is none. Throws `ambiguous` when the
 * name is there twice, or only looks like another one's: a person then says which (R17).
 */
export async function findAccount(portal: Portal, customer: CustomerFile): Promise<string | undefined> {
  const { accountName } = customer.systems.liftOff;
  const ids: string[] = [];
  const lookAlikes: string[] = [];
  for await (const rows of resultPages(portal, accountName)) {
    for (const row of rows) {
      if (row.name === accountName) ids.push(accountIdOf(portal, row));
      else if (looksAlike(row, customer)) lookAlikes.push(row.name);
    }
  }
  if (ids.length > 1) throw severalMatches(portal, accountName, `${ids.length} accounts of that name`);
  if (ids.length === 0 && lookAlikes.length > 0) {
    throw severalMatches(portal, accountName, `none of that name, but ${quoted(lookAlikes)}`);
  }
  return ids[0];
}

async function* resultPages(portal: Portal, search: string): AsyncGenerator<AccountRow[]> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const screen = await openResults(portal, search, page);
    yield rowsOf(screen, portal.map);
    const next = find(screen, control([...roles.button, ...roles.link], portal.map.accounts.next));
    if (!next || next.disabled) return;
  }
  throw severalMatches(portal, search, `more than ${MOST_PAGES} pages of results`);
}

function openResults(portal: Portal, search: string, page: number): Promise<ScreenNode> {
  const { accounts } = portal.map;
  const none = {
    called: `text “${accounts.noneText[0]}”`,
    fits: (node: ScreenNode) => node.role === 'StaticText' && says(node.name ?? '', accounts.noneText),
  };
  return openPage(portal, {
    title: accounts.title[0] ?? '',
    address: accountsAddress(portal, search, page),
    anchors: [control(roles.heading, accounts.title), either(control(roles.list, accounts.list), none)],
  });
}

/** The list of accounts, searched for a text; pages count from 1. */
export function accountsAddress({ map }: Portal, search: string, page = 1): string {
  return filled(map.addresses.accounts, { search: encodeURIComponent(search), page: String(page) });
}

function rowsOf(screen: ScreenNode, map: PortalMap): AccountRow[] {
  const list = find(screen, control(roles.list, map.accounts.list));
  if (!list) return [];
  return withRole(list, 'row', 'listitem').flatMap((row) => {
    const [link] = withRole(row, 'link');
    return link ? [{ name: link.name?.trim() ?? '', text: textOf(row), link }] : [];
  });
}

function accountIdOf(portal: Portal, row: AccountRow): string {
  const path = URL.parse(row.link.url ?? '')?.pathname ?? '';
  const [before = '', after = ''] = portal.map.addresses.account.split('{account}');
  const id = path.startsWith(before) ? path.slice(before.length).replace(after, '').split('/')[0] : '';
  if (id) return decodeURIComponent(id);
  const page = portal.map.accounts.title[0] ?? '';
  throw trouble(portal, 'page-changed', { page, anchor: `link like ${portal.map.addresses.account}` });
}

/** The same letters in another spelling, or our company's number under another name. */
function looksAlike(row: AccountRow, customer: CustomerFile): boolean {
  const { autotask, liftOff } = customer.systems;
  if (letters(row.name) === letters(liftOff.accountName)) return true;
  return row.text.replace(row.name, '').split(/\D+/).includes(String(autotask.companyId));
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}

function severalMatches(portal: Portal, name: string, detail: string) {
  return trouble(portal, 'ambiguous', { what: `the account “${name}”`, detail });
}
