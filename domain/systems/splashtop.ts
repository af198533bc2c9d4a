import { z } from 'zod';
import { across } from '../across.ts';
import { countSchema, emailSchema, serviceUrlSchema, variableSchema } from '../field-schemas.ts';
import { stepsByHand } from './steps-by-hand.ts';
import { MINUTE_MS } from './time-limits.ts';

const shape = z.strictObject({
  mode: z.enum(['by-hand', 'open-api', 'off']).default('by-hand'),
  steps: stepsByHand('splashtop-computers'),
  region: z.enum(['com', 'eu']).default('com'),
  apiUrl: serviceUrlSchema.optional().describe('Instead of the region’s own address.'),
  access: z
    .enum(['group', 'computer'])
    .default('group')
    .describe('How a login reaches computers: as a member of their group, or each by itself.'),
  missionControlUser: emailSchema
    .optional()
    .describe('Mission Control’s login there. Needed in mode open-api.'),
  via: z
    .enum(['rmm', 'own'])
    .default('rmm')
    .describe(
      'It comes with the RMM, so that the RMM’s site counts as well (needs dattoRmm.mode api), or by itself.',
    ),
  timeoutMs: countSchema(10 * MINUTE_MS).default(30_000),
  credentials: z.strictObject({ token: variableSchema.default('SPLASHTOP_TOKEN') }).prefault({}),
});

/** Splashtop (R15), only for customers that use it. */
export const splashtopSchema = across(
  shape,
  z.object(shape.pick({ mode: true, missionControlUser: true }).shape),
  ({ mode, missionControlUser }, complain) => {
    if (mode === 'open-api' && missionControlUser === undefined)
      complain(
        ['missionControlUser'],
        'is needed in mode open-api',
        'Write the address that Mission Control logs in with.',
      );
  },
);
