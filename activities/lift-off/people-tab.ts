import type { Contact } from '../../domain/customer-file.ts';
import { alertText, trouble } from '../browser/portal.ts';
import { either, lookUntil } from '../browser/screen.ts';
import type { AccountTab } from './account-tab.ts';
import { chooseContact } from './contact-search.ts';
import { isSamePerson, listOfPeople, type PeopleTabName, peopleIn, takeOut } from './people-list.ts';
import type { Portal } from './portal.ts';

/** R3, R4 · VIPs or approvers: people chosen from the contacts that have synced. Never one derived from the other (R5). */
export function peopleTab(name: PeopleTabName): AccountTab<readonly Contact[]> {
  return {
    name,
    anchors: (portal) => {
      const { list, nobody } = listOfPeople(portal, name);
      return [either(list, nobody)];
    },
    read: (portal, screen) => peopleIn(portal, screen, name),
    edit: async (portal, screen, wanted) => {
      const shown = peopleIn(portal, screen, name);
      const added = without(wanted, shown);
      const removed = without(shown, wanted);
      for (const person of added) await add(portal, name, person);
      for (const person of removed) await takeOut(portal, person, name);
      return added.length + removed.length > 0 ? 'changed' : 'same';
    },
  };
}

function without(people: readonly Contact[], others: readonly Contact[]): Contact[] {
  return people.filter((person) => !others.some((other) => isSamePerson(person, other)));
}

async function add(portal: Portal, name: PeopleTabName, person: Contact): Promise<void> {
  const page = portal.map.tabs[name].title[0] ?? '';
  await chooseContact(portal, page, person);
  const outcome = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    if (peopleIn(portal, screen, name).some((listed) => isSamePerson(listed, person))) return 'listed';
    const refusal = alertText(screen);
    return refusal ? { refusal } : undefined;
  });
  if (outcome === 'listed') return;
  if (outcome) throw trouble(portal, 'input-rejected', { detail: outcome.refusal });
  throw trouble(portal, 'unavailable', { detail: 'the person chosen does not appear in the list' });
}
