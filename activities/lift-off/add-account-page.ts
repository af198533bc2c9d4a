import type { CustomerFile } from '../../domain/customer-file.ts';
import { actionSignal, alertText, theControl, trouble } from '../browser/portal.ts';
import { type Control, control, find } from '../browser/screen.ts';
import { enter, press } from '../browser/widgets.ts';
import { openPage } from './page.ts';
import { type Portal, roles } from './portal.ts';
import { sending } from './saving.ts';

/**
 * Adds the customer's account. To be called only when a search has just found none: the browser itself may repeat a
 * form when a connection dies. Throws as `save` does.
 */
export async function addAccount(portal: Portal, customer: CustomerFile): Promise<void> {
  const { addAccount: labels, addresses } = portal.map;
  const { autotask, liftOff } = customer.systems;
  const name = control(roles.textField, labels.name);
  const number = control(roles.textField, labels.companyNumber);
  const submit = control(roles.button, labels.submit);
  const heading = control(roles.heading, labels.title);
  const title = labels.title[0] ?? '';
  const screen = await openPage(portal, {
    title,
    address: addresses.addAccount,
    anchors: [heading, name, number, submit],
  });
  const refusal = alertText(screen);
  if (refusal) throw trouble(portal, 'permission-missing', { detail: refusal });
  const type = async (field: Control, text: string) =>
    enter(await theControl(portal, title, field), text, actionSignal(portal));
  await sending(portal, async () => {
    await type(name, liftOff.accountName);
    await type(number, String(autotask.companyId));
    await press(await theControl(portal, title, submit), actionSignal(portal));
    const newAccount = control(roles.heading, [liftOff.accountName]);
    return (screen) => (find(screen, newAccount) ? 'done' : undefined);
  });
}
