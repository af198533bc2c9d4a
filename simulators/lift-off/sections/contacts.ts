import { isObject } from '../../kit/json.ts';
import type { Json } from '../../kit/types.ts';
import type { LiftOffAccount, LiftOffContact } from '../state.ts';
import { listOf, type Section, type SectionContext } from './section.ts';

/** The contacts that have arrived from Autotask by now. */
export function syncedContacts(account: LiftOffAccount, now: Date): LiftOffContact[] {
  return account.contacts.filter((contact) => new Date(contact.syncedAt) <= now);
}

/** What a page learns of a contact. */
export function shownContact({ id, name, email }: LiftOffContact): { [field: string]: Json } {
  return { id, name, email };
}

function checkContacts(account: LiftOffAccount, ids: readonly string[], { now }: SectionContext): string[] {
  const known = new Map(syncedContacts(account, now).map((contact) => [contact.id, contact]));
  return ids.flatMap((id, at) => {
    const contact = known.get(id);
    if (!contact) return ['Unknown contact.'];
    return ids.indexOf(id) === at ? [] : [`${contact.name} is already in the list.`];
  });
}

function contactSection(slug: 'vips' | 'approvers', title: string): Section {
  return {
    slug,
    title,
    read: (account) => {
      const byId = new Map(account.contacts.map((contact) => [contact.id, contact]));
      const chosen = account[slug].flatMap((id) => byId.get(id) ?? []);
      return { contacts: chosen.map(shownContact) };
    },
    plan: (account, values, context) => {
      const entries = listOf(values, 'contacts');
      const ids = entries.map((entry) => (isObject(entry) ? String(entry['id']) : ''));
      return {
        problems: checkContacts(account, ids, context),
        apply: (target) => {
          target[slug] = ids;
        },
      };
    },
  };
}

/** Who gets higher priority. */
export const vipsSection = contactSection('vips', 'VIPs');

/** Who may approve. Never derived from the VIPs (R5). */
export const approversSection = contactSection('approvers', 'Approvers');
