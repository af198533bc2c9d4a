import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import type { Fault } from '../../../simulators/kit/types.ts';
import { type SmtpOptions, type SmtpSimulator, startSmtpSimulator } from '../../../simulators/smtp/server.ts';
import { countByMessageId } from '../../../simulators/smtp/state.ts';
import { waitFor } from '../../support/wait.ts';

let simulator: SmtpSimulator;
const open = async (options: SmtpOptions = {}) => {
  simulator = await startSmtpSimulator(options);
};
beforeEach(() => open());
afterEach(() => simulator.stop());

const ID = '<abc123@example-msp.example.com>';
const MAIL = {
  from: 'onboard@example-msp.example.com',
  to: 'success@help-desk.example.com',
  subject: 'Hours of Müller & Söhne – please confirm',
  text: 'Which hours?\n.\nA line with = and ümlauts, long enough to be folded by an encoder that keeps lines short.',
  html: '<p>Which hours?</p>',
  messageId: ID,
};

interface Login {
  user: string;
  pass: string;
}

/** Sends one mail; resolves with the code of the last answer, or with the name of the failure. */
async function send(mail: object = MAIL, auth?: Login, more: object = {}): Promise<string> {
  const port = Number(new URL(simulator.url).port);
  const timeouts = { socketTimeout: 500, greetingTimeout: 2000 };
  const transport = createTransport({ host: '127.0.0.1', port, ...timeouts, ...(auth && { auth }), ...more });
  try {
    const { response } = await transport.sendMail(mail);
    return response.slice(0, 3);
  } catch (error) {
    const { responseCode, code } = Object(error);
    return String(responseCode ?? code);
  } finally {
    transport.close();
  }
}

const mails = () => simulator.state().mails;

test('keeps a mail whole, and audits it once under its Message-ID', async () => {
  expect(await send()).toBe('250');
  expect(mails()).toEqual([
    expect.objectContaining({
      from: MAIL.from,
      to: [MAIL.to],
      subject: MAIL.subject,
      messageId: ID,
      html: MAIL.html,
    }),
  ]);
  expect(mails()[0]?.text.replace(/\r\n/g, '\n')).toBe(MAIL.text);
  expect(mails()[0]?.raw).toMatch(/^From: onboard@/m);
  expect(simulator.auditLog).toEqual([
    expect.objectContaining({
      system: 'smtp',
      actor: MAIL.from,
      entity: 'email',
      id: ID,
      field: 'message',
      before: null,
      after: expect.objectContaining({ subject: MAIL.subject, to: [MAIL.to] }),
    }),
  ]);
  expect(simulator.journalLog).toEqual([
    expect.objectContaining({ method: 'DATA', path: MAIL.to, status: 250 }),
  ]);
});

test('the envelope counts, not the headers: blind copies are recipients', async () => {
  await send({ ...MAIL, bcc: 'boss@example-msp.example.com' });
  expect(mails()[0]?.to).toEqual([MAIL.to, 'boss@example-msp.example.com']);
});

test('a mail sent twice is there twice: SMTP knows no idempotency', async () => {
  await send();
  await send();
  expect(countByMessageId(simulator.state(), ID)).toBe(2);
});

describe('faults', () => {
  const cases: [Fault, RegExp, number][] = [
    [{ kind: 'refuse-connect' }, /ESOCKET|ECONNECTION|ECONNRESET/, 0],
    [{ kind: 'greylist-450' }, /^450/, 0],
    [{ kind: 'reject-550' }, /^550/, 0],
    [{ kind: 'drop-before-dot' }, /ESOCKET|ECONNECTION|ECONNRESET/, 0],
    [{ kind: 'drop-after-dot-accepted' }, /ESOCKET|ECONNECTION|ECONNRESET/, 1],
    [{ kind: 'drop-after-dot-rejected' }, /ESOCKET|ECONNECTION|ECONNRESET/, 0],
    [{ kind: 'hang-after-dot' }, /ETIMEDOUT/, 1],
    [{ kind: 'hang-after-dot', options: { accepted: false } }, /ETIMEDOUT/, 0],
    [{ kind: 'tls-required' }, /^530/, 0],
  ];
  test.each(cases)('%j', async (fault, outcome, kept) => {
    simulator.faults.add({ ...fault, times: 1 });
    expect(await send()).toMatch(outcome);
    expect([mails().length, simulator.auditLog.length]).toEqual([kept, kept]);
    expect(simulator.journalLog.map((entry) => entry.fault)).toEqual([fault.kind]);
    expect(await send()).toBe('250');
  });
  test('slow holds the answer back', async () => {
    simulator.faults.add({ kind: 'slow', method: 'DATA', options: { ms: 200 } });
    const began = performance.now();
    expect(await send()).toBe('250');
    expect(performance.now() - began).toBeGreaterThan(190);
  });
  test('one refused recipient of two: the mail goes to the other', async () => {
    simulator.faults.add({ kind: 'reject-550', path: 'gone@' });
    expect(await send({ ...MAIL, to: [MAIL.to, 'gone@help-desk.example.com'] })).toBe('250');
    expect(mails()[0]?.to).toEqual([MAIL.to]);
  });
  test('auth-535 refuses a good login', async () => {
    simulator.faults.add({ kind: 'auth-535' });
    expect(await send(MAIL, { user: 'any', pass: 'any' })).toBe('535');
    expect(mails()).toEqual([]);
  });
});

describe('login', () => {
  const credentials = { user: 'onboard', password: 'simulated-mail-password' };
  beforeEach(async () => {
    await simulator.stop();
    await open({ credentials });
  });
  test.each([
    ['good', { user: 'onboard', pass: credentials.password }, '250'],
    ['wrong', { user: 'onboard', pass: 'x' }, '535'],
    ['none', undefined, '530'],
  ])('%s', async (_name, auth, outcome) => {
    expect(await send(MAIL, auth)).toBe(outcome);
    expect(JSON.stringify(simulator.journalLog)).not.toContain(credentials.password);
  });
});

test('STARTTLS on demand satisfies tls-required', async () => {
  await simulator.stop();
  await open({ startTls: true });
  simulator.faults.add({ kind: 'tls-required' });
  expect(await send(MAIL, undefined, { requireTLS: true, tls: { rejectUnauthorized: false } })).toBe('250');
});

describe('the mailbox', () => {
  test('a page and a list show the mails, and how many have the same Message-ID', async () => {
    await send({ ...MAIL, subject: '<script>' });
    await send();
    const page = await (await fetch(simulator.mailboxUrl)).text();
    expect(page).toContain('&lt;script&gt;');
    const list: unknown = await (await fetch(`${simulator.mailboxUrl}/mails`)).json();
    expect(list).toMatchObject([{ messageId: ID, copies: 2 }, { subject: MAIL.subject }]);
    expect(await (await fetch(`${simulator.mailboxUrl}/mails/2/raw`)).text()).toContain(`Message-ID: ${ID}`);
    expect((await fetch(`${simulator.mailboxUrl}/mails/9/raw`)).status).toBe(404);
  });
  test('looking at it leaves no trace and is struck by no fault', async () => {
    simulator.faults.add({ kind: 'status' });
    expect((await fetch(simulator.mailboxUrl)).status).toBe(200);
    expect(simulator.journalLog).toEqual([]);
  });
});

test('the stop ends a hanging session at once', async () => {
  simulator.faults.add({ kind: 'hang-after-dot' });
  const sent = send(MAIL, undefined, { socketTimeout: 20_000 });
  await waitFor('the message is there', () => simulator.journalLog.length > 0);
  await simulator.stop();
  // Not the client's own time-out.
  expect(await sent).toMatch(/ESOCKET|ECONNECTION|ECONNRESET/);
});
