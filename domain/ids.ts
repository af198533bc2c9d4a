import { z } from 'zod';
import { said } from './fault.ts';
import { lineMatching } from './field-schemas.ts';

/** The customer's short name in file names, workflow ids and commands: `harbor-dental`. */
export const customerIdSchema = lineMatching(
  /^(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*$/,
  'is not a customer id',
  'Write small letters, digits and single hyphens, at most 40 in all, such as harbor-dental.',
).brand<'CustomerId'>();
/** See `customerIdSchema`. */
export type CustomerId = z.infer<typeof customerIdSchema>;

const notACompanyId = said('is not a company id', 'Write the number that Autotask shows, such as 29683510.');

/** The company's id in Autotask. The MSP itself has id 0, so an id is never tested for truth. */
export const autotaskCompanyIdSchema = z
  .int({ error: notACompanyId })
  .nonnegative({ error: notACompanyId })
  .brand<'AutotaskCompanyId'>();
/** See `autotaskCompanyIdSchema`. */
export type AutotaskCompanyId = z.infer<typeof autotaskCompanyIdSchema>;

/** The account's id in Lift Off, as its pages' addresses show it. */
export const liftOffAccountIdSchema = z.string().min(1).brand<'LiftOffAccountId'>();
/** See `liftOffAccountIdSchema`. */
export type LiftOffAccountId = z.infer<typeof liftOffAccountIdSchema>;

/** A person of the MSP, as the profile's `people` names them. */
export const personIdSchema = lineMatching(
  /^[a-z0-9]+([.-][a-z0-9]+)*$/,
  'is not the id of a person',
  'Write small letters, digits, single dots and hyphens, such as dana.ops.',
).brand<'PersonId'>();
/** See `personIdSchema`. */
export type PersonId = z.infer<typeof personIdSchema>;
