import { z } from 'zod';
import { countSchema, emailSchema, serviceUrlSchema, textSchema, variableSchema } from '../field-schemas.ts';
import { notRead } from './not-yet.ts';
import { onboardingTicketSchema } from './onboarding-ticket.ts';
import { stepsByHand } from './steps-by-hand.ts';
import { MINUTE_MS } from './time-limits.ts';

const noTickets = 'Leave it out: people send tickets to Mission Control, with the templates of Autotask.';
const noChecklist = 'Leave it out: people add the item to the checklist (R2).';

/** Names of the tenant that daily work with tickets will need, each looked up by its label. */
const ticketNames = {
  /** R63 · What a ticket gets that is sent to Mission Control. */
  helpDeskResource: notRead(noTickets),
  helpDeskRole: notRead(noTickets),
  helpDeskQueue: notRead(noTickets),
  returnedStatus: notRead(noTickets),
  timeEntriesDoneField: notRead(noTickets),
  /** R2 · The checklist of new devices. */
  deviceChecklist: notRead(noChecklist),
};

/** Autotask, by its REST API. By hand is a mode, not a failure: as a whole or step by step. */
export const autotaskSchema = z.strictObject({
  mode: z
    .enum(['api', 'by-hand'])
    .default('api')
    .describe('by-hand: you get the exact instruction and say when it is done.'),
  steps: stepsByHand('autotask-company'),
  zoneDiscoveryUrl: serviceUrlSchema
    .default('https://webservices.autotask.net/')
    .describe('Where the tenant’s own address is looked up.'),
  // R20 knows two names for the field and three for its value: whatever the tenant has.
  helpDeskField: textSchema.default('Help Desk').describe('Label of the account’s help-desk field (R20).'),
  helpDeskValue: textSchema
    .default('Mission Control Help Desk')
    .describe('Value of that field that says Mission Control (R20).'),
  /** The note on the company that keeps the head of the evidence; none is written without somebody to assign it to. */
  closingNote: z
    .strictObject({ actionType: textSchema.default('General'), resourceEmail: emailSchema })
    .optional(),
  onboardingTicket: onboardingTicketSchema.prefault({}),
  internalNotePublish: textSchema
    .default('Internal Project Team')
    .describe('Whom our notes on tickets are published to: Mission Control, never customers (R64).'),
  ...ticketNames,
  credentials: z
    .strictObject({
      username: variableSchema.default('AUTOTASK_USERNAME'),
      secret: variableSchema.default('AUTOTASK_SECRET'),
      integrationCode: variableSchema.default('AUTOTASK_INTEGRATION_CODE'),
    })
    .prefault({}),
  timeoutMs: countSchema(10 * MINUTE_MS).default(30_000),
});
