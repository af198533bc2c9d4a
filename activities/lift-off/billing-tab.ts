import { type Control, control, find, type ScreenNode } from '../browser/screen.ts';
import { turn } from '../browser/widgets.ts';
import type { AccountTab } from './account-tab.ts';
import { actionSignal, type Portal, roles, theControl } from './portal.ts';

/** R1, R21 · Billing options: whether per-incident tickets are allowed. The box may save by itself or with a button. */
export const billingTab: AccountTab<boolean> = {
  name: 'billing',
  anchors: (portal) => [perIncidentBox(portal)],
  savesItself: perIncidentBox,
  read: isOn,
  edit: async (portal, screen, on) => {
    if (isOn(portal, screen) === on) return 'same';
    const box = await theControl(portal, 'Billing options', perIncidentBox(portal));
    await turn(box, on, actionSignal(portal));
    return 'changed';
  },
};

function isOn(portal: Portal, screen: ScreenNode): boolean {
  return find(screen, perIncidentBox(portal))?.checked === true;
}

function perIncidentBox(portal: Portal): Control {
  return control(roles.box, portal.map.billing.perIncident);
}
