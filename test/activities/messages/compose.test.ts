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
const needsAttention = (urgent: boolean) =>
  ({
    kind: 'needs-attention',
    title: 'VIP users',
    step: 'vip-users',
    problem: problem('locked-out', { system: 'Lift Off' }),
    urgent,
  }) as const satisfies MessageSubject;
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

const textOf = (message: ComposedMessage | undefined) =>
  message !== undefined && 'text' in message ? message.text : '';

describe('messages', () => {
  test.each(subjects)('about %p name the customer and go to %s', (subject, channel) => {
    const [slack, ...more] = composeMessages(loud, harbor, subject, 'key');
    expect(slack).toMatchObject({ via: 'slack', channel, key: 'key' });
    expect(textOf(slack)).toContain(harbor.name);
    expect(textOf(slack)).not.toContain('undefined');
    const byMail = subject.kind === 'approval-wanted' || channel === '#on-call';
    expect(more.map(({ via }) => via)).toEqual(byMail ? ['email'] : []);
  });

  test('that ask for approval go by mail to those who may, with the command', () => {
    const [, mail] = composeMessages(loud, harbor, { kind: 'approval-wanted', planHash: 'abc' }, 'key');
    expect(mail).toMatchObject({ via: 'email', to: 'dana@example.com' });
    expect(textOf(mail)).toContain(`onboard approve ${harbor.id} --plan abc`);
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

  test.each([
    ['vip-users', '--retry, --done or --waive'],
    ['lift-off-account', '--retry or --done'],
  ] as const)('about %s say only what R22 allows: %s', (step, ways) => {
    const [slack] = composeMessages(loud, harbor, { ...needsAttention(false), step }, 'key');
    expect(textOf(slack).trimEnd().split('\n').at(-1)).toBe(
      `Answer: onboard resolve ${harbor.id} ${step} ${ways}`,
    );
  });

  test('are none where every channel is off', () => {
    expect(composeMessages(profile(), harbor, { kind: 'live', at: 'now' }, 'key')).toEqual([]);
  });
});

describe('urgent messages (R23)', () => {
  const blocked = { kind: 'go-live-blocked', open: ['VIP users'] } as const;
  const onCall = (policies: string) =>
    composeMessages(
      profile(
        [
          'systems:',
          `systems:
  slack: { mode: bot, channels: { onboarding: "#onboarding", onCall: "#on-call" } }
  email: { mode: smtp, host: mail.example.com, from: onboarding@lakeside.example.com }`,
        ],
        ['people:', `policies: { onCall: ${policies} }\npeople:`],
        ['people:\n', 'people:\n  - { id: sam, name: Sam, email: sam@example.com, roles: [technician] }\n'],
      ),
      harbor,
      blocked,
      'key',
    );

  test('ring those who are named, and the pager, with one key for the same alarm', () => {
    const [slack, pager, mail, ...more] = onCall('{ people: [sam], pager: ONBOARD_PAGER_URL }');
    expect(slack).toMatchObject({ via: 'slack', channel: '#on-call' });
    expect(pager).toMatchObject({ via: 'pager', key: 'key', summary: expect.stringContaining('NOT live') });
    expect(pager).toMatchObject({ details: expect.stringContaining('VIP users') });
    expect(mail).toMatchObject({ via: 'email', to: 'sam@example.com', key: 'key/sam' });
    expect(more).toEqual([]);
  });

  test('ring the role ops where nobody is named', () => {
    const [, ...more] = onCall('{}');
    expect(more).toMatchObject([{ via: 'email', to: 'dana@example.com' }]);
  });
});

describe('delivery', () => {
  const slack: ComposedMessage = { via: 'slack', key: 'k', channel: '#c', text: 'Hello' };
  const mail: ComposedMessage = { ...slack, via: 'email', messageId: '<m@x>', to: 'a@b.c', subject: 'S' };
  const alarm: ComposedMessage = { via: 'pager', key: 'k', summary: 'S', details: 'Hello' };

  test('gives what it can be found by', async () => {
    const { senders } = new FakeMessages();
    expect(await sendMessage(senders, slack)).toEqual({ reference: '#c/1' });
    expect(await sendMessage(senders, mail)).toEqual({ reference: '<m@x>' });
    expect(await sendMessage(senders, alarm)).toEqual({ reference: 'k' });
    expect(await sendMessage({ ...senders, mailer: undefined }, mail)).toEqual({ reference: 'off' });
    expect(await sendMessage({ ...senders, pager: undefined }, alarm)).toEqual({ reference: 'off' });
  });

  test('finds what Slack took; a mail or an alarm cannot be found', async () => {
    const { senders } = new FakeMessages();
    expect(await findMessage(senders, slack, '2026-11-22T09:00:00Z')).toBeNull();
    await sendMessage(senders, slack);
    expect(await findMessage(senders, slack, '2026-11-22T09:00:00Z')).toEqual({ reference: '#c/1' });
    expect(await findMessage(senders, mail, '2026-11-22T09:00:00Z')).toBeNull();
    expect(await findMessage(senders, alarm, '2026-11-22T09:00:00Z')).toBeNull();
  });
});
