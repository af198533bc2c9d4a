import { Temporal } from 'temporal-polyfill';
import { html, type Markup } from '../report/markup.ts';
import { showInstant } from '../show/instant.ts';

/** `Mon 14 Dec 2026, 07:00`, on the clocks of the zone. */
export function localWords(instant: string, zone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const day = local.toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return `${day.replace(',', '')}, ${local.toPlainTime().toString().slice(0, 5)}`;
}

/** Local time with its zone, and UTC below it. */
export function instantIn(instant: string, zone: string): Markup {
  return html`<time datetime="${instant}">${localWords(instant, zone)}</time> <span class="quiet">${zone} · ${showInstant(instant)}</span>`;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A span of time as people say it: `3 days`, `5 hours`, `1 minute`. */
export function spanWords(ms: number): string {
  const span = Math.abs(ms);
  if (span >= 2 * DAY_MS) return counted(Math.floor(span / DAY_MS), 'day');
  if (span >= 2 * HOUR_MS) return counted(Math.floor(span / HOUR_MS), 'hour');
  return counted(Math.max(1, Math.floor(span / MINUTE_MS)), 'minute');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
