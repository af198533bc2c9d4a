import type { Mailer } from '../email/mailer.ts';
import type { Heartbeat } from '../heartbeat/heartbeat.ts';
import type { Pager } from '../pager/pager.ts';
import type { Slack } from '../slack/slack.ts';
import type { Sendable } from '../types.ts';

/** The ways out. A way that is switched off has no sender. */
export interface Senders {
  readonly slack: Slack;
  readonly mailer: Mailer | undefined;
  readonly pager: Pager | undefined;
  readonly heartbeat: Heartbeat | undefined;
}

/** Sends a composed message once. Throws what `Slack.post`, `Mailer.send` and `Pager.ring` throw. */
export async function sendMessage(senders: Senders, message: Sendable): Promise<{ reference: string }> {
  switch (message.via) {
    case 'slack': {
      const posted = await senders.slack.post(message);
      return { reference: posted.kind === 'sent' ? `${posted.channel}/${posted.ts}` : posted.kind };
    }
    case 'email':
      return { reference: await sendMail(senders, message) };
    case 'pager':
      if (senders.pager === undefined) return { reference: 'off' };
      await senders.pager.ring(message);
      return { reference: message.key };
  }
}

async function sendMail(
  { mailer }: Senders,
  { messageId, to, subject, text, html }: Extract<Sendable, { readonly via: 'email' }>,
): Promise<string> {
  if (mailer === undefined) return 'off';
  await mailer.send({ messageId, to, subject, text, ...(html !== undefined && { html }) });
  return messageId;
}

/** Looks for a message whose outcome is not known. Only Slack can be looked into; elsewhere a person has to. */
export async function findMessage(
  senders: Senders,
  message: Sendable,
  since: string,
): Promise<{ reference: string } | null> {
  if (message.via !== 'slack') return null;
  const found = await senders.slack.find(message.key, message.channel, new Date(since));
  return found === undefined ? null : { reference: `${message.channel}/${found.ts}` };
}

/** Fetches the heartbeat address, if the profile has one. Throws what `Heartbeat` throws. */
export async function sendHeartbeat({ heartbeat }: Senders): Promise<'sent' | 'off'> {
  if (heartbeat === undefined) return 'off';
  await heartbeat();
  return 'sent';
}
