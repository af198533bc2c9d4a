import { z } from 'zod';
import { across } from '../across.ts';
import { countSchema, relativePathSchema, serviceUrlSchema, variableSchema } from '../field-schemas.ts';
import { singleSession } from './not-yet.ts';
import { stepsByHand } from './steps-by-hand.ts';
import { MINUTE_MS } from './time-limits.ts';

const logins = ['password+totp', 'password+mail', 'password', 'human'] as const;

/** Lift Off, by its pages. By hand until someone has seen it work there. */
export const liftOffSchema = across(
  z.strictObject({
    mode: z.enum(['by-hand', 'portal']).default('by-hand'),
    steps: stepsByHand('lift-off-account'),
    url: serviceUrlSchema,
    login: z.enum(logins).default('password+totp'),
    singleSession: singleSession(),
    portalMap: relativePathSchema.optional().describe('File with corrected anchors of the pages.'),
    syncPatienceHours: countSchema(24 * 60)
      .default(72)
      .describe('How long to wait for what syncs from Autotask before a person is asked.'),
    pageTimeoutMs: countSchema(5 * MINUTE_MS).default(15_000),
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
