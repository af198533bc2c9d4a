import type { ElementHandle } from 'puppeteer';
import { abortable } from '../browser/deadline.ts';
import { actionSignal, trouble } from '../browser/portal.ts';
import type { ScreenNode } from '../browser/screen.ts';
import type { ScreenConnectPortal } from './portal.ts';

/** Whether a control has one of these classes: some states are nothing that assistive technology would see. */
export async function hasClass(
  portal: ScreenConnectPortal,
  node: ScreenNode,
  classes: readonly string[],
): Promise<boolean> {
  const element = await elementOf(portal, node);
  const given = (await propertyOf(portal, element, 'className')).split(/\s+/);
  return classes.some((one) => given.includes(one));
}

/** The first element in a control that has one of these classes: for what has neither role nor name. */
export async function elementIn(
  portal: ScreenConnectPortal,
  node: ScreenNode,
  classes: readonly string[],
): Promise<ElementHandle | null> {
  const element = await elementOf(portal, node);
  return abortable(element.$(classes.map((one) => `.${one}`).join()), actionSignal(portal));
}

/** A property of an element, as text. */
export async function propertyOf(
  portal: ScreenConnectPortal,
  element: ElementHandle,
  name: string,
): Promise<string> {
  const signal = actionSignal(portal);
  const property = await abortable(element.getProperty(name), signal);
  return String(await abortable(property.jsonValue(), signal));
}

async function elementOf(portal: ScreenConnectPortal, node: ScreenNode): Promise<ElementHandle> {
  const element = await abortable(node.elementHandle(), actionSignal(portal));
  if (element) return element;
  throw trouble(portal, 'unavailable', { detail: 'the page changed under our hands' });
}
