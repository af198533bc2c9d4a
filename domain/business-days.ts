import type { MspBusinessHours } from './clocks.ts';
import { businessDaysBefore } from './working-time.ts';

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
  return businessDaysBefore(msp, goLive, businessDays);
}
