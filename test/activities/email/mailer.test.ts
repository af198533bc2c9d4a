import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createMailer, type Mail, type MailerSettings } from '../../../activities/email/mailer.ts';
import { messageIdFor } from '../../../activities/email/message-id.ts';
import { type Problem, ProductError } from '../../../domain/problems.ts';
import { type SmtpOptions, type SmtpSimulator, startSmtpSimulator } from '../../../simulators/smtp/server.ts';

let simulator: SmtpSimulator;
async function start(options: SmtpOptions = {}) {
  await simulator?.stop();
  simulator = await startSmtpSimulator(options);
}
beforeEach(() => start());
afterEach(() => simulator.stop());

const mail: Mail = {
  messageId: messageIdFor(['onboarding-harbor', 'note-hours', '1'], 'msp.example'),
  to: 'success@mc.example',
  subject: 'Harbor Dental · hours',
  text: 'Monday to Friday, 7:30 to 20:30.\n.\nA line of one dot stood above.',
};

function mailer(over: Partial<MailerSettings> = {}) {
  return createMailer({
    host: '127.0.0.1',
    port: Number(new URL(simulator.url).port),
    secure: false,
    from: 'Help Desk Team <desk@msp.example>',
    // A busy machine takes its time; what never comes is waited for with less patience.
    timeoutMs: 5_000,
    refuseNonLoopback: true,
    ...over,
  });
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProductError) return error.problem;
    throw error;
  }
  throw new Error('it went well');
}

const arrived = () => simulator.state().mails;

describe('sending', () => {
  test('one mail, with our Message-ID, both bodies and where to answer', async () => {
    const sent = await mailer({ replyTo: 'ops@msp.example' }).send({ ...mail, html: '<p>Monday</p>' });
    expect(sent).toEqual({ kind: 'sent', messageId: mail.messageId });
    expect(arrived()).toMatchObject([
      {
        ...mail,
        text: mail.text.replaceAll('\n', '\r\n'),
        to: [mail.to],
        from: 'desk@msp.example',
        html: '<p>Monday</p>',
      },
    ]);
    expect(arrived()[0]?.raw).toMatch(/^Reply-To: ops@msp\.example\r?$/m);
    expect(arrived()[0]?.raw).toMatch(/^From: Help Desk Team <desk@msp\.example>\r?$/m);
  });

  test('a subject cannot smuggle in a header', async () => {
    await mailer().send({ ...mail, subject: 'Hours\r\nBcc: everybody@msp.example' });
    expect(arrived()[0]?.raw).not.toMatch(/^Bcc:/m);
    expect(arrived()[0]?.to).toEqual([mail.to]);
  });

  test('with a login', async () => {
    const login = { user: 'desk', password: 'right-secret' };
    await start({ credentials: login });
    await mailer(login).send(mail);
    expect(arrived()).toHaveLength(1);
    const problem = await problemOf(mailer({ ...login, password: 'wrong-secret' }).send(mail));
    expect(problem.code).toBe('credentials-rejected');
    expect(JSON.stringify(problem)).not.toContain('secret');
    expect(await problemOf(mailer().send(mail))).toMatchObject({ code: 'profile-invalid' });
  });
});

describe('each fault, after one attempt', () => {
  test.each([
    ['refuse-connect', 'unavailable', 0],
    ['greylist-450', 'unavailable', 0],
    ['reject-550', 'input-rejected', 0],
    ['tls-required', 'profile-invalid', 0],
    ['drop-after-dot-accepted', 'message-unknown', 1],
    ['drop-after-dot-rejected', 'message-unknown', 0],
    ['hang-after-dot', 'message-unknown', 1],
  ])('%s is %s', async (kind, code, mails) => {
    simulator.faults.add({ kind });
    const patience = kind.startsWith('hang') ? { timeoutMs: 1_000 } : {};
    expect((await problemOf(mailer(patience).send(mail))).code).toBe(code);
    expect(arrived()).toHaveLength(mails);
    expect(simulator.journalLog).toHaveLength(1);
  });

  test('auth-535 is credentials-rejected', async () => {
    await start({ credentials: { user: 'desk', password: 'p' } });
    simulator.faults.add({ kind: 'auth-535' });
    const problem = await problemOf(mailer({ user: 'desk', password: 'p' }).send(mail));
    expect(problem.code).toBe('credentials-rejected');
  });

  test('drop-before-dot with a long mail is unavailable: the dot cannot have been out', async () => {
    simulator.faults.add({ kind: 'drop-before-dot' });
    const text = 'one line of a long mail\n'.repeat(300_000);
    expect((await problemOf(mailer().send({ ...mail, text }))).code).toBe('unavailable');
  });

  test('drop-before-dot with a short mail never claims more than can be known', async () => {
    // Body and dot leave in one piece, before the lost connection shows: then only a person can tell.
    simulator.faults.add({ kind: 'drop-before-dot' });
    expect(['unavailable', 'message-unknown']).toContain((await problemOf(mailer().send(mail))).code);
    expect(arrived()).toEqual([]);
  });

  test('slow is no fault', async () => {
    simulator.faults.add({ kind: 'slow', options: { ms: 100 } });
    expect((await mailer().send(mail)).kind).toBe('sent');
  });

  test('greylisted once, sent by the next attempt: one mail', async () => {
    simulator.faults.add({ kind: 'greylist-450', times: 1 });
    expect(await problemOf(mailer().send(mail))).toMatchObject({ class: 'retryable' });
    await mailer().send(mail);
    expect(arrived()).toHaveLength(1);
  });

  test('nobody listens', async () => {
    const port = Number(new URL(simulator.url).port);
    await simulator.stop();
    expect((await problemOf(mailer({ port }).send(mail))).code).toBe('unavailable');
  });
});

test('a certificate that nobody signed is not trusted, and nothing is sent without encryption instead', async () => {
  await start({ startTls: true });
  expect((await problemOf(mailer().send(mail))).code).toBe('unavailable');
  expect(arrived()).toEqual([]);
});

test('a run for this machine refuses every other server', () => {
  expect(() => mailer({ host: 'smtp.example.com', port: 25 })).toThrow(/smtp\.example\.com/);
});

test('a Message-ID is the same for the same parts, and no other', () => {
  expect(messageIdFor(['a', 'b'], 'msp.example')).toBe(messageIdFor(['a', 'b'], 'msp.example'));
  expect(messageIdFor(['a', 'b'], 'msp.example')).not.toBe(messageIdFor(['ab'], 'msp.example'));
  expect(messageIdFor(['a'], 'msp.example')).toMatch(/^<[0-9a-f]{64}@msp\.example>$/);
});
