import type { DaySpan, HelpDeskHours } from './hours-schema.ts';

export type { DaySpan, HelpDeskHours };

// Workflows import this module: it stays free of zod, whose schemas are in `hours-schema.ts`.

/** Days as the files name them, Monday first. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
/** A day of the week. */
export type Weekday = (typeof weekdays)[number];

/** Hours as one line that a person reads and compares: `Mon–Fri 07:30–20:30, America/New_York, holidays closed`. */
export function showHours(hours: HelpDeskHours): string {
  if (hours.kind === '24/7') return '24/7';
  return `${showWeek(hours.days)}, ${hours.zone}, holidays ${hours.holidays}`;
}

/** The days of a week with their spans, equal neighbours drawn together: `Mon–Thu 07:30–20:30, Sat 09:00–12:00`. */
export function showWeek(days: { readonly [Day in Weekday]?: DaySpan | undefined }): string {
  const groups: { first: Weekday; last: Weekday; span: string }[] = [];
  for (const day of weekdays) {
    const span = days[day];
    const text = span ? `${span.from}–${span.to}` : '';
    const open = groups.at(-1);
    if (open?.span === text) open.last = day;
    else groups.push({ first: day, last: day, span: text });
  }
  const shown = groups.filter((group) => group.span !== '').map(showGroup);
  return shown.join(', ') || 'never';
}

function showGroup(group: { first: Weekday; last: Weekday; span: string }): string {
  const days = group.first === group.last ? short(group.first) : `${short(group.first)}–${short(group.last)}`;
  return `${days} ${group.span}`;
}

function short(day: Weekday): string {
  return day.charAt(0).toUpperCase() + day.slice(1, 3);
}
