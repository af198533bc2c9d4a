import { z } from 'zod';
import { across } from './across.ts';
import { proofKinds } from './decisions.ts';
import { said } from './fault.ts';
import { countSchema, emailSchema, textSchema, variableSchema } from './field-schemas.ts';
import { localDateSchema, timeZoneSchema, weekSchema } from './hours-schema.ts';
import { personIdSchema } from './ids.ts';
import {
  dayTasksSchema,
  morningSchema,
  onCallSchema,
  withKnownOnCall,
  withTimeForTasks,
} from './profile-morning.ts';
import { systemsSchema } from './profile-systems.ts';
import { goLivePolicySchema, remindersSchema, withKnownDeputies } from './profile-times.ts';
import { webSchema } from './profile-web.ts';
import { withKnownStatusesPerson } from './systems/autotask.ts';
import { notRead } from './systems/not-yet.ts';
import { unique } from './unique.ts';

const roles = ['office-admin', 'technician', 'ops', 'owner'] as const;
const rolesSchema = z
  .array(z.enum(roles))
  .min(1, { error: said('is empty', `Name at least one of: ${roles.join(', ')}.`) });

/** What a person does at the MSP; decisions are open to roles, not to names. */
export type Role = (typeof roles)[number];

const personSchema = z.strictObject({
  id: personIdSchema,
  name: textSchema,
  email: emailSchema,
  roles: rolesSchema,
  osUser: textSchema
    .optional()
    .describe('The login on the machine where `onboard` runs: the command then knows who is deciding.'),
  timeZone: timeZoneSchema
    .optional()
    .describe('Where the person works, if elsewhere: your hours count on the clocks there.'),
  deputy: personIdSchema
    .optional()
    .describe('Who is asked when the person does not answer; must be in people too.'),
});

const peopleSchema = withKnownDeputies(
  unique(
    unique(
      unique(
        z.array(personSchema).min(1, { error: said('is empty', 'Name at least one person who may decide.') }),
        'id',
      ),
      'email',
    ),
    'osUser',
  ),
);

/** The MSP itself: its own clock (R61, R62), which is neither the customer's nor a device's. */
const mspSchema = z.strictObject({
  name: textSchema,
  timeZone: timeZoneSchema,
  businessHours: weekSchema.describe('Your own hours (R61), not the customers’ help-desk hours.'),
  holidays: z
    .array(localDateSchema)
    .default([])
    .describe('You do not work on them; they count as the public holidays of help-desk hours too.'),
});

/** Separate addresses, even where one may serve for two (R9, R11, R64, R55): ticket matters never go to success@. */
const missionControlSchema = z.strictObject({
  partnerSuccess: emailSchema.default('success@missioncontrolnoc.com'),
  customerSuccess: emailSchema.optional(),
  dispatch: emailSchema.default('ticketstatus@missioncontrolnoc.com'),
  billing: emailSchema.optional(),
});

/** The browser for portals: which one, and when it is replaced by a fresh one. */
const browserSchema = z.strictObject({
  executable: textSchema.optional(),
  noSandbox: z.boolean().default(false).describe('Only where containers leave no other way.'),
  maxJobs: countSchema(10_000).default(50),
  maxMinutes: countSchema(24 * 60).default(60),
  maxRssMb: notRead('Leave it out: a browser is replaced after maxJobs visits or maxMinutes.'),
  slots: countSchema(16).default(2).describe('Visits at the same time per worker.'),
});

/**
 * How many visits and calls begin in a second, all workers together: Temporal's server hands out no more. A morning on
 * which many customers go live reaches the outside systems as a queue, not as a crowd.
 */
const ratesSchema = z.strictObject({
  apiPerSecond: countSchema(1_000)
    .default(50)
    .describe('Activities on systems with an API, messages and our own work, all workers together.'),
  portalPerSecond: countSchema(100)
    .default(20)
    .describe('Visits to portals, all workers together; browser.slots says how many run at a time.'),
});

const storageSchema = z.strictObject({
  folder: textSchema.default('var/state'),
  sessionKey: variableSchema
    .default('ONBOARD_SESSION_KEY')
    .describe('Name of the variable that holds the key for portal sessions on disk.'),
});

const decisionsSchema = z.strictObject({
  contractTerms: rolesSchema.default(['ops', 'owner']),
  openStep: rolesSchema.default(['technician', 'ops', 'office-admin', 'owner']),
  alreadyLive: rolesSchema.default(['ops', 'owner']),
  lateGoLive: rolesSchema.default(['ops', 'owner']),
  accessAfterMove: rolesSchema.default(['ops', 'owner']),
  drift: rolesSchema.default(['technician', 'ops', 'office-admin', 'owner']),
  endAfterLive: rolesSchema.default(['ops', 'owner']),
  pauseSystem: rolesSchema
    .default(['ops', 'office-admin', 'owner'])
    .describe(
      'Who pauses a system for all onboardings, and resumes it; asked of nobody, so without a proof of its own.',
    ),
});

const proofSchema = z.enum(proofKinds).default('claimed');

/** How well whoever answers must have proven who they are, per question; what is stronger will do. */
const proofsSchema = z.strictObject({
  contractTerms: proofSchema,
  openStep: proofSchema,
  alreadyLive: proofSchema,
  lateGoLive: proofSchema,
  accessAfterMove: proofSchema,
  drift: proofSchema,
  endAfterLive: proofSchema,
});

const policiesSchema = withTimeForTasks(
  z.strictObject({
    goLive: goLivePolicySchema.prefault({}),
    accessBusinessDays: countSchema(60, 0)
      .default(3)
      .describe('Mission Control gets access this many of your business days before go-live (R16).'),
    readinessBusinessDays: countSchema(60, 0)
      .default(1)
      .describe('Everything is inspected again this many of your business days before go-live.'),
    aftercareDays: countSchema(90, 0)
      .default(14)
      .describe('How many days after go-live settings are watched for drift.'),
    reminders: remindersSchema.prefault({}),
    morning: morningSchema.prefault({}),
    onCall: onCallSchema.prefault({}),
    dayTasks: dayTasksSchema.prefault({}),
    decisions: decisionsSchema.prefault({}),
    proof: proofsSchema
      .prefault({})
      .describe('claimed (the OS login), token, mailed code, or oidc: the least that an answer needs.'),
    fourEyes: z
      .boolean()
      .default(true)
      .describe('Whoever started an onboarding does not approve its terms, a late go-live or its end.'),
    retentionDays: countSchema(3650)
      .default(30)
      .describe('How long Temporal keeps finished onboardings; takes effect with `onboard setup`.'),
  }),
);

/** The MSP as `onboarding.yaml` describes it. Secrets are named here, as environment variables, and kept elsewhere. */
export const profileSchema = across(
  withKnownStatusesPerson(
    withKnownOnCall(
      z.strictObject({
        schema: z.literal(1),
        msp: mspSchema,
        people: peopleSchema,
        systems: systemsSchema,
        missionControl: missionControlSchema.prefault({}),
        browser: browserSchema.prefault({}),
        rates: ratesSchema.prefault({}),
        storage: storageSchema.prefault({}),
        web: webSchema.prefault({}),
        policies: policiesSchema.prefault({}),
      }),
    ),
  ),
  z.object({
    people: z.array(z.object({ roles: rolesSchema })).min(1),
    policies: z.object({ decisions: decisionsSchema }),
  }),
  ({ people, policies }, complain) => {
    const held = new Set(people.flatMap((person) => person.roles));
    for (const [decision, wanted] of Object.entries(policies.decisions)) {
      if (wanted.some((role) => held.has(role))) continue;
      complain(
        ['policies', 'decisions', decision],
        'leaves the decision to nobody: none of these roles is held by anyone',
        `Give one of them (${wanted.join(', ')}) to somebody in people, or name a role that is held.`,
      );
    }
  },
);
/** A profile that is right, all defaults filled in. */
export type Profile = z.infer<typeof profileSchema>;
