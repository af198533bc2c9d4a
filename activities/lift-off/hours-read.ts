import { type DaySpan, type HelpDeskHours, type Weekday, weekdays } from '../../domain/hours.ts';
import { helpDeskHoursSchema, timeZoneSchema } from '../../domain/hours-schema.ts';
import { trouble } from '../browser/portal.ts';
import { filled } from '../browser/portal-map.ts';
import { type Control, control, find, type ScreenNode } from '../browser/screen.ts';
import { boxControl, isOn } from './box.ts';
import { type Portal, roles } from './portal.ts';
import { parseShownSpan, parseShownTime } from './shown-times.ts';

/** The controls of the Hours tab. */
export interface HoursControls {
  readonly alwaysOpen: Control;
  readonly timeZone: Control;
  readonly from: (day: Weekday) => Control;
  readonly to: (day: Weekday) => Control;
  /** From and to in one field, in place of the two. */
  readonly span: (day: Weekday) => Control;
  readonly closed: (day: Weekday) => Control;
}

/** What a day's controls show; times are `HH:MM`, or empty. */
export interface ShownDay {
  readonly closed: boolean;
  readonly from: string;
  readonly to: string;
}

/** The controls by the labels of the portal map. */
export function hoursControls(portal: Portal): HoursControls {
  const { hours } = portal.map;
  const named = (template: string, day: Weekday) => [filled(template, { day: dayLabel(day) })];
  return {
    alwaysOpen: boxControl(portal, hours.alwaysOpen),
    timeZone: control(roles.textField, hours.timeZone),
    from: (day) => control(roles.textField, named(hours.from, day)),
    to: (day) => control(roles.textField, named(hours.to, day)),
    span: (day) => control(roles.textField, named(hours.span, day)),
    closed: (day) => boxControl(portal, named(hours.closed, day)),
  };
}

/**
 * The hours on the tab; null when nobody has set them. The portal has no field for holidays: `as-usual`.
 * Throws `page-changed` when a time cannot be read.
 */
export function readHours(portal: Portal, screen: ScreenNode): HelpDeskHours | null {
  const controls = hoursControls(portal);
  if (isOn(portal, find(screen, controls.alwaysOpen))) return { kind: '24/7' };
  const zone = shownZone(portal, screen);
  const shown = weekdays.map((day) => [day, shownDay(portal, screen, day)] as const);
  if (shown.every(([, { closed, from, to }]) => !closed && !from && !to)) return null;
  const days = Object.fromEntries(shown.flatMap(([day, one]) => (isOpen(one) ? [[day, spanOf(one)]] : [])));
  const read = helpDeskHoursSchema.safeParse({ kind: 'weekly', zone, days, holidays: 'as-usual' });
  if (read.success) return read.data;
  throw unreadable(portal, 'a time zone, and from and to of at least one day');
}

/** The zone that is chosen; empty when none is. */
export function shownZone(portal: Portal, screen: ScreenNode): string {
  const shown = valueOfControl(screen, hoursControls(portal).timeZone);
  return timeZoneSchema.safeParse(shown).success ? shown : '';
}

/** What one day's controls show. Throws `page-changed` when a time cannot be read. */
export function shownDay(portal: Portal, screen: ScreenNode, day: Weekday): ShownDay {
  const controls = hoursControls(portal);
  const closed = isOn(portal, find(screen, controls.closed(day)));
  if (find(screen, controls.span(day))) return { closed, ...shownSpan(portal, screen, controls.span(day)) };
  const from = shownTime(portal, screen, controls.from(day));
  return { closed, from, to: shownTime(portal, screen, controls.to(day)) };
}

function isOpen({ closed, from, to }: ShownDay): boolean {
  return !closed && Boolean(from || to);
}

function spanOf({ from, to }: ShownDay): DaySpan {
  return { from, to };
}

function shownTime(portal: Portal, screen: ScreenNode, field: Control): string {
  const shown = valueOfControl(screen, field);
  // A list's entry for "none" says something without digits, such as `--:--`.
  if (!/\d/.test(shown)) return '';
  const time = parseShownTime(shown);
  if (time !== undefined) return time;
  throw unreadable(portal, `a time in ${field.called}`);
}

function shownSpan(portal: Portal, screen: ScreenNode, field: Control): DaySpan {
  const shown = valueOfControl(screen, field);
  if (!/\d/.test(shown)) return { from: '', to: '' };
  const span = parseShownSpan(shown);
  if (span) return span;
  throw unreadable(portal, `from and to in ${field.called}`);
}

function valueOfControl(screen: ScreenNode, field: Control): string {
  return String(find(screen, field)?.value ?? '').trim();
}

function unreadable(portal: Portal, anchor: string) {
  return trouble(portal, 'page-changed', { page: portal.map.tabs.hours.title[0] ?? '', anchor });
}

function dayLabel(day: Weekday): string {
  return day.charAt(0).toUpperCase() + day.slice(1);
}
