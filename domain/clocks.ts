import type { Service } from './customer-file.ts';
import type { HelpDeskHours } from './hours.ts';
import { ProductError } from './problems.ts';
import type { WeeklyClock } from './weekly-clock.ts';

/** What was bought for the devices, as the contract calls it. */
export type HelpDeskType = Extract<Service, { model: 'per-device' }>['helpDeskType']['value'];

// Three clocks (R61, R6, R33). `HelpDeskHours` is the customer's; the two here carry a `clock` and no `kind`, so that
// none of the three can be passed where another is meant, however alike their days look.

/** R61, R62 · When the MSP itself works: its own zone, its own holidays. */
export interface MspBusinessHours extends WeeklyClock {
  readonly clock: 'msp-business-hours';
  /** Local dates on which the MSP does not work. */
  readonly holidays: readonly string[];
}

/** R33 · When Mission Control takes tickets about one onboarded device: the plan that was bought for it. */
export type SupportWindow =
  | { readonly clock: 'device-support-window'; readonly type: '24/7' }
  | (WeeklyClock & {
      readonly clock: 'device-support-window';
      readonly type: 'half-day';
      readonly holidays: 'as-usual' | 'closed';
    });

/** The MSP's part of the profile, as far as its clock goes. */
export interface MspTimes {
  readonly timeZone: string;
  readonly businessHours: WeeklyClock['days'];
  readonly holidays: readonly string[];
}

/** The MSP's business hours, from its profile. */
export function mspBusinessHours({ timeZone, businessHours, holidays }: MspTimes): MspBusinessHours {
  return { clock: 'msp-business-hours', zone: timeZone, days: businessHours, holidays };
}

/** When one person of the MSP works: its hours and holidays, on the clocks of the zone where that person is. */
export function businessHoursOf(
  { timeZone }: { readonly timeZone?: string | undefined },
  msp: MspTimes,
): MspBusinessHours {
  return mspBusinessHours({ ...msp, timeZone: timeZone ?? msp.timeZone });
}

/**
 * R33 · The window of a customer's devices. The type is the contract's; what "half-day" means is nowhere defined, so
 * it is the weekly hours that a person confirmed beside it. Throws `ProductError` `mismatch` for a type that does not
 * fit them, which the customer file refuses already.
 */
export function supportWindow(type: HelpDeskType, confirmed: HelpDeskHours): SupportWindow {
  const clock = 'device-support-window';
  if (type === '24/7' && confirmed.kind === '24/7') return { clock, type };
  if (type === 'half-day' && confirmed.kind === 'weekly') {
    const { zone, days, holidays } = confirmed;
    return { clock, type, zone, days, holidays };
  }
  const system = 'The help-desk type';
  const detail = `${type} does not go with hours that are ${confirmed.kind} (R33)`;
  throw new ProductError('mismatch', { system, what: 'the hours', detail });
}
