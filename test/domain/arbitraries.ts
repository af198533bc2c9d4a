import fc from 'fast-check';
import type { Contact } from '../../domain/customer-file.ts';
import { type HelpDeskHours, weekdays } from '../../domain/hours.ts';
import type { WorkingCalendar } from '../../domain/working-time.ts';

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

const quarterTimes = Array.from({ length: 24 * 4 }, (_, index) => {
  const [hour, minute] = [Math.floor(index / 4), (index % 4) * 15];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
});

const quarterSpans = fc
  .uniqueArray(fc.constantFrom(...quarterTimes, '23:59'), { minLength: 2, maxLength: 2 })
  .map((pair) => pair.toSorted())
  .map(([from = '', to = '']) => ({ from, to }));

/** Zones whose offsets, and changes of clocks, are of every kind: whole, half and quarter hours, at midnight or not. */
export const zones = fc.constantFrom(
  ...['America/New_York', 'America/Santiago', 'America/St_Johns', 'Asia/Beirut', 'Asia/Kathmandu'],
  ...['Asia/Kolkata', 'Australia/Lord_Howe', 'Europe/London', 'Pacific/Kiritimati', 'UTC'],
);

/** Working weeks with one to seven days, in quarter hours, and some holidays at the turn of a year. */
export const calendars: fc.Arbitrary<WorkingCalendar> = fc.record({
  zone: zones,
  days: fc
    .record(Object.fromEntries(weekdays.map((name) => [name, quarterSpans])), { requiredKeys: [] })
    .filter((days) => Object.keys(days).length > 0),
  holidays: fc.subarray(['2026-11-26', '2026-12-24', '2026-12-25', '2026-12-26', '2027-01-01', '2027-03-15']),
});

/** Quarter hours of a year and a half, and of the nights in which clocks change. */
export const quarters: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0, max: 540 * 96 }).map((quarter) => Date.UTC(2026, 10, 20) + quarter * 900_000),
    fc
      .tuple(
        fc.constantFrom('2027-03-14', '2027-03-28', '2027-04-04', '2027-09-05', '2027-10-03', '2027-11-07'),
        fc.integer({ min: -96, max: 96 }),
      )
      .map(([date, quarter]) => Date.parse(date) + quarter * 900_000),
  )
  .map((ms) => new Date(ms).toISOString().replace('.000', ''));
