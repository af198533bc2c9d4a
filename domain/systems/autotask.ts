import { z } from 'zod';
import { across } from '../across.ts';
import { countSchema, emailSchema, serviceUrlSchema, textSchema, variableSchema } from '../field-schemas.ts';
import { personIdSchema } from '../ids.ts';
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
  statusesPerson: personIdSchema
    .optional()
    .describe('Who is in charge of statuses: named when a ticket’s category does not show one (R71).'),
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

/** Adds to the profile the check that whoever is in charge of statuses is known. */
export function withKnownStatusesPerson<Whole extends z.ZodType>(profile: Whole): Whole {
  const part = z.object({
    people: z.array(z.object({ id: personIdSchema })),
    systems: z.object({ autotask: z.object({ statusesPerson: personIdSchema }) }),
  });
  return across(profile, part, ({ people, systems }, complain) => {
    const ids = people.map(({ id }) => id);
    if (ids.includes(systems.autotask.statusesPerson)) return;
    complain(
      ['systems', 'autotask', 'statusesPerson'],
      'is nobody in people',
      `Write one of: ${ids.join(', ')}.`,
    );
  });
}
