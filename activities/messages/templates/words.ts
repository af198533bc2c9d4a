import { Temporal } from 'temporal-polyfill';
import type { ResolvedGoLive } from '../../../domain/go-live.ts';
import { type HelpDeskHours, weekdays } from '../../../domain/hours.ts';

/** A time of day as people at a help desk write it: `7:30am`, `12:00pm`. */
export function timeInWords(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const half = hour < 12 ? 'am' : 'pm';
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')}${half}`;
}

/** `Monday, December 14, 2026`: no reader takes the day for the month. */
export function dateInWords(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-US', { dateStyle: 'full' });
}

/** Local time and zone, and the same in UTC. */
export function goLiveInWords({ localDate, localTime, zone, instant }: GoLiveFacts): string {
  const utc = instant.slice(0, 16).replace('T', ' ');
  return `${dateInWords(localDate)}, ${timeInWords(localTime)} ${zoneInWords(zone)} = ${utc} UTC`;
}

/** What messages say of the instant. */
export type GoLiveFacts = Pick<ResolvedGoLive, 'localDate' | 'localTime' | 'zone' | 'instant'>;

/** `Eastern Time (America/New_York)`: the name that people know beside the one that is exact. */
export function zoneInWords(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longGeneric',
  }).formatToParts(0);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
  return name === zone ? zone : `${name} (${zone})`;
}

/** One row for each weekday, closed days too: what is not said would be asked back. */
export function hoursByWeekday(hours: HelpDeskHours): [day: string, hours: string][] {
  if (hours.kind === '24/7') return [['Every day', 'around the clock']];
  return weekdays.map((day) => {
    const span = hours.days[day];
    const text = span === undefined ? 'closed' : `${timeInWords(span.from)} to ${timeInWords(span.to)}`;
    return [`${day.charAt(0).toUpperCase()}${day.slice(1)}`, text];
  });
}

/** What holds on holidays, in a sentence. */
export function holidaysInWords(hours: HelpDeskHours): string {
  if (hours.kind === '24/7') return 'Holidays are days like any other.';
  return hours.holidays === 'closed'
    ? 'There is no service on holidays.'
    : 'The same hours hold on holidays.';
}
