import { z } from 'zod';
import { countSchema, textSchema } from '../field-schemas.ts';
import { notYet } from './not-yet.ts';

const byHand = 'Set it to off: people send scheduling links in TimeZest themselves.';

/** TimeZest (R62, R67, R69). Nothing is done with it yet; the rest can be prepared while it is off. */
export const timeZestSchema = z.strictObject({
  mode: notYet(z.enum(['off', 'read', 'write']), { read: byHand, write: byHand }).default('off'),
  appointmentTypes: z
    .strictObject({
      idleTicket: textSchema.optional(),
      newUser: textSchema.optional(),
      newDevice: textSchema.optional(),
    })
    .prefault({})
    .describe('By name: for an idle ticket (R62), for set-ups that are always scheduled (R67).'),
  triggerMode: textSchema.optional(),
  requestsPerMinute: countSchema(600).default(60),
  setsStatus: z
    .boolean()
    .default(true)
    .describe('Whether TimeZest itself sets the ticket’s status when it sends a link (R69).'),
});
