import { Temporal } from 'temporal-polyfill';
import type { MspBusinessHours } from './clocks.ts';
import { ProductError } from './problems.ts';
import { weekdayOf } from './weekly-clock.ts';

/** When access may open. */
export interface AccessTerms {
  /** The go-live instant, ISO 8601. */
  readonly goLive: string;
  /** How many whole business days of the MSP lie before it; 0 is the day itself. */
  readonly businessDays: number;
  readonly msp: MspBusinessHours;
}

/**
 * R16 · The instant from which Mission Control's access may open, ISO 8601 in UTC: the beginning of the MSP's business
 * hours, that many of its business days before the go-live day (as the MSP's calendar shows it). Never after go-live.
 * Throws `ProductError` `profile-invalid` when the MSP has no business day at all.
 */
export function accessOpensAt({ goLive, businessDays, msp }: AccessTerms): string {
  const instant = Temporal.Instant.from(goLive);
  let day = instant.toZonedDateTimeISO(msp.zone).toPlainDate();
  for (let count = 0; count < businessDays; count += 1) day = businessDayBefore(day, msp);
  const opens = openingOn(day, msp) ?? instant;
  const earlier = Temporal.Instant.compare(opens, instant) < 0 ? opens : instant;
  return earlier.toString({ smallestUnit: 'second' });
}

function businessDayBefore(day: Temporal.PlainDate, msp: MspBusinessHours): Temporal.PlainDate {
  if (!Object.values(msp.days).some((span) => span !== undefined)) {
    throw new ProductError('profile-invalid', { detail: 'msp.businessHours has no day' });
  }
  let before = day.subtract({ days: 1 });
  while (openingOn(before, msp) === undefined) before = before.subtract({ days: 1 });
  return before;
}

/** When the MSP opens on that day of its calendar; undefined on a day on which it does not. */
function openingOn(day: Temporal.PlainDate, msp: MspBusinessHours): Temporal.Instant | undefined {
  const span = msp.days[weekdayOf(day)];
  if (span === undefined || msp.holidays.includes(day.toString())) return undefined;
  return day.toZonedDateTime({ timeZone: msp.zone, plainTime: span.from }).toInstant();
}
