import { z } from 'zod';
import { across } from './across.ts';
import { countSchema } from './field-schemas.ts';
import { localTimeSchema } from './hours-schema.ts';
import { personIdSchema } from './ids.ts';

const WEEK_MINUTES = 7 * 24 * 60;
const HALF_DAY_MINUTES = 12 * 60;

/** What becomes of a customer whose field of R20 is set while R21 is not, once the deadline is there (R23). */
const switchOverSchema = z.strictObject({
  default: z
    .enum(['put-back', 'person-ticks'])
    .default('put-back')
    .describe('`put-back`: R20 is put back; `person-ticks`: it stays, and a person ticks the box of R21.'),
  minutesBeforeHours: countSchema(HALF_DAY_MINUTES, 0)
    .default(10)
    .describe('How long before help-desk hours open the default takes effect.'),
  allDayMinutes: countSchema(HALF_DAY_MINUTES)
    .default(30)
    .describe('How long after the instant hours that never end count as opening.'),
});

/** What surrounds the go-live instant. */
export const goLivePolicySchema = z.strictObject({
  leadMinutes: countSchema(WEEK_MINUTES)
    .default(60)
    .describe('How long before go-live everything is read again and compared with what was approved.'),
  minutesBeforeHours: countSchema(HALF_DAY_MINUTES, 0)
    .default(30)
    .describe('“First thing in the morning”: how long before help-desk hours begin (R20).'),
  latenessMinutes: countSchema(HALF_DAY_MINUTES, 0)
    .default(15)
    .describe('How late a go-live may still happen by itself; later, a person decides.'),
  switchOver: switchOverSchema.prefault({}),
});

/** When people are reminded of a decision, on their own clocks and in their hours. */
export const remindersSchema = z.strictObject({
  firstAfterBusinessHours: countSchema(80)
    .default(4)
    .describe('Hours of work after which whoever may decide is reminded for the first time.'),
  times: countSchema(10)
    .default(2)
    .describe('How often, once a business day, before the deputy is asked, and then the office admin.'),
  digestAt: localTimeSchema
    .default('09:00')
    .describe('When the reminders of a day come together, on the person’s clock.'),
});

/** Adds to the list of people the check that a deputy is somebody else on it. */
export function withKnownDeputies<List extends z.ZodType>(list: List): List {
  const part = z.array(z.object({ id: personIdSchema, deputy: personIdSchema.optional() }));
  return across(list, part, (people, complain) => {
    const ids = people.map(({ id }) => id);
    people.forEach(({ id, deputy }, index) => {
      if (deputy === undefined || (deputy !== id && ids.includes(deputy))) return;
      const others = ids.filter((other) => other !== id);
      complain(
        [index, 'deputy'],
        deputy === id ? 'is the person, not somebody who stands in' : 'is nobody in people',
        others.length === 0
          ? 'Leave it out, or add the deputy to people.'
          : `Write one of: ${others.join(', ')}.`,
      );
    });
  });
}
