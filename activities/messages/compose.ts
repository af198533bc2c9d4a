import type { CustomerFile } from '../../domain/customer-file.ts';
import type { Profile } from '../../domain/profile.ts';
import { messageIdFor } from '../email/message-id.ts';
import { resolveInstant } from '../planning/compose-plan.ts';
import type { ComposedMessage, MessageSubject } from '../types.ts';
import { hoursNote } from './templates/hours-note.ts';
import { locationRequest } from './templates/location-request.ts';
import type { MailText } from './templates/mail-text.ts';
import { messageReference } from './templates/reference.ts';

type Note = Extract<MessageSubject, { kind: 'hours-note' | 'location-request' }>;
type ForTheTeam = Exclude<MessageSubject, Note>;

/** What a message says, to the MSP's own people: they may read the vendor's name, customers never get these. */
interface Text {
  readonly subject: string;
  readonly body: string;
  /** Rings the on-call channel instead of the everyday one. */
  readonly urgent: boolean;
}

/** The messages for a subject, through every channel that is switched on. Rendered once and stored: never again. */
export function composeMessages(
  profile: Profile,
  customer: CustomerFile,
  subject: MessageSubject,
  key: string,
): ComposedMessage[] {
  if (subject.kind === 'hours-note' || subject.kind === 'location-request')
    return noteToMissionControl(profile, customer, subject, key);
  const text = textFor(customer, subject);
  return [...slackMessage(profile, text, key), ...approvalMails(profile, subject, text, key)];
}

function slackMessage(profile: Profile, text: Text, key: string): ComposedMessage[] {
  const { mode, channels } = profile.systems.slack;
  if (mode === 'off') return [];
  const channel = text.urgent ? channels.onCall : channels.onboarding;
  return [{ via: 'slack', key, channel, text: `${text.subject}\n${text.body}` }];
}

/** An approval that nobody sees holds everything up: those who may approve get a mail, one each. */
function approvalMails(profile: Profile, subject: ForTheTeam, text: Text, key: string): ComposedMessage[] {
  const { mode, from } = profile.systems.email;
  if (mode === 'off' || subject.kind !== 'approval-wanted') return [];
  const domain = domainOf(from);
  return profile.people
    .filter((person) => person.roles.some((role) => profile.policies.decisions.contractTerms.includes(role)))
    .map((person) => ({
      via: 'email' as const,
      key: `${key}/${person.id}`,
      messageId: messageIdFor([key, person.id], domain),
      to: person.email,
      subject: text.subject,
      text: `Hello ${person.name},\n\n${text.body}\n`,
    }));
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
    const reference = messageReference(id, 'locations', 1);
    return locationRequest({
      ...common,
      locations: subject.locations,
      goLiveDate: goLive.localDate,
      reference,
    });
  }
  const reference = messageReference(id, 'hours', 1);
  const hours = contract.helpDeskHours.value;
  return hoursNote({ ...common, service, hours, goLive, holidays: profile.msp.holidays, reference });
}

function domainOf(from: string): string {
  return from.split('@').at(-1)?.replace('>', '') ?? 'localhost';
}

function textFor(customer: CustomerFile, subject: ForTheTeam): Text {
  const name = customer.name;
  const command = (rest: string) => `onboard ${rest}`;
  switch (subject.kind) {
    case 'approval-wanted':
      return {
        subject: `${name}: the plan waits for approval`,
        body:
          `Look at it: ${command(`status ${customer.id}`)}\n` +
          `Contract: ${customer.contract.link}\n` +
          `Approve: ${command(`approve ${customer.id} --plan ${subject.planHash}`)}\n` +
          `Decline: ${command(`decline ${customer.id} --plan ${subject.planHash} --reason "…"`)}`,
        urgent: false,
      };
    case 'needs-attention':
      return {
        subject: `${name}: ${subject.title} needs a person`,
        body:
          `${subject.problem.message}\n${subject.problem.remedy}\n` +
          `Answer: ${command(`resolve ${customer.id} ${subject.step}`)} --retry, --done or --waive`,
        urgent: subject.urgent,
      };
    case 'already-live':
      return {
        subject: `${name}: is it live already?`,
        body: `${subject.signs.join('\n')}\nNothing was written. Decide: ${command(`resolve ${customer.id} already-live`)}`,
        urgent: false,
      };
    case 'intake-opened':
      return {
        subject: `${name}: per-incident was turned on before go-live (R1)`,
        body: subject.what,
        urgent: true,
      };
    case 'go-live-moved':
      return {
        subject: `${name}: the go-live instant moved`,
        body: `Time-zone data changed: from ${subject.from} to ${subject.to}. The local time stays as agreed.`,
        urgent: false,
      };
    case 'go-live-blocked':
      return {
        subject: `${name}: NOT live, the go-live instant has come`,
        body:
          `Open: ${subject.open.join(', ') || 'nothing; a person must say to go on'}.\n` +
          `When all is settled: ${command(`resolve ${customer.id} late-go-live --go-now`)}`,
        urgent: true,
      };
    case 'live':
      return {
        subject: `${name} is live`,
        body: `Since ${subject.at}. R20 and R21 are verified.`,
        urgent: false,
      };
    case 'cancelled':
      return {
        subject: `${name}: the onboarding was cancelled`,
        body: [subject.why, ...subject.left.map((line) => `Left: ${line}`)].join('\n'),
        urgent: false,
      };
  }
}
