/** A time of day as a portal shows it (`07:30`, `7:30 AM`), as `HH:MM`; undefined when it is none. */
export function parseShownTime(shown: string): string | undefined {
  const match = /^(\d{1,2}):(\d{2})(?:\s*([ap])\.?m\.?)?$/i.exec(shown.replace(/\s+/g, ' ').trim());
  if (!match) return undefined;
  const [, hourText = '', minutes = '', half] = match;
  const hour = half === undefined ? Number(hourText) : from12(Number(hourText), half.toLowerCase());
  return hour <= 23 && Number(minutes) <= 59 ? `${String(hour).padStart(2, '0')}:${minutes}` : undefined;
}

/** Two times with whatever stands between them (`7:30 AM – 8:30 PM`), each as `HH:MM`; undefined when it is no such span. */
export function parseShownSpan(shown: string): { from: string; to: string } | undefined {
  const texts = shown.match(/\d{1,2}:\d{2}(?:\s*[ap]\.?m\b\.?)?/gi) ?? [];
  const [from, to, ...more] = texts.map(parseShownTime);
  return from === undefined || to === undefined || more.length > 0 ? undefined : { from, to };
}

/** `HH:MM` as it is typed into a field of that format: `7:30 AM`. */
export function typedTime(time: string, format: '12-hour' | '24-hour'): string {
  if (format === '24-hour') return time;
  const [hour = 0, minutes = 0] = time.split(':').map(Number);
  return `${hour % 12 || 12}:${String(minutes).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}

function from12(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}
