import { list, type MailText, mailText, paragraph } from './mail-text.ts';
import { inSubject } from './reference.ts';
import { dateInWords } from './words.ts';

/** What Customer Success has to know to activate a customer's locations. */
export interface LocationRequestFacts {
  readonly mspName: string;
  readonly customerName: string;
  /** The account's name in Lift Off. */
  readonly accountName: string;
  /** As Autotask shows them. */
  readonly locations: readonly string[];
  /** The local date of the go-live. */
  readonly goLiveDate: string;
  /** From `messageReference`. */
  readonly reference: string;
}

/** R11 · Only a customer with several locations needs them activated. */
export function needsLocationRequest(locations: readonly unknown[]): boolean {
  return locations.length > 1;
}

/** R11 · Asks Mission Control's Customer Success to activate all locations of a customer, and to say so. */
export function locationRequest(facts: LocationRequestFacts): MailText {
  const { mspName, customerName, accountName, locations, goLiveDate, reference } = facts;
  return mailText(
    `${customerName}: please activate all ${locations.length} locations ${inSubject(reference)}`,
    [
      paragraph('Hello Customer Success team,'),
      paragraph(
        `${customerName} (account in Lift Off: ${accountName}) goes live on ${dateInWords(goLiveDate)} and has ` +
          `${locations.length} locations in Autotask. Please activate all of them on your side before that day:`,
      ),
      list(locations),
      paragraph(
        'Please answer this mail with "confirmed" and your name when all are active, or tell us which one you cannot ' +
          `find: our go-live waits for it. Leave ${inSubject(reference)} in the subject.`,
      ),
      paragraph(`Thank you, ${mspName}`),
    ],
  );
}
