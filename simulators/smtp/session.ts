import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { SMTPServerAuthentication, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { SimulatorCore } from '../kit/core.ts';
import { numberOption } from '../kit/faults.ts';
import type { Fault, Json } from '../kit/types.ts';
import { readMime } from './mime.ts';
import { type Mail, type SmtpState, summary } from './state.ts';

/** A refusal with its SMTP code. */
export class SmtpRefusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, text: string) {
    super(text);
    this.responseCode = responseCode;
  }
}

/** Thrown where the client is to get no answer: its connection was closed, or hangs. */
export class NoAnswer extends Error {}

/** Login of the mail server; without it any login is taken, and none is needed. */
export interface SmtpCredentials {
  readonly user: string;
  readonly password: string;
}

/** What the phases of a session work with. */
export interface SmtpService {
  readonly core: SimulatorCore<SmtpState>;
  readonly credentials: SmtpCredentials | undefined;
  /** The connection of a session. */
  socketOf(session: SMTPServerSession): Socket | undefined;
}

interface Phase {
  readonly name: 'CONNECT' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA';
  /** The address that it is about; a fault's `path` is looked for in it. */
  readonly address: string;
}

function strike({ core }: SmtpService, phase: Phase, ...kinds: string[]): Fault | undefined {
  return core.faults.strike({ method: phase.name, path: phase.address }, ...kinds);
}

/** One journal line per answer that matters: each mail, and each refusal. Status 0 means no answer. */
function journal(
  { core }: SmtpService,
  phase: Phase,
  status: number,
  fault: Fault | undefined,
  body?: Json,
): void {
  const more = { ...(body === undefined ? {} : { body }), ...(fault ? { fault: fault.kind } : {}) };
  core.journal({ method: phase.name, path: phase.address, query: {}, headers: {}, status, ...more });
}

function refuse(service: SmtpService, phase: Phase, code: number, text: string, fault?: Fault): never {
  journal(service, phase, code, fault);
  throw new SmtpRefusal(code, text);
}

function drop(service: SmtpService, session: SMTPServerSession): void {
  service.socketOf(session)?.destroy();
}

async function sleepIfSlow(service: SmtpService, phase: Phase): Promise<void> {
  const slow = strike(service, phase, 'slow');
  if (slow) await wait(numberOption(slow, 'ms', 500));
}

/** Before the greeting. */
export async function connect(service: SmtpService, session: SMTPServerSession): Promise<void> {
  const phase: Phase = { name: 'CONNECT', address: '' };
  await sleepIfSlow(service, phase);
  const fault = strike(service, phase, 'refuse-connect');
  if (!fault) return;
  journal(service, phase, 0, fault);
  drop(service, session);
  throw new NoAnswer();
}

/** AUTH. */
export function authenticate(service: SmtpService, auth: SMTPServerAuthentication): string {
  const user = auth.username ?? '';
  const phase: Phase = { name: 'AUTH', address: user };
  const fault = strike(service, phase, 'auth-535');
  const { credentials } = service;
  const wrong = credentials && (credentials.user !== user || credentials.password !== auth.password);
  if (fault || wrong) refuse(service, phase, 535, '5.7.8 Authentication credentials invalid', fault);
  return user;
}

/** MAIL FROM. */
export function takeSender(service: SmtpService, session: SMTPServerSession, address: string): void {
  const phase: Phase = { name: 'MAIL', address };
  const fault = session.secure ? undefined : strike(service, phase, 'tls-required');
  if (fault) refuse(service, phase, 530, '5.7.0 Must issue a STARTTLS command first', fault);
}

/** RCPT TO, once for each recipient. */
export function takeRecipient(service: SmtpService, address: string): void {
  const phase: Phase = { name: 'RCPT', address };
  const fault = strike(service, phase, 'greylist-450', 'reject-550');
  if (fault?.kind === 'greylist-450') refuse(service, phase, 450, '4.2.0 Greylisted, try again later', fault);
  if (fault) refuse(service, phase, 550, '5.1.1 No such user here', fault);
}

async function readAll(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('latin1');
}

function envelope({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): { from: string; to: string[] } {
  return { from: mailFrom ? mailFrom.address : '', to: rcptTo.map((recipient) => recipient.address) };
}

/** Puts a mail into the mailbox, and into the audit under the sender's name. */
function accept({ core }: SmtpService, mail: Omit<Mail, 'number' | 'at'>): void {
  const { mails } = core.state();
  const number = (mails.at(-1)?.number ?? 0) + 1;
  const stored = { ...mail, number, at: core.clock.now().toISOString() };
  mails.push(stored);
  const change = {
    entity: 'email',
    id: mail.messageId,
    field: 'message',
    before: null,
    after: summary(stored),
  };
  core.audit(mail.from, [change]);
}

/** Whether the mail was accepted although nobody hears of it. A hanging answer leaves that open; here it was. */
function isAccepted(fault: Fault | undefined): boolean {
  if (fault?.kind === 'drop-after-dot-rejected') return false;
  return fault?.options?.['accepted'] !== false;
}

/** DATA, up to the answer after the final dot. */
export async function takeMail(
  service: SmtpService,
  session: SMTPServerSession,
  stream: SMTPServerDataStream,
): Promise<void> {
  const { from, to } = envelope(session);
  const phase: Phase = { name: 'DATA', address: to.join(', ') };
  const early = strike(service, phase, 'drop-before-dot');
  if (early) {
    journal(service, phase, 0, early);
    drop(service, session);
    throw new NoAnswer();
  }
  const raw = await readAll(stream);
  const content = readMime(raw);
  const fault = strike(
    service,
    phase,
    'drop-after-dot-accepted',
    'drop-after-dot-rejected',
    'hang-after-dot',
  );
  if (isAccepted(fault)) accept(service, { from, to, raw, ...content });
  await sleepIfSlow(service, phase);
  const { messageId, subject } = content;
  journal(service, phase, fault ? 0 : 250, fault, { from, to, messageId, subject });
  if (!fault) return;
  if (fault.kind !== 'hang-after-dot') drop(service, session);
  throw new NoAnswer();
}
