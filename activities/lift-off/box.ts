import { actionSignal } from '../browser/portal.ts';
import { type Control, control, find, type ScreenNode } from '../browser/screen.ts';
import { turn } from '../browser/widgets.ts';
import { type Portal, roles } from './portal.ts';

/** A setting that is on or off: a check box, a switch, or a question that has been answered with yes or no. */
export function boxControl(portal: Portal, names: readonly string[]): Control {
  const box = control(roles.box, names);
  const question = control(roles.question, names);
  const isAnswered = (node: ScreenNode) => {
    const [yes, no] = [answer(portal, node, true), answer(portal, node, false)];
    return yes !== undefined && no !== undefined && yes.checked !== no.checked;
  };
  return {
    called: box.called,
    fits: (node) => box.fits(node) || (question.fits(node) && isAnswered(node)),
  };
}

/** Whether the box is on. */
export function isOn(portal: Portal, box: ScreenNode | undefined): boolean {
  return box !== undefined && (answer(portal, box, true) ?? box).checked === true;
}

/** Whether the box cannot be changed. */
export function isLocked(portal: Portal, box: ScreenNode): boolean {
  return (answer(portal, box, true) ?? box).disabled === true;
}

/** Brings the box to the wanted state; false when it was there already. */
export async function turnBox(portal: Portal, box: ScreenNode, on: boolean): Promise<boolean> {
  if (isOn(portal, box) === on) return false;
  const button = answer(portal, box, on);
  await turn(button ?? box, button ? true : on, actionSignal(portal));
  return true;
}

function answer({ map }: Portal, question: ScreenNode, yes: boolean): ScreenNode | undefined {
  return find(question, control(roles.answer, yes ? map.frame.yes : map.frame.no));
}
