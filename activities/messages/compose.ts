import type { CustomerFile } from '../../domain/customer-file.ts';
import type { Profile } from '../../domain/profile.ts';
import { messageIdFor } from '../email/message-id.ts';
import type { ComposedMessage, MessageSubject } from '../types.ts';

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
function approvalMails(
  profile: Profile,
  subject: MessageSubject,
  text: Text,
  key: string,
): ComposedMessage[] {
  const { mode, from } = profile.systems.email;
  if (mode === 'off' || subject.kind !== 'approval-wanted') return [];
  const domain = from.split('@').at(-1)?.replace('>', '') ?? 'localhost';
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

function textFor(customer: CustomerFile, subject: MessageSubject): Text {
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
