import { z } from 'zod';
import { said } from './fault.ts';
import { weekdays } from './hours.ts';

const notATime = said('is not a time of day', 'Write it on the 24-hour clock, such as 07:30 or 20:30.');
const notADate = said(
  'is not a date that exists',
  'Write year, month and day with two digits each, such as 2027-02-15.',
);
const notAZone = said(
  'is not the name of a time zone',
  'Write the IANA name, such as America/New_York (abbreviations such as EST ignore daylight saving).',
);

/** A local time of day, `HH:MM` on the 24-hour clock. */
export const localTimeSchema = z
  .string({ error: notATime })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: notATime });

/** A calendar date, `YYYY-MM-DD`, that exists. */
export const localDateSchema = z.iso.date({ error: notADate });

/** An IANA zone that this machine's time-zone data knows. */
export const timeZoneSchema = z.string({ error: notAZone }).refine(isTimeZone, { error: notAZone });

/** From when to when on one day; the end is later than the start. */
export const daySpanSchema = z
  .strictObject({ from: localTimeSchema, to: localTimeSchema })
  .refine((span) => span.from < span.to, {
    error: said(
      'ends before it starts',
      'Make `to` later than `from`; hours that pass midnight cannot be written as one span.',
    ),
    path: ['to'],
  });
/** A span of one day, in local times. */
export type DaySpan = z.infer<typeof daySpanSchema>;

/** A span for each day that has one; the other days are closed. */
export const weekSchema = z
  .partialRecord(z.enum(weekdays), daySpanSchema)
  .refine((days) => Object.keys(days).length > 0, {
    error: said('has no day', 'Name at least one day, such as `monday: { from: "07:30", to: "20:30" }`.'),
  });

/**
 * The help-desk hours of a customer (R6): around the clock, or a span for each day that has one.
 * Not the MSP's business hours (R61) and not a device's support window (R33): three clocks, three types.
 */
export const helpDeskHoursSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('24/7') }),
  z.strictObject({
    kind: z.literal('weekly'),
    zone: timeZoneSchema,
    days: weekSchema,
    /** What holds on public holidays; the sources do not say, so the contract must. */
    holidays: z.enum(['as-usual', 'closed']),
  }),
]);
/** Help-desk hours as the customer file holds them. */
export type HelpDeskHours = z.infer<typeof helpDeskHoursSchema>;

/** Abbreviations and fixed offsets are refused: they look right and are an hour wrong for half the year. */
function isTimeZone(zone: string): boolean {
  if (zone !== 'UTC' && !/^[A-Z]\w*\//.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
