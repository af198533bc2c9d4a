import type { Json } from '../../kit/types.ts';
import type { LiftOffState } from '../state.ts';

const PAGE_SIZE = 25;

function countText(total: number, query: string): string {
  const count = total === 0 ? 'No accounts' : `${total} ${total === 1 ? 'account' : 'accounts'}`;
  return query ? `${count} for "${query}"` : count;
}

/** One page of the accounts whose name contains the text, sorted by name. */
export function listAccounts(
  state: LiftOffState,
  query: string,
  wantedPage: number,
): { [name: string]: Json } {
  const text = query.toLowerCase();
  const found = state.accounts
    .filter((account) => account.name.toLowerCase().includes(text))
    .toSorted(
      (one, other) => one.name.localeCompare(other.name, 'en') || one.id.localeCompare(other.id, 'en'),
    );
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, Math.trunc(wantedPage)), pages);
  const accounts = found
    .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    .map(({ id, name, autotaskCompanyId, onboardedDevices }) => ({
      id,
      name,
      autotaskCompanyId,
      onboardedDevices,
    }));
  return { accounts, total: found.length, page, pages, countText: countText(found.length, query) };
}
