import { describe, expect, test } from '@jest/globals';
import { composeMessages } from '../../../activities/messages/compose.ts';
import { findMessage, sendMessage } from '../../../activities/messages/delivery.ts';
import type { ComposedMessage, MessageSubject } from '../../../activities/types.ts';
import { problem } from '../../../domain/problems.ts';
import { customerOf, profile } from '../../domain/examples.ts';
import { FakeMessages } from '../../support/fake-messages.ts';

const harbor = customerOf['per-incident'];
const loud = profile([
  'systems:',
  `systems:
  slack: { mode: bot, channels: { onboarding: "#onboarding", onCall: "#on-call" } }
  email: { mode: smtp, host: mail.example.com, from: onboarding@lakeside.example.com }`,
]);
const needsAttention = (urgent: boolean): MessageSubject => ({
  kind: 'needs-attention',
  title: 'VIP users',
  step: 'vip-users',
  problem: problem('locked-out', { system: 'Lift Off' }),
  urgent,
});
const subjects: readonly (readonly [MessageSubject, string])[] = [
  [{ kind: 'approval-wanted', planHash: 'abc' }, '#onboarding'],
  [needsAttention(false), '#onboarding'],
  [needsAttention(true), '#on-call'],
  [{ kind: 'already-live', signs: ['A sign.'] }, '#onboarding'],
  [{ kind: 'intake-opened', what: 'It is on.' }, '#on-call'],
  [{ kind: 'go-live-moved', from: 'then', to: 'later' }, '#onboarding'],
  [{ kind: 'go-live-blocked', open: ['VIP users'] }, '#on-call'],
  [{ kind: 'live', at: '2026-12-14T12:00:00Z' }, '#onboarding'],
  [{ kind: 'cancelled', why: 'Called off.', left: ['The account.'] }, '#onboarding'],
];

describe('messages', () => {
  test.each(subjects)('about %p name the customer and go to %s', (subject, channel) => {
    const [slack, ...more] = composeMessages(loud, harbor, subject, 'key');
    expect(slack).toMatchObject({ via: 'slack', channel, key: 'key' });
    expect(slack?.text).toContain(harbor.name);
    expect(slack?.text).not.toContain('undefined');
    expect(more).toHaveLength(subject.kind === 'approval-wanted' ? 1 : 0);
  });

  test('that ask for approval go by mail to those who may, with the command', () => {
    const [, mail] = composeMessages(loud, harbor, { kind: 'approval-wanted', planHash: 'abc' }, 'key');
    expect(mail).toMatchObject({ via: 'email', to: 'dana@example.com' });
    expect(mail?.text).toContain(`onboard approve ${harbor.id} --plan abc`);
  });

  test('are the same for the same key and differ for another: the Message-ID tells them apart', () => {
    const subject = { kind: 'approval-wanted', planHash: 'abc' } as const;
    const id = (key: string) =>
      composeMessages(loud, harbor, subject, key).flatMap((message) =>
        message.via === 'email' ? [message.messageId] : [],
      );
    expect(id('one')).toEqual(id('one'));
    expect(id('one')).not.toEqual(id('two'));
    expect(id('one')[0]).toMatch(/@lakeside\.example\.com/);
  });

  test('are none where every channel is off', () => {
    expect(composeMessages(profile(), harbor, { kind: 'live', at: 'now' }, 'key')).toEqual([]);
  });
});

describe('delivery', () => {
  const slack: ComposedMessage = { via: 'slack', key: 'k', channel: '#c', text: 'Hello' };
  const mail: ComposedMessage = { ...slack, via: 'email', messageId: '<m@x>', to: 'a@b.c', subject: 'S' };

  test('gives what it can be found by', async () => {
    const { senders } = new FakeMessages();
    expect(await sendMessage(senders, slack)).toEqual({ reference: '#c/1' });
    expect(await sendMessage(senders, mail)).toEqual({ reference: '<m@x>' });
    expect(await sendMessage({ ...senders, mailer: undefined }, mail)).toEqual({ reference: 'off' });
  });

  test('finds what Slack took; a mail cannot be found', async () => {
    const { senders } = new FakeMessages();
    expect(await findMessage(senders, slack, '2026-11-22T09:00:00Z')).toBeNull();
    await sendMessage(senders, slack);
    expect(await findMessage(senders, slack, '2026-11-22T09:00:00Z')).toEqual({ reference: '#c/1' });
    expect(await findMessage(senders, mail, '2026-11-22T09:00:00Z')).toBeNull();
  });
});
