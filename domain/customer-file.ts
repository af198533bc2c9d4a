import { z } from 'zod';
import { across } from './across.ts';
import { said } from './fault.ts';
import { emailSchema, textSchema, urlSchema } from './field-schemas.ts';
import { helpDeskHoursSchema, localDateSchema, localTimeSchema, timeZoneSchema } from './hours-schema.ts';
import { autotaskCompanyIdSchema, customerIdSchema } from './ids.ts';
import { notYet } from './systems/not-yet.ts';
import { unique } from './unique.ts';

/** Somebody at the customer, found in other systems by e-mail address. */
export const contactSchema = z.strictObject({ name: textSchema, email: emailSchema });
/** A VIP or an approver. */
export type Contact = z.infer<typeof contactSchema>;

/** Where in the signed contract a value stands, such as "§ 3.1": shown beside it to the person who confirms (R6). */
const clause = textSchema.describe('Where the contract says so, such as § 3.1.');

const helpDeskTypeSchema = z.enum(['half-day', '24/7']);

/** The service model decides which rules hold; what each needs beside it differs (runbook, Service models). */
export const serviceSchema = z.discriminatedUnion('model', [
  z.strictObject({ model: z.literal('per-incident'), clause }),
  z.strictObject({ model: z.literal('time-based'), clause }),
  z.strictObject({
    model: z.literal('per-device'),
    clause,
    helpDeskType: z.strictObject({ value: helpDeskTypeSchema, clause }),
    acceptsDevicesNotOnboarded: z.boolean(),
  }),
]);
/** The service that the contract buys. */
export type Service = z.infer<typeof serviceSchema>;
/** `per-incident`, `time-based` or `per-device`. */
export type ServiceModel = Service['model'];

/** What the signed contract says, each value beside the clause that says it (R6). */
export const contractSchema = z.strictObject({
  link: urlSchema,
  goLive: z.strictObject({
    date: localDateSchema,
    time: localTimeSchema
      .optional()
      .describe('On the customer’s clocks; without it first thing in the morning (R20).'),
    clause,
  }),
  helpDeskHours: z.strictObject({ value: helpDeskHoursSchema, clause }),
});

const contactsSchema = unique(z.array(contactSchema), 'email');

const locationsSchema = unique(
  z
    .array(z.strictObject({ name: textSchema }))
    .min(1, { error: said('is empty', 'Name at least one location, as Autotask shows it.') }),
  'name',
);

const unlessNamed = 'Looked for under the company’s name in Autotask unless it is named here.';

/** Who takes the customer's tickets; another help desk needs none of our steps, and has none here yet. */
const helpDeskSchema = notYet(z.enum(['mission-control', 'connectwise']), {
  connectwise:
    'Use mission-control; a customer of ConnectWise’s help desk is prepared outside of this program.',
});

/** A customer as the MSP describes it in `customers/<id>.yaml`. */
export const customerFileSchema = across(
  z.strictObject({
    schema: z.literal(1),
    id: customerIdSchema,
    name: textSchema,
    timeZone: timeZoneSchema.describe('The customer’s own IANA zone.'),
    helpDesk: helpDeskSchema.optional(),
    systems: z.strictObject({
      autotask: z.strictObject({ companyId: autotaskCompanyIdSchema, companyName: textSchema }),
      liftOff: z.strictObject({ accountName: textSchema }),
      itGlue: z.strictObject({ organizationName: textSchema }).optional().describe(unlessNamed),
      dattoRmm: z.strictObject({ siteName: textSchema }).optional().describe(unlessNamed),
      screenConnect: z.strictObject({ groupName: textSchema }).optional().describe(unlessNamed),
      splashtop: z
        .strictObject({ group: textSchema })
        .optional()
        .describe('Only for customers that use Splashtop (R15).'),
    }),
    service: serviceSchema,
    contract: contractSchema,
    // Two lists, neither derived from the other (R5).
    vips: contactsSchema.describe('Their tickets get higher priority (R3).'),
    approvers: contactsSchema.describe('They may approve day-to-day matters (R4).'),
    locations: locationsSchema,
  }),
  z.object({
    service: z.object({ helpDeskType: z.object({ value: helpDeskTypeSchema }) }),
    contract: z.object({
      helpDeskHours: z.object({ value: z.object({ kind: z.enum(['24/7', 'weekly']) }) }),
    }),
  }),
  ({ service, contract }, complain) => {
    // R33: the type is billed; half a day beside hours around the clock, or the reverse, is a costly slip.
    const allDayType = service.helpDeskType.value === '24/7';
    const allDayHours = contract.helpDeskHours.value.kind === '24/7';
    if (allDayType === allDayHours) return;
    complain(
      ['service', 'helpDeskType', 'value'],
      `does not fit with contract.helpDeskHours, which are ${allDayHours ? 'around the clock' : 'weekly'} (R33)`,
      'Look at both clauses of the contract and correct the one that was copied wrongly.',
    );
  },
);
/** A customer file that is right. */
export type CustomerFile = z.infer<typeof customerFileSchema>;
