import type { Contact } from '../../domain/customer-file.ts';
import { actionSignal, standstill, theControl, trouble } from '../browser/portal.ts';
import {
  type Control,
  control,
  either,
  find,
  look,
  lookUntil,
  type ScreenNode,
  withRole,
} from '../browser/screen.ts';
import { enter, press } from '../browser/widgets.ts';
import { contactIn, isSamePerson } from './people-list.ts';
import { isLogin, type Portal, roles } from './portal.ts';

/** What the search offers for a text: contacts to press, after it has come to rest. */
interface Offer {
  readonly contact: Contact;
  readonly node: ScreenNode;
}

/**
 * Searches the synced contacts for a person, by name and then by e-mail address, and chooses the one with that
 * address. Throws `not-synced` when nobody has it, `ambiguous` when several have, or when several have the name.
 */
export async function chooseContact(portal: Portal, page: string, person: Contact): Promise<void> {
  await openSearch(portal, page);
  const sameName: Offer[] = [];
  for (const text of [person.name, person.email]) {
    const offers = await offersFor(portal, page, text, person);
    const [match, second] = offers.filter((offer) => isSamePerson(offer.contact, person));
    if (second) throw several(portal, person, 'the same e-mail address');
    if (match) return take(portal, match);
    sameName.push(...offers.filter((offer) => offer.contact.name === person.name));
  }
  if (sameName.length > 1) throw several(portal, person, 'the same name and other e-mail addresses');
  throw trouble(portal, 'not-synced', { what: `a contact with the address ${person.email}` });
}

/** The search may be in a dialog. */
async function openSearch(portal: Portal, page: string): Promise<void> {
  const opener = control(roles.button, portal.map.people.open);
  const seen = await theControl(portal, page, either(searchField(portal), opener));
  if (opener.fits(seen)) await press(seen, actionSignal(portal));
}

/** Chooses, and confirms where there is something to confirm with. */
async function take(portal: Portal, { node }: Offer): Promise<void> {
  await press(node, actionSignal(portal));
  const confirm = control(roles.button, portal.map.people.confirm);
  const button = find(await look(portal.tab, actionSignal(portal)), confirm);
  if (button) await press(button, actionSignal(portal));
}

/** What is offered once it holds the person, or has stood still without that person. */
async function offersFor(portal: Portal, page: string, text: string, person: Contact): Promise<Offer[]> {
  await type(portal, page, '');
  await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) =>
    answered(portal, screen) ? undefined : 'empty',
  );
  await type(portal, page, text);
  const stoodStill = standstill(portal.settleMs);
  const offers = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    if (!answered(portal, screen)) return undefined;
    const offered = offersOn(portal, screen);
    const names = offered.map(({ contact }) => contact.email).join(' ');
    const atOnce = offered.filter(({ contact }) => isSamePerson(contact, person)).length === 1;
    return atOnce || stoodStill(names) ? offered : undefined;
  });
  if (offers) return offers;
  throw trouble(portal, 'unavailable', { detail: 'the contact search does not answer' });
}

async function type(portal: Portal, page: string, text: string): Promise<void> {
  await enter(await theControl(portal, page, searchField(portal)), text, actionSignal(portal));
}

function searchField(portal: Portal): Control {
  return control(roles.textField, portal.map.people.search);
}

/** Whether the search shows a result. Throws `session-expired` when the login has taken its place. */
function answered(portal: Portal, screen: ScreenNode): boolean {
  if (isLogin(portal, screen)) throw trouble(portal, 'session-expired');
  const none = control(roles.text, portal.map.people.noneFound);
  return find(screen, none) !== undefined || find(screen, suggestions(portal)) !== undefined;
}

function offersOn(portal: Portal, screen: ScreenNode): Offer[] {
  const list = find(screen, suggestions(portal));
  return withRole(list ?? { role: 'none', elementHandle: async () => null }, 'option', 'button').flatMap(
    (node) => {
      const contact = contactIn(node.name ?? '');
      return contact ? [{ contact, node }] : [];
    },
  );
}

function suggestions(portal: Portal): Control {
  return control(roles.list, portal.map.people.suggestions);
}

function several(portal: Portal, person: Contact, detail: string) {
  return trouble(portal, 'ambiguous', {
    what: `the contact “${person.name}”`,
    detail: `several with ${detail}`,
  });
}
