import type { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { assertLoopback, isLoopback } from '../http/loopback-only.ts';
import { mailError, systemTitle } from './errors.ts';

/** How mail leaves. */
export interface MailerSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the start. Without it STARTTLS is used where offered, and demanded before a password leaves this machine. */
  readonly secure: boolean;
  readonly user?: string;
  readonly password?: string;
  /** The sender's address, alone or as `Name <address>`. */
  readonly from: string;
  readonly replyTo?: string;
  /** How long the server may be silent at any point; 60 s by default. */
  readonly timeoutMs?: number;
  /** Refuse every server that is not this machine. */
  readonly refuseNonLoopback?: boolean;
}

/** A composed message to one address: with several, some could be refused and some not. */
export interface Mail {
  /** From `messageIdFor`. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** The server has taken the message over. That it arrives, or is read, is not said. */
export interface SentMail {
  readonly kind: 'sent';
  readonly messageId: string;
}

/** Sends mail by SMTP. */
export interface Mailer {
  /**
   * Sends once, on a connection of its own. Throws `ProductError`: `message-unknown` when the connection ended after
   * the final dot without an answer; every other code only when the server cannot have taken the message:
   * `unavailable`, `input-rejected`, `credentials-rejected`, `profile-invalid`.
   */
  send(mail: Mail): Promise<SentMail>;
}

/** Makes the sender. Throws `ProductError` `profile-invalid` for a server that `refuseNonLoopback` refuses. */
export function createMailer(settings: MailerSettings): Mailer {
  if (settings.refuseNonLoopback) assertLoopback(systemTitle, settings.host);
  return {
    send: async (mail) => {
      await deliver(settings, mail);
      return { kind: 'sent', messageId: mail.messageId };
    },
  };
}

interface Composed {
  /** The sender's bare address. */
  readonly sender: string;
  readonly body: Readable;
}

function composed({ from, replyTo }: MailerSettings, mail: Mail): Composed {
  const { messageId, to, subject, text, html } = mail;
  const content = { from, to, replyTo, messageId, subject, text, html };
  // Texts only: a mail must never pull in a file or an address by itself.
  const node = new MailComposer({ ...content, disableFileAccess: true, disableUrlAccess: true }).compile();
  return { sender: node.getEnvelope().from || '', body: node.createReadStream() };
}

/**
 * Talks to the server step by step instead of through nodemailer's transport, whose errors do not tell whether the
 * final dot was out: the body is read only after the server's 354, and has ended before the dot is written.
 */
async function deliver(settings: MailerSettings, mail: Mail): Promise<void> {
  const { sender, body } = composed(settings, mail);
  const session = new SMTPConnection(sessionOptions(settings));
  // A late error of a closed session concerns nobody.
  session.on('error', () => {});
  let dotWritten = false;
  body.once('end', () => {
    dotWritten = true;
  });
  try {
    await inSession(session, (done) => session.connect(done));
    await logIn(session, settings);
    await inSession(session, (done) => session.send({ from: sender, to: [mail.to] }, body, done));
  } catch (error) {
    throw mailError({ messageId: mail.messageId, dotWritten }, error);
  } finally {
    session.close();
    body.destroy();
  }
}

function sessionOptions(settings: MailerSettings) {
  const { host, port, secure, password, timeoutMs = 60_000 } = settings;
  return {
    host,
    port,
    secure,
    requireTLS: !secure && password !== undefined && !isLoopback(host),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  };
}

async function logIn(session: SMTPConnection, { user, password }: MailerSettings): Promise<void> {
  if (user === undefined || password === undefined) return;
  await inSession(session, (done) => session.login({ user, pass: password }, done));
}

/** One part of the conversation: it ends with the server's answer, or when the session breaks. */
function inSession(
  session: SMTPConnection,
  part: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    session.once('error', reject);
    part((error) => {
      session.off('error', reject);
      if (error) reject(error);
      else resolve();
    });
  });
}
