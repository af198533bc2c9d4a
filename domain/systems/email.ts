import { z } from 'zod';
import { across } from '../across.ts';
import { countSchema, emailSchema, textSchema, variableSchema } from '../field-schemas.ts';
import { notRead, notYet } from './not-yet.ts';

const emailShape = z.strictObject({
  mode: notYet(z.enum(['smtp', 'http', 'off']), {
    http: 'Use smtp: mail providers with an HTTP interface have an SMTP server as well.',
  }).default('off'),
  /** Header of an HTTP interface that keeps a provider from sending the same message twice. */
  idempotencyHeader: notRead(
    'Leave it out: SMTP has nothing of the kind, and unknown outcomes go to a person.',
  ),
  host: textSchema.default(''),
  port: countSchema(65_535).default(587),
  secure: z
    .boolean()
    .default(false)
    .describe('TLS from the first byte (port 465); otherwise STARTTLS as soon as the server offers it.'),
  from: emailSchema.default(''),
  replyTo: emailSchema.optional(),
  /** Who reads what Mission Control answers. */
  replies: notYet(z.enum(['person', 'mailbox']), {
    mailbox: 'Use person: whoever reads the reply says so with `onboard resolve`.',
  }).default('person'),
  toMissionControl: z
    .enum(['draft', 'send'])
    .default('draft')
    .describe('Notes to Mission Control (R9, R11): ready for a person to send, or sent by us.'),
  credentials: z.strictObject({ user: variableSchema, password: variableSchema }).optional(),
});

/** Mail by SMTP: to Mission Control and to the MSP's own people, never to customers. */
export const mailSchema = across(
  emailShape,
  z.object({ mode: z.literal('smtp'), host: z.string(), from: z.string() }),
  ({ host, from }, complain) => {
    if (host === '')
      complain(['host'], 'is needed in mode smtp', 'Name the mail server, or set mode to off.');
    if (from === '') complain(['from'], 'is needed in mode smtp', 'Name the sender’s address.');
  },
);
