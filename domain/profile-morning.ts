import { z } from 'zod';
import { across } from './across.ts';
import { serviceUrlSchema, variableSchema } from './field-schemas.ts';
import { localTimeSchema } from './hours-schema.ts';
import { personIdSchema } from './ids.ts';

/** The message of each morning, and the sign of life that an uptime monitor waits for. */
export const morningSchema = z.strictObject({
  at: localTimeSchema
    .default('06:00')
    .describe('When today’s go-lives are told, on your clock; takes effect with `onboard setup`.'),
  heartbeatUrl: serviceUrlSchema
    .optional()
    .describe('Fetched once that message is out; an uptime monitor tells you when that stops coming.'),
});

/** Whom trouble rings, beside Slack's on-call channel (R23). */
export const onCallSchema = z.strictObject({
  people: z
    .array(personIdSchema)
    .optional()
    .describe('Who gets urgent messages by mail; whoever has the role ops if left out.'),
  pager: variableSchema
    .optional()
    .describe('Name of the variable that holds the address of a pager’s webhook.'),
});

/** R24 · Tasks of the go-live day that only a person can do. */
export const dayTasksSchema = z.strictObject({
  testCall: z.boolean().default(false).describe('A test call to the help-desk number.'),
  testTicket: z.boolean().default(false).describe('A test ticket that Mission Control accepts.'),
  userNotice: z.boolean().default(false).describe('A notice to the customer’s users, drafted for you.'),
});

/** Adds to the profile the checks that whoever is on call is known, and that tasks of the day have their time. */
export function withKnownOnCall<Whole extends z.ZodType>(profile: Whole): Whole {
  const part = z.object({
    people: z.array(z.object({ id: personIdSchema })),
    policies: z.object({ onCall: onCallSchema }),
  });
  return across(profile, part, ({ people, policies }, complain) => {
    const ids = people.map(({ id }) => id);
    (policies.onCall.people ?? []).forEach((id, index) => {
      if (ids.includes(id)) return;
      complain(
        ['policies', 'onCall', 'people', index],
        'is nobody in people',
        `Write one of: ${ids.join(', ')}.`,
      );
    });
  });
}

/** Adds to the policies the check that tasks of the day (R24) have days in which they can be done. */
export function withTimeForTasks<Policies extends z.ZodType>(policies: Policies): Policies {
  const part = z.object({ aftercareDays: z.literal(0), dayTasks: dayTasksSchema });
  return across(policies, part, ({ dayTasks }, complain) => {
    if (!Object.values(dayTasks).includes(true)) return;
    complain(
      ['aftercareDays'],
      'leaves no time for the tasks of the day, which stay open during the aftercare',
      'Set it to 1 or more, or switch policies.dayTasks off.',
    );
  });
}
