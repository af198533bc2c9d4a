import type { Service } from '../../../domain/customer-file.ts';
import type { HelpDeskHours } from '../../../domain/hours.ts';
import { type Block, type MailText, mailText, paragraph, table } from './mail-text.ts';
import { inSubject } from './reference.ts';
import { type GoLiveFacts, goLiveInWords, holidaysInWords, hoursByWeekday, zoneInWords } from './words.ts';

/** What Partner Success has to know to write notes for their team. */
export interface HoursNoteFacts {
  readonly mspName: string;
  readonly customerName: string;
  /** The account's name in Lift Off. */
  readonly accountName: string;
  readonly service: ServiceFacts;
  readonly hours: HelpDeskHours;
  readonly goLive: GoLiveFacts;
  /** The holidays that the MSP keeps, as dates; told where the contract closes on holidays. */
  readonly holidays: readonly string[];
  /** From `messageReference`. */
  readonly reference: string;
}

/** The service as far as the note tells it. */
export type ServiceFacts =
  | { readonly model: 'per-incident' | 'time-based' }
  | Pick<Extract<Service, { model: 'per-device' }>, 'model' | 'acceptsDevicesNotOnboarded'>;

/** R9 · Every customer without onboarded devices, and those whose other devices are accepted, too. */
export function needsHoursNote(service: ServiceFacts): boolean {
  return service.model !== 'per-device' || service.acceptsDevicesNotOnboarded;
}

/**
 * R9 · The hours in which a customer's users are to be serviced, and what is accepted, for Mission Control's Partner
 * Success. Their notes are the only limit on hours, so the note asks for a word that they are in place.
 */
export function hoursNote(facts: HoursNoteFacts): MailText {
  const { mspName, customerName, accountName, service, hours, goLive, reference } = facts;
  return mailText(`${customerName}: help-desk hours from ${goLive.localDate} ${inSubject(reference)}`, [
    paragraph('Hello Partner Success team,'),
    paragraph(
      `${customerName} goes live with you soon. Please write these notes for your team before that day.`,
    ),
    table([
      ['Customer', customerName],
      ['Account in Lift Off', accountName],
      ['Service model', service.model],
      ['Go-live', goLiveInWords(goLive)],
      ['Accepted', accepted(service)],
      ['Devices that are not onboarded', otherDevices(service)],
    ]),
    paragraph(hoursTitle(facts)),
    table(hoursByWeekday(hours)),
    paragraph(limit(hours)),
    ...holidayDates(facts),
    paragraph(
      'Please answer this mail with "confirmed" and your name when the notes are in place: our go-live waits for it. ' +
        `Leave ${inSubject(reference)} in the subject.`,
    ),
    paragraph(`Thank you, ${mspName}`),
  ]);
}

/** The plan hours of onboarded devices stand above these (R7), so they are told for the other devices alone. */
function hoursTitle({ service, hours }: HoursNoteFacts): string {
  const users = service.model === 'per-device' ? 'users of devices that are not onboarded' : 'the users';
  const zone = hours.kind === '24/7' ? '' : `, in ${zoneInWords(hours.zone)}`;
  return `Hours in which ${users} are to be serviced${zone}:`;
}

function limit(hours: HelpDeskHours): string {
  const holidays = holidaysInWords(hours);
  return hours.kind === '24/7' ? holidays : `${holidays} Outside of these hours please do not service them.`;
}

/** Which dates "holidays" are is not said anywhere: the MSP's own are told as long as they are still to come. */
function holidayDates({ mspName, hours, holidays, goLive }: HoursNoteFacts): Block[] {
  if (hours.kind === '24/7' || hours.holidays === 'as-usual') return [];
  const ahead = holidays.filter((date) => date >= goLive.localDate).toSorted();
  return ahead.length === 0 ? [] : [paragraph(`Holidays of ${mspName}: ${ahead.join(', ')}.`)];
}

function accepted(service: ServiceFacts): string {
  switch (service.model) {
    case 'per-incident':
      return 'any ticket of the account, billed by incident or from a block of hours';
    case 'time-based':
      return 'tickets within the hours below';
    case 'per-device':
      return 'tickets about onboarded devices, in the hours of each device’s help-desk plan';
  }
}

function otherDevices(service: ServiceFacts): string {
  if (service.model !== 'per-device') return 'yes: this customer has no onboarded devices';
  return service.acceptsDevicesNotOnboarded
    ? 'yes, as per-incident tickets in the hours below'
    : 'no, please refer these users back to us';
}
