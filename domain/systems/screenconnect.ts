import { z } from 'zod';
import { across } from '../across.ts';
import { said } from '../fault.ts';
import {
  countSchema,
  relativePathSchema,
  serviceUrlSchema,
  textSchema,
  variableSchema,
} from '../field-schemas.ts';
import { singleSession } from './not-yet.ts';
import { stepsByHand } from './steps-by-hand.ts';
import { MINUTE_MS } from './time-limits.ts';

function loginSchema(prefix: 'ADMIN' | 'HELP_DESK') {
  return z
    .strictObject({
      user: variableSchema.default(`SCREENCONNECT_${prefix}_USER`),
      password: variableSchema.default(`SCREENCONNECT_${prefix}_PASSWORD`),
      totp: variableSchema.default(`SCREENCONNECT_${prefix}_TOTP`),
    })
    .prefault({});
}

const shape = z.strictObject({
  mode: z.enum(['by-hand', 'portal', 'off']).default('by-hand'),
  steps: stepsByHand('screenconnect-role', 'screenconnect-host'),
  url: serviceUrlSchema.optional().describe('Address of your own instance. Needed in mode portal.'),
  role: textSchema.default('Help Desk 2').describe('Only this very name is the role (R13).'),
  groupPath: z
    .array(textSchema)
    .min(1, { error: said('is empty', 'Write the way to a customer’s group, such as [“{customer}”].') })
    .default(['All Machines by Company', '{customer}'])
    .describe('The way to a customer’s group; {customer} is its name.'),
  grant: z
    .enum(['copy-existing', 'view+join'])
    .default('copy-existing')
    .describe('What the role is granted: what it holds on other customers’ groups, or to see and join only.'),
  login: z.enum(['internal', 'human']).default('internal'),
  /** Counts for each of the two accounts. */
  singleSession: singleSession(),
  portalMap: relativePathSchema.optional().describe('File with corrected anchors of the pages.'),
  pageTimeoutMs: countSchema(5 * MINUTE_MS).default(15_000),
  /** Two accounts: one that administers, one that only helps. The second never sees the first one's session. */
  credentials: z
    .strictObject({ administrator: loginSchema('ADMIN'), helpDesk: loginSchema('HELP_DESK') })
    .prefault({}),
});

/** ScreenConnect, the MSP's own, by its pages. By hand until someone has seen it work there. */
export const screenConnectSchema = across(
  shape,
  z.object(shape.pick({ mode: true, url: true, login: true, groupPath: true, credentials: true }).shape),
  ({ mode, url, login, groupPath, credentials }, complain) => {
    const { administrator, helpDesk } = credentials;
    if (mode === 'portal' && url === undefined)
      complain(['url'], 'is needed in mode portal', 'Write the address of your instance.');
    if (mode === 'portal' && login === 'human')
      complain(
        ['login'],
        'does not work with mode portal yet',
        'Make two accounts of the internal user source with one-time codes, or set mode to by-hand.',
      );
    if (administrator.user === helpDesk.user)
      complain(
        ['credentials', 'helpDesk', 'user'],
        'is the administrator as well, who may join everything',
        'Name the login of the user that Mission Control works as: only that one proves access (R14).',
      );
    if (!groupPath.some((part) => part.includes('{customer}')))
      complain(['groupPath'], 'does not name the customer', 'One part must contain {customer}.');
  },
);
