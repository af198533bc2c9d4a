import { z } from 'zod';
import { across } from './across.ts';
import { autotaskSchema } from './systems/autotask.ts';
import { connectWiseSchema } from './systems/connectwise.ts';
import { dattoRmmSchema } from './systems/datto-rmm.ts';
import { mailSchema } from './systems/email.ts';
import { itGlueSchema } from './systems/it-glue.ts';
import { liftOffSchema } from './systems/lift-off.ts';
import { screenConnectSchema } from './systems/screenconnect.ts';
import { slackSchema } from './systems/slack.ts';
import { splashtopSchema } from './systems/splashtop.ts';
import { timeZestSchema } from './systems/timezest.ts';

/** The outside systems: where they are, what they call things, and how far each is automated. */
export const systemsSchema = across(
  z.strictObject({
    autotask: autotaskSchema.prefault({}),
    liftOff: liftOffSchema,
    itGlue: itGlueSchema.prefault({}),
    dattoRmm: dattoRmmSchema.prefault({}),
    screenConnect: screenConnectSchema.prefault({}),
    splashtop: splashtopSchema.prefault({}),
    timeZest: timeZestSchema.prefault({}),
    connectWise: connectWiseSchema.prefault({}),
    slack: slackSchema.prefault({}),
    email: mailSchema.prefault({}),
  }),
  z.object({
    dattoRmm: z.object({ mode: z.enum(['by-hand', 'off']) }),
    splashtop: z.object({ mode: z.literal('open-api'), via: z.literal('rmm') }),
  }),
  (_systems, complain) =>
    complain(
      ['splashtop', 'via'],
      'needs dattoRmm.mode api, because the RMM’s site says whether Splashtop is installed there',
      'Set systems.dattoRmm.mode to api, or via to own if Splashtop does not come with the RMM.',
    ),
);
