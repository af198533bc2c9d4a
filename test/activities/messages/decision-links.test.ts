import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Mailer } from '../../../activities/email/mailer.ts';
import { decisionLinkOf } from '../../../activities/links/decision-link.ts';
import { mailedCode } from '../../../activities/links/mailed-code.ts';
import { composeMessages } from '../../../activities/messages/compose.ts';
import { decisionLinks } from '../../../activities/messages/decision-links.ts';
import { sendCode } from '../../../activities/messages/send-code.ts';
import type { ComposedMessage } from '../../../activities/types.ts';
import { personIdSchema } from '../../../domain/ids.ts';
import type { Profile } from '../../../domain/profile.ts';
import { customerOf, profile } from '../../domain/examples.ts';
import { FakeMessages } from '../../support/fake-messages.ts';

const harbor = customerOf['per-incident'];
const key = randomBytes(32);
const dana = personIdSchema.parse('dana');
const pat = personIdSchema.parse('pat');
const loud = profile(
  [
    'systems:',
    `web: { url: "https://onboard.example.com/", linkDays: 3 }
systems:
  slack: { mode: bot, channels: { onboarding: "#onboarding", onCall: "#on-call" } }
  email: { mode: smtp, host: mail.example.com, from: onboarding@lakeside.example.com }`,
  ],
  [
    'roles: [ops] }',
    'roles: [ops] }\n  - { id: pat, name: Pat Novak, email: pat@example.com, roles: [technician] }',
  ],
);
const loaded = (of: Profile) => ({
  profile: of,
  secrets: { linkKey: key.toString('base64') },
  revision: 'r1',
});
const now = '2026-11-23T15:00:00.000Z';
const wanted = { id: 'contract-terms', revision: 'abc', people: [dana, pat], proof: 'mailed code' } as const;
const approval = { kind: 'approval-wanted', planHash: 'abc' } as const;

function textOfMessage(message: ComposedMessage | undefined): string {
  return message !== undefined && 'text' in message ? message.text : '';
}

describe('a message that wants a decision', () => {
  const links = decisionLinks(loaded(loud), harbor.id, wanted, now);
  const messages = composeMessages(loud, harbor, approval, 'key', links);

  test('goes by mail to everybody who may decide, deputies too, with a link of their own', () => {
    const mails = messages.flatMap((message) => (message.via === 'email' ? [message] : []));
    expect(mails.map(({ to }) => to)).toEqual(['dana@example.com', 'pat@example.com']);
    const tokens = mails.map(
      ({ text }) => /Decide here: https:\/\/onboard\.example\.com\/d\/(\S+)/.exec(text)?.[1] ?? '',
    );
    expect(tokens.map((token) => decisionLinkOf(key, token))).toEqual(
      [dana, pat].map((person) => ({
        ...{ customer: harbor.id, decision: 'contract-terms', revision: 'abc', person, proof: 'mailed code' },
        expiresAt: '2026-11-26T15:00:00.000Z',
      })),
    );
  });

  test('shows in Slack, where many read it, the page that one signs in to', () => {
    const slack = messages.find(({ via }) => via === 'slack');
    expect(textOfMessage(slack)).toContain(
      'Decide here: https://onboard.example.com/onboardings/harbor-dental/decisions/contract-terms',
    );
    expect(textOfMessage(slack)).not.toContain('/d/');
  });

  test('holds no link where no web process is configured', () => {
    const { url: _url, ...web } = loud.web;
    expect(decisionLinks(loaded({ ...loud, web }), harbor.id, wanted, now)).toBeUndefined();
    for (const message of composeMessages(loud, harbor, approval, 'key'))
      expect(textOfMessage(message)).not.toContain('Decide here');
  });
});

describe('a code', () => {
  test('is mailed to the address of the profile, and is that of the challenge', async () => {
    const messages = new FakeMessages();
    await sendCode(loaded(loud), messages.senders, { person: pat, challenge: 'c-1' });
    expect(messages.delivered).toEqual([expect.objectContaining({ via: 'email', to: 'pat@example.com' })]);
    expect(messages.delivered[0]?.text).toContain(`Your code is ${mailedCode(key, 'c-1')}.`);
  });

  test('stands in the text and not in the subject, which locked screens show', async () => {
    const subjects: string[] = [];
    const { senders } = new FakeMessages();
    const send: Mailer['send'] = async (mail) => {
      subjects.push(mail.subject);
      return { kind: 'sent', messageId: mail.messageId };
    };
    await sendCode(loaded(loud), { ...senders, mailer: { send } }, { person: pat, challenge: 'c-1' });
    expect(subjects).toEqual(['Your code']);
  });

  test.each([
    ['nobody', loaded(loud), true, 'nobody is nobody in people'],
    ['pat', loaded(loud), false, 'systems.email.mode is off'],
    ['pat', { ...loaded(loud), secrets: {} }, true, 'codes need web.url and the key for links'],
  ])('for %s cannot be mailed where something is missing', async (id, of, withMail, why) => {
    const { senders } = new FakeMessages();
    const ways = withMail ? senders : { ...senders, mailer: undefined };
    const person = personIdSchema.parse(id);
    await expect(sendCode(of, ways, { person, challenge: 'c-1' })).rejects.toThrow(why);
  });
});
