import type { FastifyRequest } from 'fastify';
import type { Fault, Json } from '../../kit/types.ts';
import type { Portal } from '../portal.ts';
import { shownContact, syncedContacts } from '../sections/contacts.ts';
import type { LiftOffAccount, LiftOffContact } from '../state.ts';
import { queryOf } from './requests.ts';

const MOST = 10;

/** Whether a fault means this contact: by name or e-mail, or every contact when it names none. */
function isMeant(fault: Fault, { name, email }: LiftOffContact): boolean {
  const meant = fault.options?.['contact'];
  return meant === undefined || meant === name || meant === email;
}

/** Adds a second contact of the same name, as a double in Autotask would arrive. */
function addDouble(portal: Portal, account: LiftOffAccount, fault: Fault): void {
  const original = account.contacts.find((contact) => isMeant(fault, contact));
  const id = `${original?.id}-double`;
  if (!original || account.contacts.some((contact) => contact.id === id)) return;
  portal.context.change('autotask-sync', () => {
    account.contacts.push({ ...original, id, email: `second.${original.email}` });
  });
}

/** The contacts that a picker suggests for what is typed. */
export function searchContacts(
  portal: Portal,
  request: FastifyRequest,
  account: LiftOffAccount,
): { contacts: Json } {
  const { context } = portal;
  const double = context.strike(request, 'duplicate-vip');
  if (double) addDouble(portal, account, double);
  const hidden = context.strike(request, 'contact-not-synced');
  const text = queryOf(request, 'q').trim().toLowerCase();
  const found = syncedContacts(account, context.clock.now())
    .filter((contact) => !hidden || !isMeant(hidden, contact))
    .filter(({ name, email }) => `${name} (${email})`.toLowerCase().includes(text));
  return { contacts: found.slice(0, MOST).map(shownContact) };
}
