import { Temporal } from 'temporal-polyfill';
import type { CustomerFile } from './customer-file.ts';
import { isPast, type ResolvedGoLive, showGoLive } from './go-live.ts';

/** A go-live that somebody wants to move to. Whether its local time exists is `resolveGoLive`'s to say. */
export interface WantedDate {
  readonly customer: Pick<CustomerFile, 'name'> & {
    readonly contract: { readonly goLive: Pick<CustomerFile['contract']['goLive'], 'clause'> };
  };
  readonly goLive: ResolvedGoLive;
  /** ISO 8601. */
  readonly now: string;
  /** The first day of service by the signed contract, on the customer's calendar: `2026-12-14`. */
  readonly contractDate: string;
  /** How long before go-live everything is read again. */
  readonly leadMinutes: number;
}

/** Why a go-live cannot be moved there, as a sentence with what to do instead; undefined when it can. */
export function refusalOfDate(wanted: WantedDate): string | undefined {
  const { customer, goLive, now, contractDate, leadMinutes } = wanted;
  const nowMs = Date.parse(now);
  if (isPast(goLive, nowMs)) {
    return `${showGoLive(goLive)} has passed: choose an instant from ${earliest(wanted)} on.`;
  }
  if (Date.parse(goLive.instant) - nowMs < leadMinutes * 60_000) {
    return (
      `${showGoLive(goLive)} is too near: everything is read again ${leadMinutes} minutes before go-live. ` +
      `Choose an instant from ${earliest(wanted)} on, or make policies.goLive.leadMinutes smaller.`
    );
  }
  if (goLive.localDate < contractDate) {
    return (
      `${goLive.localDate} is before the contract of ${customer.name} begins, on ${contractDate} ` +
      `(${customer.contract.goLive.clause}): choose that day or a later one, or have the contract amended first.`
    );
  }
  return undefined;
}

/** The first whole minute that leaves time for the fresh look, on the customer's clocks. */
function earliest({ goLive, now, leadMinutes }: WantedDate): string {
  const local = Temporal.Instant.from(now)
    .add({ minutes: leadMinutes })
    .toZonedDateTimeISO(goLive.zone)
    .round({ smallestUnit: 'minute', roundingMode: 'ceil' });
  return `${local.toPlainDateTime().toString().slice(0, 16).replace('T', ' ')} ${goLive.zone}`;
}
