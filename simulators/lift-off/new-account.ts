import type { Portal } from './portal.ts';
import { emptyAccount, type LiftOffAccount, type LiftOffContact } from './state.ts';

/** What the form for a new account sends. */
export interface NewAccount {
  readonly name: string;
  readonly companyNumber: string;
}

/** Why an account cannot be added. Look-alike names and doubled company numbers are let through, as people do them. */
export function newAccountProblems(portal: Portal, { name, companyNumber }: NewAccount): string[] {
  const problems: string[] = [];
  if (!name) problems.push('Enter the account name.');
  if (!/^\d+$/.test(companyNumber)) problems.push('The Autotask company number must be a whole number.');
  if (portal.context.state().accounts.some((account) => account.name === name)) {
    problems.push(`An account named "${name}" already exists.`);
  }
  return problems;
}

/** Adds an account. Contacts that wait for it in Autotask arrive some time later. */
export function addAccount(
  portal: Portal,
  actor: string,
  { name, companyNumber }: NewAccount,
): LiftOffAccount {
  const { context, settings } = portal;
  return context.change(actor, (state) => {
    const numbers = state.accounts.map(({ id }) => Number(id.slice(2)) || 0);
    const id = `A-${Math.max(1000, ...numbers) + 1}`;
    const account = emptyAccount(id, name, Number(companyNumber));
    account.perIncident = settings.newAccountPerIncident === 'on';
    const arrival = new Date(context.clock.now().getTime() + settings.contactSyncMinutes * 60_000);
    const mine = state.pendingContacts.filter((one) => one.autotaskCompanyId === account.autotaskCompanyId);
    account.contacts = mine
      .flatMap(({ contacts }) => contacts)
      .map(
        (contact, at): LiftOffContact => ({
          id: `C-${companyNumber}-${at + 1}`,
          ...contact,
          syncedAt: arrival.toISOString(),
        }),
      );
    state.pendingContacts = state.pendingContacts.filter((one) => !mine.includes(one));
    state.accounts.push(account);
    return account;
  });
}
