import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createCore, type SimulatorCore } from '../kit/core.ts';
import { serveHttp } from '../kit/http-server.ts';
import type { Simulator, SimulatorOptions } from '../kit/types.ts';
import { addMailbox } from './mailbox.ts';
import {
  authenticate,
  connect,
  NoAnswer,
  type SmtpCredentials,
  type SmtpService,
  takeMail,
  takeRecipient,
  takeSender,
} from './session.ts';
import { auditRecords, type SmtpState } from './state.ts';

/** How an SMTP simulator is started. */
export interface SmtpOptions extends SimulatorOptions<SmtpState> {
  /** With them a login is needed. */
  readonly credentials?: SmtpCredentials;
  /** Offers STARTTLS, with a certificate that nobody has signed. */
  readonly startTls?: boolean;
  /** Port of the mailbox page; 0 picks a free one. */
  readonly mailboxPort?: number;
}

/** A running SMTP simulator. */
export interface SmtpSimulator extends Simulator<SmtpState> {
  /** Base address of the mailbox page; `/mails` is the same as JSON. Control endpoints are here too. */
  readonly mailboxUrl: string;
}

type Callback = (error?: Error | null) => void;

/** Gives the outcome of a phase to the callback of the library, unless there is to be no answer. */
async function settle(callback: Callback, phase: () => void | Promise<void>): Promise<void> {
  try {
    await phase();
  } catch (error) {
    if (!(error instanceof NoAnswer)) callback(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  callback();
}

function phases(service: SmtpService): SMTPServerOptions {
  return {
    onConnect: (session, callback) => void settle(callback, () => connect(service, session)),
    onAuth: (auth, _session, callback) => {
      try {
        callback(null, { user: authenticate(service, auth) || 'anonymous' });
      } catch (error) {
        callback(error instanceof Error ? error : new Error(String(error)));
      }
    },
    onMailFrom: (address, session, callback) =>
      void settle(callback, () => takeSender(service, session, address.address)),
    onRcptTo: (address, _session, callback) =>
      void settle(callback, () => takeRecipient(service, address.address)),
    onData: (stream, session, callback) => void settle(callback, () => takeMail(service, session, stream)),
  };
}

function createServer(service: SmtpService, options: SmtpOptions): SMTPServer {
  return new SMTPServer({
    ...phases(service),
    name: 'mail.example.com',
    authOptional: options.credentials === undefined,
    allowInsecureAuth: true,
    disabledCommands: options.startTls ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 0,
    // Not only quiet: it also keeps the library from warning that its certificate is a well-known one.
    logger: false,
  });
}

/** The connections of a server by the client's port, which is how a session names its own. */
function trackConnections(sockets: Map<number, Socket>, server: SMTPServer): void {
  server.server.on('connection', (socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  // A client that goes away in the middle is no error of ours.
  server.on('error', () => {});
}

async function listen(server: SMTPServer, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const address: AddressInfo | string | null = server.server.address();
  return `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : port}`;
}

function createSmtpCore(options: SmtpOptions): SimulatorCore<SmtpState> {
  return createCore<SmtpState>({
    system: 'smtp',
    options,
    seed: () => ({ mails: [] }),
    records: auditRecords,
  });
}

/** Starts a mail server on loopback that keeps whatever it accepts, and a page that lists it. */
export async function startSmtpSimulator(options: SmtpOptions = {}): Promise<SmtpSimulator> {
  const core = createSmtpCore(options);
  const sockets = new Map<number, Socket>();
  const socketOf: SmtpService['socketOf'] = (session) => sockets.get(session.remotePort);
  const server = createServer({ core, credentials: options.credentials, socketOf }, options);
  trackConnections(sockets, server);
  const url = await listen(server, options.port ?? 0);
  const mailbox = await serveHttp(core, {
    options: { port: options.mailboxPort ?? 0, control: options.control ?? false },
    routes: addMailbox,
    isSystem: false,
  });
  const stop = async () => {
    for (const socket of sockets.values()) socket.destroy();
    await Promise.all([mailbox.stop(), new Promise<void>((resolve) => server.close(() => resolve()))]);
  };
  return { ...core, url, mailboxUrl: mailbox.url, stop };
}
