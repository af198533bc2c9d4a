import { z } from 'zod';
import { across } from './across.ts';
import { said } from './fault.ts';
import { emailSchema, textSchema, urlSchema } from './field-schemas.ts';
import { helpDeskHoursSchema, localDateSchema, localTimeSchema, timeZoneSchema } from './hours-schema.ts';
import { autotaskCompanyIdSchema, customerIdSchema } from './ids.ts';
import { unique } from './unique.ts';

/** Somebody at the customer, found in other systems by e-mail address. */
export const contactSchema = z.strictObject({ name: textSchema, email: emailSchema });
/** A VIP or an approver. */
export type Contact = z.infer<typeof contactSchema>;

/** Where in the signed contract a value stands, such as "§ 3.1": shown beside it to the person who confirms (R6). */
const clause = textSchema;

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
    /** Local time in the customer's zone; without it first thing in the morning (R20). */
    time: localTimeSchema.optional(),
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

/** A customer as the MSP describes it in `customers/<id>.yaml`. */
export const customerFileSchema = across(
  z.strictObject({
    schema: z.literal(1),
    id: customerIdSchema,
    name: textSchema,
    timeZone: timeZoneSchema,
    systems: z.strictObject({
      autotask: z.strictObject({ companyId: autotaskCompanyIdSchema, companyName: textSchema }),
      liftOff: z.strictObject({ accountName: textSchema }),
    }),
    service: serviceSchema,
    contract: contractSchema,
    /** Higher priority for their tickets (R3). Not the approvers: two lists, neither derived from the other (R5). */
    vips: contactsSchema,
    approvers: contactsSchema,
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
