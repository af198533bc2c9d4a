import { z } from 'zod';
import { across } from './across.ts';
import {
  countSchema,
  emailSchema,
  relativePathSchema,
  serviceUrlSchema,
  textSchema,
  variableSchema,
} from './field-schemas.ts';
import { stepsOf } from './steps/catalogue.ts';
import type { RecordName } from './steps/step.ts';

const minute = 60_000;

/** Autotask, by its REST API. By hand is a mode, not a failure: as a whole or step by step. */
const autotaskSchema = z.strictObject({
  mode: z.enum(['api', 'by-hand']).default('api'),
  steps: stepsByHand('autotask-company'),
  zoneDiscoveryUrl: serviceUrlSchema.default('https://webservices.autotask.net/'),
  /** R20 knows two names for the field and three for its value: whatever the tenant has. */
  helpDeskField: textSchema.default('Help Desk'),
  helpDeskValue: textSchema.default('Mission Control Help Desk'),
  credentials: z
    .strictObject({
      username: variableSchema.default('AUTOTASK_USERNAME'),
      secret: variableSchema.default('AUTOTASK_SECRET'),
      integrationCode: variableSchema.default('AUTOTASK_INTEGRATION_CODE'),
    })
    .prefault({}),
  timeoutMs: countSchema(10 * minute).default(30_000),
});

const logins = ['password+totp', 'password+mail', 'password', 'human'] as const;

/** Lift Off, by its pages. By hand until someone has seen it work there. */
const liftOffSchema = across(
  z.strictObject({
    mode: z.enum(['by-hand', 'portal']).default('by-hand'),
    steps: stepsByHand('lift-off-account'),
    url: serviceUrlSchema,
    login: z.enum(logins).default('password+totp'),
    portalMap: relativePathSchema.optional(),
    syncPatienceHours: countSchema(24 * 60).default(72),
    pageTimeoutMs: countSchema(5 * minute).default(15_000),
    credentials: z
      .strictObject({
        email: variableSchema.default('LIFT_OFF_EMAIL'),
        password: variableSchema.default('LIFT_OFF_PASSWORD'),
        totp: variableSchema.default('LIFT_OFF_TOTP'),
      })
      .prefault({}),
  }),
  z.object({ mode: z.literal('portal'), login: z.enum(['password+mail', 'human']) }),
  ({ login }, complain) =>
    complain(
      ['login'],
      'does not work with mode portal yet',
      `Use password+totp or password, or set mode to by-hand until ${login === 'human' ? 'a person can log in for the robot' : 'mailed codes are read'}.`,
    ),
);

const slackShape = z.strictObject({
  mode: z.enum(['bot', 'webhook', 'off']).default('off'),
  apiUrl: serviceUrlSchema.default('https://slack.com/api/'),
  token: variableSchema.default('SLACK_BOT_TOKEN'),
  webhookUrl: variableSchema.default('SLACK_WEBHOOK_URL'),
  /** Ids or names. A webhook posts to the channel that it was made for, whatever stands here. */
  channels: z
    .strictObject({
      onboarding: textSchema.default(''),
      onCall: textSchema.default(''),
      escalations: textSchema.default('#idle-and-escalated-help-desk-tickets'),
    })
    .prefault({}),
});

/** Slack; a bot can look up what became of a message, a webhook cannot. */
const slackSchema = across(
  slackShape,
  z.object({
    mode: z.literal('bot'),
    channels: z.object({ onboarding: z.string(), onCall: z.string() }),
  }),
  ({ channels }, complain) => {
    const remedy = 'Name the channel, or set systems.slack.mode to off.';
    if (channels.onboarding === '') complain(['channels', 'onboarding'], 'is needed in mode bot', remedy);
    if (channels.onCall === '') complain(['channels', 'onCall'], 'is needed in mode bot', remedy);
  },
);

const emailShape = z.strictObject({
  mode: z.enum(['smtp', 'off']).default('off'),
  host: textSchema.default(''),
  port: countSchema(65_535).default(587),
  /** TLS from the first byte (port 465); otherwise STARTTLS as soon as the server offers it. */
  secure: z.boolean().default(false),
  from: emailSchema.default(''),
  replyTo: emailSchema.optional(),
  credentials: z.strictObject({ user: variableSchema, password: variableSchema }).optional(),
});

/** Mail by SMTP: to Mission Control, never to customers. */
const mailSchema = across(
  emailShape,
  z.object({ mode: z.literal('smtp'), host: z.string(), from: z.string() }),
  ({ host, from }, complain) => {
    if (host === '')
      complain(['host'], 'is needed in mode smtp', 'Name the mail server, or set mode to off.');
    if (from === '') complain(['from'], 'is needed in mode smtp', 'Name the sender’s address.');
  },
);

/** The outside systems: where they are, what they call things, and how far each is automated. */
export const systemsSchema = z.strictObject({
  autotask: autotaskSchema.prefault({}),
  liftOff: liftOffSchema,
  slack: slackSchema.prefault({}),
  email: mailSchema.prefault({}),
});

function stepsByHand(record: RecordName) {
  return z.partialRecord(z.enum(stepsOf(record)), z.literal('by-hand')).prefault({});
}
