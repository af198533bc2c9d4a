/** The stored form of `7:30 AM`; undefined when it is no such time. */
export function parseTime(shown: string): string | undefined {
  const match = /^(1[0-2]|0?[1-9]):([0-5]\d) ?([ap])m$/i.exec(shown);
  if (!match) return undefined;
  const [, hour = '', minutes = '', half = ''] = match;
  const hours = (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minutes}`;
}

/** `HH:MM` as `7:30 AM`; empty stays empty. */
export function showTime(stored: string): string {
  if (!stored) return '';
  const [hours = 0, minutes = 0] = stored.split(':').map(Number);
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** ICU puts a narrow space before AM and PM, which nobody types. */
export function showInstant(instant: Date, locale: 'en-US' | 'en-GB'): string {
  const day = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return `${instant.toLocaleDateString(locale, day)}, ${showTime(instant.toISOString().slice(11, 16))}`;
}
