import type { ElementHandle } from 'puppeteer';
import { abortable } from './deadline.ts';
import { actionSignal, type Portal, standstill } from './portal.ts';
import { lookUntil, type ScreenNode, withRole } from './screen.ts';

/** The control went away between looking and touching. */
export class ControlGoneError extends Error {
  override readonly name = 'TimeoutError';
}

/** Clicks with the mouse, once it is in view, at rest and enabled. */
export async function press(node: ScreenNode, signal: AbortSignal): Promise<void> {
  const element = await elementOf(node, signal);
  await element.asLocator().click({ signal });
}

/** Brings a check box or switch to the wanted state. Never toggles blindly. */
export async function turn(node: ScreenNode, on: boolean, signal: AbortSignal): Promise<void> {
  const element = await elementOf(node, signal);
  await element.asLocator().fill(on, { signal });
}

/** Fields that a person types into; others are set at once. */
const TYPED = ['textbox', 'searchbox', 'combobox'];

/** Replaces the whole text of a field. A native time field takes `HH:MM` whatever it shows. */
export async function enter(node: ScreenNode, text: string, signal: AbortSignal): Promise<void> {
  const element = await elementOf(node, signal);
  if (text !== '') return await fill(element, node, text, signal);
  // `fill` empties a field without telling the page, which then goes on with what stood there before.
  await element.asLocator().click({ signal });
  await abortable(element.press('Backspace', { commands: ['SelectAll', 'DeleteBackward'] }), signal);
}

/**
 * Types the first and the last character and pastes what is between them: key by key a text takes a second, and a page
 * that listens to keys only, not to what a field holds, notices this, too.
 */
async function fill(
  element: ElementHandle,
  node: ScreenNode,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  const typed = TYPED.includes(node.role) && !isSelect(node);
  const [first = '', between = '', last = ''] = [text.slice(0, 1), text.slice(1, -1), text.slice(-1)];
  // Where the first character stands already, it would not be typed, and the field not be focused.
  if (!typed || between === '' || node.value === first) return element.asLocator().fill(text, { signal });
  await element.asLocator().fill(first, { signal });
  await abortable(element.frame.page().keyboard.sendCharacter(between), signal);
  await abortable(element.type(last), signal);
}

/** Whether the control is a list to choose from, not a field to type in. */
export function isSelect(node: ScreenNode): boolean {
  return optionsOf(node).length > 0;
}

/**
 * Chooses the option whose text fits, or with `nothing` the one that stands for no choice.
 * False when there is no such option; nothing has then been changed.
 */
export async function choose(
  node: ScreenNode,
  fits: 'nothing' | ((text: string) => boolean),
  signal: AbortSignal,
): Promise<boolean> {
  const options = optionsOf(node);
  const option = fits === 'nothing' ? options[0] : options.find(({ name }) => fits(name?.trim() ?? ''));
  if (!option) return false;
  const value = await abortable(optionValue(option, signal), signal);
  if (fits === 'nothing' && value !== '') return false;
  await enter(node, value, signal);
  return true;
}

/** Whether the control is a field with a list of its own, of which only what is chosen from the list counts. */
export function hasOwnList(node: ScreenNode): boolean {
  // A native field with suggestions never says whether its list is open: there, what is typed counts.
  return node.role === 'combobox' && node.expanded !== undefined && !isSelect(node);
}

/**
 * Types into a field with a list of its own and chooses the option whose text fits. False when none is offered.
 * Throws puppeteer's errors, or the reason of the tab's signal.
 */
export async function pick(
  portal: Portal,
  node: ScreenNode,
  typed: string,
  fits: (text: string) => boolean,
): Promise<boolean> {
  await enter(node, typed, actionSignal(portal));
  const stoodStill = standstill(portal.settleMs);
  const offer = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    const offered = withRole(screen, 'listbox').flatMap(optionsOf);
    const names = offered.map(({ name }) => name?.trim() ?? '');
    const option = offered.find((_option, at) => fits(names[at] ?? ''));
    return option ?? (stoodStill(names.join()) ? 'none' : undefined);
  });
  if (offer === undefined || offer === 'none') return false;
  await press(offer, actionSignal(portal));
  return true;
}

function optionsOf(node: ScreenNode): ScreenNode[] {
  return withRole(node, 'option');
}

async function optionValue(option: ScreenNode, signal: AbortSignal): Promise<string> {
  const element = await elementOf(option, signal);
  const property = await element.getProperty('value');
  return String(await property.jsonValue());
}

async function elementOf(node: ScreenNode, signal: AbortSignal): Promise<ElementHandle> {
  const element = await abortable(node.elementHandle(), signal);
  if (!element) throw new ControlGoneError(`${node.role} has left the page.`);
  return element;
}
