import { Temporal } from 'temporal-polyfill';
import { localTime } from './weekly-clock.ts';

/** An instant on the clocks of a zone, `Tue 2026-12-08 09:00`. */
export function showOnClock(instant: string, zone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const weekday = local.toLocaleString('en-US', { weekday: 'short' });
  return `${weekday} ${local.toPlainDate()} ${localTime(local)}`;
}

/** An instant in UTC, to the minute, `2026-12-08 14:00 UTC`. */
export function showInUtc(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The local date of an instant, `2026-12-08`. */
export function dateOnClock(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}
