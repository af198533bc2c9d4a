import type { Instructions } from '../../domain/steps/step.ts';
import { actionSignal, theControl } from '../browser/portal.ts';
import { type Control, control, find, type ScreenNode } from '../browser/screen.ts';
import { enter } from '../browser/widgets.ts';
import type { AccountTab } from './account-tab.ts';
import { type Portal, roles } from './portal.ts';

const fields = ['newUserSetup', 'newWorkstationSetup', 'userTermination'] as const;
type Field = (typeof fields)[number];

/** R10 · Instructions: three texts. */
export const instructionsTab: AccountTab<Instructions> = {
  name: 'instructions',
  anchors: (portal) => fields.map((field) => textArea(portal, field)),
  read: (portal, screen) => ({
    newUserSetup: shown(portal, screen, 'newUserSetup'),
    newWorkstationSetup: shown(portal, screen, 'newWorkstationSetup'),
    userTermination: shown(portal, screen, 'userTermination'),
  }),
  edit: async (portal, screen, texts) => {
    const different = fields.filter((field) => shown(portal, screen, field) !== texts[field]);
    for (const field of different) {
      const area = await theControl(portal, 'Instructions', textArea(portal, field));
      await enter(area, texts[field], actionSignal(portal));
    }
    return different.length > 0 ? 'changed' : 'same';
  },
};

function shown(portal: Portal, screen: ScreenNode, field: Field): string {
  return String(find(screen, textArea(portal, field))?.value ?? '');
}

function textArea(portal: Portal, field: Field): Control {
  return control(roles.textField, portal.map.instructions[field]);
}
