import type { HelpDeskHours } from '../../../domain/hours.ts';
import { helpDeskNumber } from '../../../domain/steps/day-tasks.ts';
import { type CustomerMail, customerMail } from '../white-label.ts';
import { mailText, paragraph, table } from './mail-text.ts';
import { dateInWords, holidaysInWords, hoursByWeekday, zoneInWords } from './words.ts';

/** What a customer's users are told. */
export interface UsersNoticeFacts {
  readonly mspName: string;
  readonly customerName: string;
  readonly hours: HelpDeskHours;
  /** The local date of the go-live. */
  readonly goLiveDate: string;
}

/**
 * R24, R60 · A draft, for the admin to look over and send, that tells a customer's users number and hours. Throws
 * `ProductError` `input-rejected` when a name in it is the vendor's.
 */
export function usersNotice({ mspName, customerName, hours, goLiveDate }: UsersNoticeFacts): CustomerMail {
  const zone = hours.kind === '24/7' ? '' : `, in ${zoneInWords(hours.zone)}`;
  const draft = mailText(`${customerName}: your help desk team from ${goLiveDate}`, [
    paragraph(`To everybody at ${customerName}:`),
    paragraph(`From ${dateInWords(goLiveDate)}, our help desk team is there for you at ${helpDeskNumber}.`),
    paragraph(`Its hours${zone}:`),
    table(hoursByWeekday(hours)),
    paragraph(holidaysInWords(hours)),
    paragraph('Please have the name of your computer at hand when you call.'),
    paragraph(`Kind regards, ${mspName}`),
  ]);
  return customerMail(draft, [mspName, customerName]);
}
