import type { ElementHandle } from 'puppeteer';
import { abortable } from './deadline.ts';
import { type ScreenNode, withRole } from './screen.ts';

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

/** Replaces the whole text of a field. A native time field takes `HH:MM` whatever it shows. */
export async function enter(node: ScreenNode, text: string, signal: AbortSignal): Promise<void> {
  const element = await elementOf(node, signal);
  if (text !== '') return element.asLocator().fill(text, { signal });
  // `fill` empties a field without telling the page, which then goes on with what stood there before.
  await element.asLocator().click({ signal });
  await abortable(element.press('Backspace', { commands: ['SelectAll', 'DeleteBackward'] }), signal);
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
