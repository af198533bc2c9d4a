import { actionSignal, trouble } from '../browser/portal.ts';
import { type Control, control, find, look, type ScreenNode, withRole } from '../browser/screen.ts';
import { choose, isSelect } from '../browser/widgets.ts';
import type { DattoPortal } from './portal.ts';
import type { PortalMap } from './portal-map.ts';
import { press } from './pressing.ts';

/** Roles of what an account can be picked with: a group of things to press, or a list to choose from. */
const PICKERS = ['group', 'radiogroup', 'listbox', 'list', 'combobox'];

/** Where one account of several is picked. */
export function accountPicker({ login }: PortalMap): Control {
  return control(PICKERS, login.account);
}

/**
 * Picks the account of exactly that name: another one may hold groups and sites of the same names. Throws `not-found`,
 * or `profile-invalid` when no name is given.
 */
export async function pickAccount(
  portal: DattoPortal,
  page: string,
  name: string | undefined,
): Promise<void> {
  const { called } = accountPicker(portal.map);
  const picker = find(await look(portal.tab, actionSignal(portal)), accountPicker(portal.map));
  if (!picker) throw trouble(portal, 'page-changed', { page, anchor: called });
  if (name === undefined) {
    const detail = `the portal login of ${portal.system} has several accounts, and the profile names none`;
    throw trouble(portal, 'profile-invalid', { detail });
  }
  if (!(await picked(portal, picker, name))) {
    throw trouble(portal, 'not-found', { what: `account “${name}” for our login` });
  }
}

async function picked(portal: DattoPortal, picker: ScreenNode, name: string): Promise<boolean> {
  if (isSelect(picker)) return choose(picker, (text) => text === name, actionSignal(portal));
  const choices = withRole(picker, 'radio', 'option', 'button', 'link');
  const wanted = choices.find((choice) => choice.name?.trim() === name);
  if (wanted) await press(portal, wanted);
  return wanted !== undefined;
}
