import { type Contact, contactSchema } from '../../domain/customer-file.ts';
import { actionSignal, theControl, trouble } from '../browser/portal.ts';
import { type Control, control, find, type ScreenNode, textOf, withRole } from '../browser/screen.ts';
import { press } from '../browser/widgets.ts';
import { type Portal, roles } from './portal.ts';

/** The two lists of people (R5). */
export type PeopleTabName = 'vips' | 'approvers';

/** Where the list stands, or the text in place of an empty one. */
export function listOfPeople(portal: Portal, name: PeopleTabName): { list: Control; nobody: Control } {
  const { tabs, people } = portal.map;
  return { list: control(roles.list, tabs[name].title), nobody: control(roles.text, people.nobody) };
}

/** The people in the list, in its order. Throws `page-changed` when an entry is no person with an e-mail address. */
export function peopleIn(portal: Portal, screen: ScreenNode, name: PeopleTabName): Contact[] {
  const list = find(screen, listOfPeople(portal, name).list);
  if (!list) return [];
  const rows = withRole(list, 'listitem', 'row').filter((row) => withRole(row, 'columnheader').length === 0);
  return rows.map((row) => {
    const person = contactIn(textOf(row));
    if (person) return person;
    const page = portal.map.tabs[name].title[0] ?? '';
    throw trouble(portal, 'page-changed', { page, anchor: 'name and e-mail address of each person' });
  });
}

/** The person that a text such as `Dana Whitfield (dana@example.com)` names. */
export function contactIn(text: string): Contact | undefined {
  const match = /^\W*(.*?)[\s(<–-]*([^\s()<>,;]+@[^\s()<>,;]+)/u.exec(text);
  return contactSchema.safeParse({ name: match?.[1], email: match?.[2] }).data;
}

/** Whether both are the same person: by e-mail address, however written. */
export function isSamePerson(one: Contact, other: Contact): boolean {
  return one.email.toLowerCase() === other.email.toLowerCase();
}

/** Takes a person out of the list on the page; it is not saved yet. */
export async function takeOut(portal: Portal, person: Contact, name: PeopleTabName): Promise<void> {
  const { removePrefix } = portal.map.people;
  const button: Control = {
    called: `button “${removePrefix}…”`,
    fits: (node) => node.role === 'button' && removes(node.name ?? '', removePrefix, person),
  };
  const page = portal.map.tabs[name].title[0] ?? '';
  await press(await theControl(portal, page, button), actionSignal(portal));
}

function removes(name: string, prefix: string, person: Contact): boolean {
  const removed = name.startsWith(prefix) ? contactIn(name.slice(prefix.length)) : undefined;
  return removed !== undefined && isSamePerson(removed, person);
}
