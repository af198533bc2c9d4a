import { z } from 'zod';
import { countSchema, serviceUrlSchema, textSchema, variableSchema } from '../field-schemas.ts';
import { notRead } from './not-yet.ts';
import { stepsByHand } from './steps-by-hand.ts';
import { MINUTE_MS } from './time-limits.ts';

/** The flexible asset that holds hours and plan (R8); its fields are found by their labels. */
const siteSummarySchema = z.strictObject({
  typeName: textSchema.default('Site Summary').describe('Name of the flexible asset type.'),
  hoursField: textSchema.default('Help Desk Hours').describe('Label of the field for the hours (R8).'),
  planField: textSchema.default('Help Desk Plan').describe('Label of the field for the plan (R8).'),
  planValue: textSchema
    .default('Mission Control Help Desk')
    .describe('What the plan field says of a customer who is live.'),
  onNone: z
    .enum(['human', 'create'])
    .default('human')
    .describe('A customer without one: a person makes it, or it is created. Several are left to a person.'),
});

/** IT Glue, by its REST API. */
export const itGlueSchema = z.strictObject({
  mode: z.enum(['by-hand', 'api', 'off']).default('by-hand'),
  steps: stepsByHand('it-glue-organization'),
  region: z
    .enum(['us', 'eu', 'au'])
    .default('us')
    .describe('A key of another region looks like a wrong key.'),
  apiUrl: serviceUrlSchema.optional().describe('Instead of the region’s own address.'),
  /** The name in `https://<account>.itglue.com`. */
  account: notRead('Leave it out: the key says whose account it is, and no links to IT Glue are made yet.'),
  siteSummary: siteSummarySchema.prefault({}),
  approverTypes: z
    .array(textSchema)
    .default(['Primary Authority', 'Approver'])
    .describe('Contact types whose people are shown as candidates for approvers, never made approvers (R5).'),
  pageSize: countSchema(1000).default(1000),
  timeoutMs: countSchema(10 * MINUTE_MS).default(30_000),
  credentials: z.strictObject({ apiKey: variableSchema.default('IT_GLUE_API_KEY') }).prefault({}),
});
