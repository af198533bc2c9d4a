import net from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createMailer } from '../../../activities/email/mailer.ts';
import { ProductError } from '../../../domain/problems.ts';

/** What a server does at one point of the conversation, by the client's line; `.` is the end of the message. */
type Script = (line: string) => string | 'drop' | 'hang';

const usual: Script = (line) => (/^DATA/.test(line) ? '354 go on' : '250 ok');

let server: net.Server | undefined;
afterEach(() => {
  server?.close();
});

/** A mail server of a few lines that can break off anywhere, also where the simulator cannot. */
function listen(script: Script, onBytes: (socket: net.Socket) => void = () => {}): Promise<number> {
  const made = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.write('220 hello\r\n');
    let inMessage = false;
    let rest = '';
    socket.on('data', (bytes) => {
      if (inMessage) onBytes(socket);
      rest += bytes.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inMessage && line !== '.') continue;
        const reply = script(line);
        inMessage = reply.startsWith('354');
        if (reply === 'drop') socket.destroy();
        else if (reply !== 'hang') socket.write(`${reply}\r\n`);
      }
    });
  });
  server = made;
  return new Promise((resolve) => {
    made.listen(0, '127.0.0.1', () => {
      const address = made.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

async function codeOfSending(port: number, mail: { to?: string; text?: string } = {}): Promise<string> {
  const settings = {
    host: '127.0.0.1',
    port,
    secure: false,
    from: 'Desk <desk@msp.example>',
    timeoutMs: 1_000,
  };
  const content = {
    to: 'success@mc.example',
    subject: 'Hours',
    text: 'Mon–Fri',
    messageId: '<a@msp.example>',
  };
  try {
    return (await createMailer(settings).send({ ...content, ...mail })).kind;
  } catch (error) {
    return error instanceof ProductError ? error.problem.code : String(error);
  }
}

/** As usual, but for lines that begin so. */
function but(start: string, reply: string): Script {
  return (line) => (line.startsWith(start) ? reply : usual(line));
}

describe('each phase of an SMTP conversation', () => {
  test.each([
    ['nothing wrong', usual, 'sent'],
    ['421 at MAIL', but('MAIL', '421 closing'), 'unavailable'],
    ['530 at MAIL', but('MAIL', '530 5.7.0 Must issue a STARTTLS command first'), 'profile-invalid'],
    ['dropped at MAIL', but('MAIL', 'drop'), 'unavailable'],
    ['450 at RCPT', but('RCPT', '450 try later'), 'unavailable'],
    ['550 at RCPT', but('RCPT', '550 nobody here'), 'input-rejected'],
    ['dropped at RCPT', but('RCPT', 'drop'), 'unavailable'],
    ['silent at RCPT', but('RCPT', 'hang'), 'unavailable'],
    ['dropped at DATA', but('DATA', 'drop'), 'unavailable'],
    ['552 at DATA', but('DATA', '552 too large'), 'input-rejected'],
    ['451 after the dot', but('.', '451 not now'), 'unavailable'],
    ['554 after the dot', but('.', '554 no'), 'input-rejected'],
    ['dropped after the dot', but('.', 'drop'), 'message-unknown'],
    ['silent after the dot', but('.', 'hang'), 'message-unknown'],
  ])('%s', async (_what, script, code) => {
    expect(await codeOfSending(await listen(script))).toBe(code);
  });

  test('a long message cut off in its midst never had its dot', async () => {
    const port = await listen(usual, (socket) => socket.destroy());
    expect(await codeOfSending(port, { text: 'one line of a long mail\n'.repeat(300_000) })).toBe(
      'unavailable',
    );
  });

  test('an address that is none is refused without a connection’s help', async () => {
    expect(await codeOfSending(await listen(usual), { to: '' })).toBe('input-rejected');
  });
});
