import { Temporal } from 'temporal-polyfill';
import { type MspBusinessHours, type SupportWindow, supportWindow } from './clocks.ts';
import type { CustomerFile } from './customer-file.ts';
import type { HelpDeskHours } from './hours.ts';
import { type IsHoliday, isOpenAt, type WeeklyClock } from './weekly-clock.ts';

/**
 * Who answers a call of the customer's users (R61, with R6, R7, R33 and R39). Exactly one holds at every instant:
 *
 * - `msp`: the MSP's business hours, whatever the help desk's are. It handles tickets itself then, and may send some on.
 * - `mission-control`: the MSP is closed, so tickets go over by themselves, and the agreed hours cover the instant:
 *   the help-desk hours (per-incident, time-based), the device's support window, or R39's hours for anything else.
 * - `outside-contract`: the MSP is closed and the agreed hours do not cover it, but the boxes of R21 or R39 are on:
 *   calls are technically accepted around the clock, and only R9's notes keep them from being worked on.
 * - `nobody`: the MSP is closed and nothing lets Mission Control take the ticket. So only per-device customers have it:
 *   outside their devices' window, and for devices that are not onboarded, where R39 leaves both boxes off.
 */
export type Answerer = 'msp' | 'mission-control' | 'outside-contract' | 'nobody';

/** Whose calls: of per-device customers, those about onboarded devices and the others are answered differently. */
export type Callers = 'everybody' | 'onboarded-devices' | 'other-devices';

/** What Mission Control has been given for these callers. */
export interface Cover {
  readonly callers: Callers;
  /** The device's plan; where it is open it stands above the help-desk hours (R7). */
  readonly window?: SupportWindow;
  /** When tickets outside any window are to be serviced; `off` where the boxes of R1 stay off (R39). */
  readonly intake: HelpDeskHours | 'off';
}

/** All that the answer depends on. */
export interface AnsweringTerms {
  readonly msp: MspBusinessHours;
  readonly cover: Cover;
}

/** What the contract gives each kind of caller (R7, R33, R39). */
export function coversOf({ service, contract }: Pick<CustomerFile, 'service' | 'contract'>): Cover[] {
  const hours = contract.helpDeskHours.value;
  if (service.model !== 'per-device') return [{ callers: 'everybody', intake: hours }];
  const intake = service.acceptsDevicesNotOnboarded ? hours : 'off';
  return [
    { callers: 'onboarded-devices', window: supportWindow(service.helpDeskType.value, hours), intake },
    { callers: 'other-devices', intake },
  ];
}

/**
 * Who answers at that instant (ISO 8601). The MSP's dates stand for "holidays" everywhere, each read on the calendar of
 * the clock's own zone: the sources name no other list *(inferred)*.
 */
export function answererAt(terms: AnsweringTerms, instant: string): Answerer {
  const dates = new Set(terms.msp.holidays);
  return answerer(terms, Temporal.Instant.from(instant), (date) => dates.has(date));
}

/** Who answers, where `isHoliday` says which dates are holidays. */
export function answerer(
  { msp, cover }: AnsweringTerms,
  at: Temporal.Instant,
  isHoliday: IsHoliday,
): Answerer {
  if (isOpenAt(msp, at, isHoliday)) return 'msp';
  if (cover.window && inWindow(cover.window, at, isHoliday)) return 'mission-control';
  if (cover.intake === 'off') return 'nobody';
  return inHelpDeskHours(cover.intake, at, isHoliday) ? 'mission-control' : 'outside-contract';
}

function inWindow(window: SupportWindow, at: Temporal.Instant, isHoliday: IsHoliday): boolean {
  return window.type === '24/7' || isOpenAt(window, at, closedOn(window, isHoliday));
}

function inHelpDeskHours(hours: HelpDeskHours, at: Temporal.Instant, isHoliday: IsHoliday): boolean {
  return hours.kind === '24/7' || isOpenAt(hours, at, closedOn(hours, isHoliday));
}

function closedOn(clock: { readonly holidays: 'as-usual' | 'closed' }, isHoliday: IsHoliday): IsHoliday {
  return (date) => clock.holidays === 'closed' && isHoliday(date);
}

/** The clocks that open and close and so may change the answer. */
export function clocksOf({ msp, cover }: AnsweringTerms): WeeklyClock[] {
  const { window, intake } = cover;
  return [
    msp,
    ...(window?.type === 'half-day' ? [window] : []),
    ...(intake !== 'off' && intake.kind === 'weekly' ? [intake] : []),
  ];
}
