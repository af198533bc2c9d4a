import { type HelpDeskHours, type Weekday, weekdays } from '../../domain/hours.ts';
import { actionSignal, trouble } from '../browser/portal.ts';
import { filled } from '../browser/portal-map.ts';
import { type Control, either, find, look, type ScreenNode } from '../browser/screen.ts';
import { choose, enter, hasOwnList, isSelect, pick } from '../browser/widgets.ts';
import type { AccountTab } from './account-tab.ts';
import { turnBox } from './box.ts';
import { hoursControls, readHours, type ShownDay, shownDay, shownZone } from './hours-read.ts';
import type { Portal } from './portal.ts';
import { parseShownTime, typedTime } from './shown-times.ts';

/**
 * R6, R7 · Hours: around the clock, or a span for each day in a zone.
 * @param ownZone IANA zone of the customer: the portal wants one even around the clock, where the hours have none.
 */
export function hoursTab(ownZone: string): AccountTab<HelpDeskHours | null> {
  return {
    name: 'hours',
    anchors: (portal) => {
      const { alwaysOpen, timeZone, from, to, span, closed } = hoursControls(portal);
      const daily = weekdays.flatMap((day) => [
        either(from(day), span(day)),
        either(to(day), span(day)),
        closed(day),
      ]);
      return [alwaysOpen, timeZone, ...daily];
    },
    read: readHours,
    edit: async (portal, screen, hours) => {
      const box = theOne(portal, screen, hoursControls(portal).alwaysOpen);
      const always = await turnBox(portal, box, hours?.kind === '24/7');
      const zone = await setZone(portal, screen, zoneFor(hours, shownZone(portal, screen) || ownZone));
      const days = weekdays.filter((day) => !isSameDay(shownDay(portal, screen, day), dayFor(hours, day)));
      // Around the clock the days' controls are disabled and mean nothing.
      if (hours?.kind === '24/7') return always || zone ? 'changed' : 'same';
      for (const day of days) await setDay(portal, day, dayFor(hours, day));
      return always || zone || days.length > 0 ? 'changed' : 'same';
    },
  };
}

function zoneFor(hours: HelpDeskHours | null, otherwise: string): string {
  if (hours === null) return '';
  return hours.kind === 'weekly' ? hours.zone : otherwise;
}

function dayFor(hours: HelpDeskHours | null, day: Weekday): ShownDay {
  if (hours?.kind !== 'weekly') return { closed: false, from: '', to: '' };
  const span = hours.days[day];
  return span ? { closed: false, ...span } : { closed: true, from: '', to: '' };
}

/** What a closed day shows as times is left to the portal. */
function isSameDay(shown: ShownDay, wanted: ShownDay): boolean {
  if (shown.closed || wanted.closed) return shown.closed === wanted.closed;
  return shown.from === wanted.from && shown.to === wanted.to;
}

async function setDay(portal: Portal, day: Weekday, wanted: ShownDay): Promise<void> {
  const controls = hoursControls(portal);
  // One look for all controls of a day: with a list in each field this is the largest page of all.
  const screen = await look(portal.tab, actionSignal(portal));
  const shown = shownDay(portal, screen, day);
  await turnBox(portal, theOne(portal, screen, controls.closed(day)), wanted.closed);
  if (wanted.closed) return;
  if (find(screen, controls.span(day))) return setSpan(portal, screen, controls.span(day), wanted);
  if (shown.from !== wanted.from) await setTime(portal, screen, controls.from(day), wanted.from);
  if (shown.to !== wanted.to) await setTime(portal, screen, controls.to(day), wanted.to);
}

async function setZone(portal: Portal, screen: ScreenNode, zone: string): Promise<boolean> {
  if (shownZone(portal, screen) === zone) return false;
  const spelling = { fits: (text: string) => text === zone, typed: () => zone };
  await setField(portal, screen, hoursControls(portal).timeZone, zone, spelling);
  return true;
}

async function setTime(portal: Portal, screen: ScreenNode, field: Control, time: string): Promise<void> {
  const { typedTimes } = portal.map.hours;
  await setField(portal, screen, field, time, {
    fits: (text) => parseShownTime(text) === time,
    typed: (node) => (node.role === 'InputTime' ? time : typedTime(time, typedTimes)),
  });
}

async function setSpan(portal: Portal, screen: ScreenNode, field: Control, wanted: ShownDay): Promise<void> {
  const { typedTimes, typedSpan } = portal.map.hours;
  const [from, to] = [typedTime(wanted.from, typedTimes), typedTime(wanted.to, typedTimes)];
  const text = wanted.from && filled(typedSpan, { from, to });
  await enter(theOne(portal, screen, field), text, actionSignal(portal));
}

interface Spelling {
  /** Whether an option to choose says it. */
  readonly fits: (text: string) => boolean;
  /** How it is typed. */
  readonly typed: (node: ScreenNode) => string;
}

/** Chooses, types, or both, whatever the control is made for; an empty value takes out what is there. */
async function setField(
  portal: Portal,
  screen: ScreenNode,
  field: Control,
  value: string,
  spelling: Spelling,
): Promise<void> {
  const node = theOne(portal, screen, field);
  const signal = actionSignal(portal);
  const typed = value && spelling.typed(node);
  if (isSelect(node)) {
    if (await choose(node, value ? spelling.fits : 'nothing', signal)) return;
  } else if (hasOwnList(node) && typed) {
    if (await pick(portal, node, typed, spelling.fits)) return;
  } else return enter(node, typed, signal);
  const detail = `${field.called} does not offer ${value || 'an empty choice'}`;
  throw trouble(portal, 'input-rejected', { detail });
}

function theOne(portal: Portal, screen: ScreenNode, wanted: Control): ScreenNode {
  const node = find(screen, wanted);
  if (node) return node;
  throw trouble(portal, 'page-changed', {
    page: portal.map.tabs.hours.title[0] ?? '',
    anchor: wanted.called,
  });
}
