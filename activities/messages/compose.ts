import type { CustomerFile } from '../../domain/customer-file.ts';
import type { Profile } from '../../domain/profile.ts';
import { messageIdFor } from '../email/message-id.ts';
import { resolveInstant } from '../planning/compose-plan.ts';
import type { ComposedMessage, MessageSubject } from '../types.ts';
import type { DecisionLinks } from './decision-links.ts';
import { onCallMessages } from './on-call.ts';
import { type ForTheTeam, type TeamText, textFor } from './team-texts.ts';
import { hoursNote } from './templates/hours-note.ts';
import { locationRequest } from './templates/location-request.ts';
import type { MailText } from './templates/mail-text.ts';
import { messageReference } from './templates/reference.ts';
import { domainOf, mailTo, postTo } from './to-people.ts';

type Note = Extract<MessageSubject, { kind: 'hours-note' | 'location-request' }>;

/**
 * The messages for a subject, through every channel that is switched on, with the way to the decision that it is about.
 * Rendered once and stored: never again.
 */
export function composeMessages(
  profile: Profile,
  customer: CustomerFile,
  subject: MessageSubject,
  key: string,
  links?: DecisionLinks,
): ComposedMessage[] {
  if (subject.kind === 'hours-note' || subject.kind === 'location-request')
    return noteToMissionControl(profile, customer, subject, key);
  const text = textFor(customer, subject);
  return [
    ...postTo(profile, text.urgent ? 'onCall' : 'onboarding', withLink(text, links?.page), key),
    ...(text.urgent ? onCallMessages(profile, withLink(text, links?.page), key) : []),
    ...approvalMails(profile, subject, text, key, links),
  ];
}

/** An approval that nobody sees holds everything up: those who may approve get a mail, one each. */
function approvalMails(
  profile: Profile,
  subject: ForTheTeam,
  text: TeamText,
  key: string,
  links: DecisionLinks | undefined,
): ComposedMessage[] {
  if (subject.kind !== 'approval-wanted') return [];
  const may = profile.policies.decisions.contractTerms;
  return profile.people
    .filter(({ id, roles }) => links?.people.includes(id) ?? roles.some((role) => may.includes(role)))
    .flatMap(({ id }) => mailTo(profile, id, withLink(text, links?.personal(id)), key));
}

/** With the way to the decision, where there is a page for it. */
function withLink(text: TeamText, address: string | undefined): TeamText {
  return address === undefined
    ? text
    : {
        ...text,
        body: `${text.body}
Decide here: ${address}`,
      };
}

/** R9, R11 · Sent by us only where the profile says so and has a mail server; else a person sends what is written here. */
function noteToMissionControl(
  profile: Profile,
  customer: CustomerFile,
  subject: Note,
  key: string,
): ComposedMessage[] {
  const { mode, toMissionControl, from } = profile.systems.email;
  const { partnerSuccess, customerSuccess } = profile.missionControl;
  const to = subject.kind === 'hours-note' ? partnerSuccess : customerSuccess;
  const { html, ...mail } = noteText(profile, customer, subject);
  // No address is given for Customer Success (R11): until the profile has one, a person knows whom to write to.
  if (mode === 'off' || toMissionControl === 'draft' || to === undefined)
    return [{ via: 'draft', key, to: to ?? 'Customer Success of Mission Control', ...mail }];
  return [{ via: 'email', key, messageId: messageIdFor([key], domainOf(from)), to, ...mail, html }];
}

function noteText(profile: Profile, customer: CustomerFile, subject: Note): MailText {
  const { contract, service, systems, id, name } = customer;
  const goLive = resolveInstant(profile, customer);
  const common = { mspName: profile.msp.name, customerName: name, accountName: systems.liftOff.accountName };
  if (subject.kind === 'location-request') {
    const reference = messageReference(id, 'locations', subject.revision);
    return locationRequest({
      ...common,
      locations: subject.locations,
      goLiveDate: goLive.localDate,
      reference,
    });
  }
  const reference = messageReference(id, 'hours', subject.revision);
  const hours = contract.helpDeskHours.value;
  return hoursNote({ ...common, service, hours, goLive, holidays: profile.msp.holidays, reference });
}
