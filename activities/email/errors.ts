import { z } from 'zod';
import { type ProblemCode, ProductError } from '../../domain/problems.ts';

/** What people call the system, in messages. */
export const systemTitle = 'the mail server';

/** One attempt at sending. */
export interface Attempt {
  /** For messages. */
  readonly messageId: string;
  /** Whether the final dot was, or was just about to be, written: from then on the message may have been accepted. */
  readonly dotWritten: boolean;
}

/** What nodemailer says of a failure; its message and response may hold outside text and are not looked at. */
const smtpError = z.object({
  code: z.string().optional().catch(undefined),
  /** The server's own three-digit reply, if it gave one. */
  responseCode: z.int().optional().catch(undefined),
});

/** The error of an attempt: an answer decides, and without one whether the dot was out. */
export function mailError(attempt: Attempt, error: unknown): ProductError {
  const { code = '', responseCode } = smtpError.catch({}).parse(error);
  if (responseCode !== undefined) return answered(responseCode, code);
  if (code === 'EENVELOPE')
    return failed('input-rejected', 'the sender’s or the recipient’s address is not one');
  if (code === 'EMESSAGE') return failed('input-rejected', 'the message is larger than it takes');
  if (code === 'EAUTH') return failed('credentials-rejected');
  if (attempt.dotWritten) return unknown(attempt);
  if (code === 'ETLS') return failed('unavailable', 'no encrypted connection could be made');
  return failed('unavailable', `no whole conversation (${code || 'no reason given'})`);
}

/** 4xx passes by itself, 5xx does not (RFC 5321 §4.2.1). */
function answered(responseCode: number, code: string): ProductError {
  const detail = `it answered ${responseCode}`;
  if (responseCode < 500) return failed('unavailable', detail);
  if (responseCode === 530) {
    return new ProductError('profile-invalid', {
      detail: `${systemTitle} wants TLS, or a login, first (530)`,
    });
  }
  return failed(code === 'EAUTH' ? 'credentials-rejected' : 'input-rejected', detail);
}

function unknown({ messageId }: Attempt): ProductError {
  const detail = 'the connection ended after the message was sent and before an answer';
  return new ProductError('message-unknown', { system: systemTitle, what: messageId, detail });
}

function failed(code: ProblemCode, detail = ''): ProductError {
  return new ProductError(code, { system: systemTitle, wanted: 'send an e-mail', detail });
}
