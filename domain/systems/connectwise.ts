import { z } from 'zod';
import { textSchema } from '../field-schemas.ts';
import { notYet } from './not-yet.ts';

const outside = 'Set it to off: customers of that help desk are prepared outside of this program.';

/** ConnectWise Help Desk Service (R68). Nothing is done with it yet; the rest can be prepared while it is off. */
export const connectWiseSchema = z.strictObject({
  mode: notYet(z.enum(['off', 'by-hand', 'portal']), { 'by-hand': outside, portal: outside }).default('off'),
  api: notYet(z.enum(['off', 'read']), { read: outside }).default('off'),
  requiredSiteInformation: z
    .array(textSchema)
    .default([])
    .describe('Fields of the site information that the vendor’s checklist demands.'),
  phoneEscalation: z.enum(['required', 'optional']).default('required'),
  minNumbers: z.literal([2, 1]).default(2).describe('How many different numbers there must be to call.'),
  ruleScope: z
    .enum(['site', 'partner'])
    .default('site')
    .describe('Whether a rule of the partner as a whole counts for a site.'),
  portal: z.strictObject({ login: z.enum(['human', 'password+totp', 'sso']).default('human') }).prefault({}),
  ticketsIn: z
    .enum(['person', 'api', 'autotask'])
    .default('person')
    .describe('Who reads the tickets that come back.'),
  status: z
    .strictObject({
      infoNeeded: textSchema.default('Info Needed'),
      completed: textSchema.default('NOC Completed'),
    })
    .prefault({})
    .describe('What the statuses are called where the tickets are read.'),
  ticketsVersion: z.enum(['v2', 'v1']).default('v2'),
});
