import { type MspTimes, mspBusinessHours } from './clocks.ts';
import type { CustomerFile } from './customer-file.ts';
import type { ResolvedGoLive } from './go-live.ts';
import type { Profile } from './profile.ts';
import { businessDaysBefore, nextWorkingInstant } from './working-time.ts';

const MINUTE_MS = 60_000;

/** A person who is rung up gets this long at least, however soon help-desk hours open. */
const LEAST_MS = 10 * MINUTE_MS;

/** What the day of a go-live is made of. */
export interface GoLiveDayTerms {
  readonly customer: { readonly contract: Pick<CustomerFile['contract'], 'helpDeskHours'> };
  readonly profile: {
    readonly msp: MspTimes;
    readonly policies: {
      readonly readinessBusinessDays: number;
      readonly goLive: Pick<Profile['policies']['goLive'], 'switchOver'>;
    };
  };
  readonly goLive: Pick<ResolvedGoLive, 'instant'>;
}

/** Moments around a go-live, ISO 8601 in UTC. */
export interface GoLiveDay {
  /** When everything is inspected again and readiness is told: when the MSP opens, some business days before. */
  readonly readinessAt: string;
  /** The first moment from the instant on at which the help desk is expected to answer. */
  readonly helpDeskHoursOpenAt: string;
  /** R23 · Until when a person may settle what keeps R20 and R21 apart; then the agreed default holds. */
  readonly switchOverDeadline: string;
}

/**
 * When what happens around a go-live. Readiness is never later than the instant; the deadline lies at least ten minutes
 * after it. Throws `ProductError` `profile-invalid` when the MSP, or the help desk, never works.
 */
export function goLiveDay(terms: GoLiveDayTerms): GoLiveDay {
  const { msp, policies } = terms.profile;
  const { instant } = terms.goLive;
  const opensAt = helpDeskHoursOpenAt(terms);
  const beforeMs = policies.goLive.switchOver.minutesBeforeHours * MINUTE_MS;
  const deadlineMs = Math.max(Date.parse(opensAt) - beforeMs, Date.parse(instant) + LEAST_MS);
  return {
    readinessAt: businessDaysBefore(mspBusinessHours(msp), instant, policies.readinessBusinessDays),
    helpDeskHoursOpenAt: opensAt,
    switchOverDeadline: isoOf(deadlineMs),
  };
}

/** Hours that never end open a while after the instant; others keep the MSP's holidays where the contract says so. */
function helpDeskHoursOpenAt({ customer, profile, goLive }: GoLiveDayTerms): string {
  const hours = customer.contract.helpDeskHours.value;
  if (hours.kind === '24/7') {
    const { allDayMinutes } = profile.policies.goLive.switchOver;
    return isoOf(Date.parse(goLive.instant) + allDayMinutes * MINUTE_MS);
  }
  const holidays = hours.holidays === 'closed' ? profile.msp.holidays : [];
  return nextWorkingInstant({ zone: hours.zone, days: hours.days, holidays }, goLive.instant);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
