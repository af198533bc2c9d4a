import type { Contact } from '../customer-file.ts';
import type { Step, StepValues, Wish } from './step.ts';

/** R3 · VIP users: tickets whose contact is a VIP get higher priority. */
export const vipUsers: Step<'vip-users'> = {
  ...listOfContacts('VIPs', (wish) => wish.customer.vips),
  id: 'vip-users',
  title: 'VIP users',
  rules: ['R3', 'R5'],
};

/** R4 · Approvers. A list of its own: neither is ever derived from the other (R5). */
export const approvers: Step<'approvers'> = {
  ...listOfContacts('Approvers', (wish) => wish.customer.approvers),
  id: 'approvers',
  title: 'Approvers',
  rules: ['R4', 'R5'],
};

type ContactList = StepValues['vip-users'] & StepValues['approvers'];

/** People already in the list stay: the sources ask to add, never to remove. */
function listOfContacts(tab: string, people: (wish: Wish) => readonly Contact[]) {
  return {
    record: 'lift-off-account',
    needs: ['per-incident-intake'],
    onlyAdds: true,
    wanted: people,
    satisfied: (read: ContactList, wanted: ContactList) => missing(read, wanted).length === 0,
    merged: (read: ContactList, wanted: ContactList) => [...read, ...missing(read, wanted)],
    show: (list: ContactList) =>
      [...list]
        .sort(byEmail)
        .map((person) => `${person.name} <${person.email}>`)
        .join(', ') || 'nobody',
    undo: { kind: 'value-before' },
    waiving: 'with-reason',
    byHand: (list: ContactList, wish: Wish) =>
      `Lift Off → Manage Accounts and Devices → ${wish.customer.systems.liftOff.accountName} → ${tab}: ` +
      `add ${list.map((person) => `“${person.name}” (${person.email})`).join(', ') || 'nobody'}, save.`,
  } as const;
}

/** The portal's order says nothing: two lists of the same people read the same. */
function byEmail(one: Contact, other: Contact): number {
  return one.email.toLowerCase() < other.email.toLowerCase() ? -1 : 1;
}

function missing(read: readonly Contact[], wanted: readonly Contact[]): Contact[] {
  const there = new Set(read.map((person) => person.email.toLowerCase()));
  return wanted.filter((person) => !there.has(person.email.toLowerCase()));
}
