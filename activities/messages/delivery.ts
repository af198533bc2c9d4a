import type { Mailer } from '../email/mailer.ts';
import type { Slack } from '../slack/slack.ts';
import type { Sendable } from '../types.ts';

/** The ways out. A way that is switched off has no sender. */
export interface Senders {
  readonly slack: Slack;
  readonly mailer: Mailer | undefined;
}

/** Sends a composed message once. Throws what `Slack.post` and `Mailer.send` throw. */
export async function sendMessage(senders: Senders, message: Sendable): Promise<{ reference: string }> {
  if (message.via === 'slack') {
    const posted = await senders.slack.post(message);
    return { reference: posted.kind === 'sent' ? `${posted.channel}/${posted.ts}` : posted.kind };
  }
  if (senders.mailer === undefined) return { reference: 'off' };
  const { messageId, to, subject, text, html } = message;
  await senders.mailer.send({ messageId, to, subject, text, ...(html !== undefined && { html }) });
  return { reference: messageId };
}

/** Looks for a message whose outcome is not known. Mail cannot be looked up by SMTP: a person has to. */
export async function findMessage(
  senders: Senders,
  message: Sendable,
  since: string,
): Promise<{ reference: string } | null> {
  if (message.via === 'email') return null;
  const found = await senders.slack.find(message.key, message.channel, new Date(since));
  return found === undefined ? null : { reference: `${message.channel}/${found.ts}` };
}
