import { theControl } from '../browser/portal.ts';
import { type Control, find } from '../browser/screen.ts';
import type { AccountTab } from './account-tab.ts';
import { boxControl, isOn, turnBox } from './box.ts';
import type { Portal } from './portal.ts';

/** R1, R21 · Billing options: whether per-incident tickets are allowed. The box may save by itself or with a button. */
export const billingTab: AccountTab<boolean> = {
  name: 'billing',
  anchors: (portal) => [perIncidentBox(portal)],
  savesItself: perIncidentBox,
  read: (portal, screen) => isOn(portal, find(screen, perIncidentBox(portal))),
  edit: async (portal, screen, on) => {
    if (isOn(portal, find(screen, perIncidentBox(portal))) === on) return 'same';
    await turnBox(portal, await theControl(portal, 'Billing options', perIncidentBox(portal)), on);
    return 'changed';
  },
};

function perIncidentBox(portal: Portal): Control {
  return boxControl(portal, portal.map.billing.perIncident);
}
