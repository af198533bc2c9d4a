import type { AuditRecord } from '../kit/audit.ts';
import type { Json } from '../kit/types.ts';
import type { MimeContent } from './mime.ts';

/** A mail that the server accepted, whole. */
export interface Mail extends MimeContent {
  /** Rises by one with each mail. */
  readonly number: number;
  /** When it came, by the simulator's clock. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  /** All bytes as latin1 text, one character a byte. */
  readonly raw: string;
}

/** The mailbox. */
export interface SmtpState {
  mails: Mail[];
}

/** What the audit keeps of a mail. */
export function summary({ from, to, subject, text }: Mail): Json {
  return { from, to, subject, text };
}

/** Mails as the audit speaks of them. The number tells two mails with one Message-ID apart. */
export function auditRecords(state: SmtpState): AuditRecord[] {
  return state.mails.map((mail) => ({
    entity: 'email',
    id: mail.messageId,
    fields: { message: summary(mail), number: mail.number },
  }));
}

/** How often a mail with this Message-ID was accepted: "exactly one" is what tests want to see. */
export function countByMessageId(state: SmtpState, messageId: string): number {
  return state.mails.filter((mail) => mail.messageId === messageId).length;
}
