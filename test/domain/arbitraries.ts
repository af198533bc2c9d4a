import fc from 'fast-check';
import type { Contact } from '../../domain/customer-file.ts';
import { type HelpDeskHours, weekdays } from '../../domain/hours.ts';

const times = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
});

/** A span of a day that ends after it starts. */
export const spans = fc
  .uniqueArray(times, { minLength: 2, maxLength: 2 })
  .map((pair) => pair.toSorted())
  .map(([from = '', to = '']) => ({ from, to }));

/** Help-desk hours that a contract may hold. */
export const hours: fc.Arbitrary<HelpDeskHours> = fc.oneof(
  fc.constant<HelpDeskHours>({ kind: '24/7' }),
  fc.record({
    kind: fc.constant('weekly' as const),
    zone: fc.constantFrom('America/New_York', 'America/Chicago', 'Asia/Kolkata', 'UTC'),
    days: fc
      .record(Object.fromEntries(weekdays.map((name) => [name, spans])), { requiredKeys: [] })
      .filter((days) => Object.keys(days).length > 0),
    holidays: fc.constantFrom('as-usual' as const, 'closed' as const),
  }),
);

/** Somebody from a small town, so that lists often share people, in other letters and under other names. */
const contact: fc.Arbitrary<Contact> = fc.record({
  name: fc.constantFrom('Dana', 'D. Whitfield', 'Luis', 'Ćirić'),
  email: fc.constantFrom('a@example.com', 'A@Example.com', 'b@example.com', 'c@example.com', 'C@EXAMPLE.COM'),
});

/** A list as a portal shows it: nothing keeps it from naming somebody twice. */
export const contacts = fc.array(contact, { maxLength: 6 });
