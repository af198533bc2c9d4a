import { z } from 'zod';
import { across } from '../across.ts';
import {
  countSchema,
  relativePathSchema,
  serviceUrlSchema,
  textSchema,
  variableSchema,
} from '../field-schemas.ts';
import { notRead, notYet, singleSession } from './not-yet.ts';
import { stepsByHand } from './steps-by-hand.ts';
import { MINUTE_MS } from './time-limits.ts';

const platforms = ['pinotage', 'merlot', 'concord', 'vidal', 'zinfandel', 'syrah'] as const;

/** The portal: site groups and mapping have no API. By hand until someone has seen it work there. */
const portalSchema = z.strictObject({
  mode: z.enum(['by-hand', 'portal']).default('by-hand'),
  login: z.enum(['datto', 'human']).default('datto'),
  authUrl: serviceUrlSchema
    .default('https://auth.datto.com/')
    .describe('Where one logs in; the platform’s pages are reached from there.'),
  url: serviceUrlSchema.optional().describe('Instead of the platform’s own address.'),
  accountName: textSchema
    .optional()
    .describe('The account to choose where the login has several, exactly as the list shows it.'),
  singleSession: singleSession(),
  portalMap: relativePathSchema.optional().describe('File with corrected anchors of the pages.'),
  pageTimeoutMs: countSchema(5 * MINUTE_MS).default(15_000),
  credentials: z
    .strictObject({
      email: variableSchema.default('DATTO_PORTAL_EMAIL'),
      password: variableSchema.default('DATTO_PORTAL_PASSWORD'),
      totp: variableSchema.default('DATTO_PORTAL_TOTP'),
    })
    .prefault({}),
});

const shape = z.strictObject({
  mode: z.enum(['by-hand', 'api', 'off']).default('by-hand'),
  steps: stepsByHand('datto-rmm-site', 'datto-rmm-site-group'),
  platform: z
    .enum(platforms)
    .optional()
    .describe('Part of your portal’s address. Needed unless all is by hand.'),
  apiUrl: serviceUrlSchema.optional().describe('Instead of the platform’s own address.'),
  siteGroup: textSchema.default('MC Help Desk Customers').describe('Only this very name is the group (R12).'),
  mapping: z
    .enum(['human', 'portal'])
    .default('human')
    .describe('Who maps a site to its Autotask company; portal needs mode api and portal.mode portal.'),
  /** What proves membership. */
  proof: notYet(z.enum(['read-back', 'read-back+activity']), {
    'read-back+activity': 'Use read-back: the group is opened again and read.',
  }).default('read-back'),
  /** R40 · Who brings Mission Control's installer to the machines. */
  installer: notYet(z.enum(['human', 'quickjob']), {
    quickjob: 'Use human: people run the installer on the machines.',
  }).default('human'),
  installerComponentUid: notRead('Leave it out: people run the installer on the machines.'),
  requestsPerMinute: countSchema(600)
    .default(300)
    .describe('Our share of the 600 that the vendor allows all integrations together.'),
  timeoutMs: countSchema(10 * MINUTE_MS).default(30_000),
  credentials: z
    .strictObject({
      apiKey: variableSchema.default('DATTO_RMM_API_KEY'),
      apiSecret: variableSchema.default('DATTO_RMM_API_SECRET'),
    })
    .prefault({}),
  portal: portalSchema.prefault({}),
});

/** Datto RMM: its API, and its portal for what the API does not have. */
export const dattoRmmSchema = across(
  shape,
  z.object(shape.pick({ mode: true, platform: true, apiUrl: true, portal: true, mapping: true }).shape),
  (datto, complain) => {
    const { mode, platform, apiUrl, portal, mapping } = datto;
    if (mode === 'off') return;
    const automated = { api: mode === 'api', portal: portal.mode === 'portal' };
    const name = `Name one of ${platforms.join(', ')}.`;
    if (platform === undefined && automated.api && apiUrl === undefined)
      complain(['platform'], 'is needed in mode api', name);
    if (platform === undefined && automated.portal && portal.url === undefined)
      complain(['platform'], 'is needed for the portal', name);
    if (automated.portal && portal.login === 'human')
      complain(
        ['portal', 'login'],
        'does not work with mode portal yet',
        'Use datto, or set portal.mode to by-hand until a person can log in for the robot.',
      );
    if (mapping === 'portal' && !(automated.api && automated.portal))
      complain(
        ['mapping'],
        'needs mode api, which reads the mapping, and portal.mode portal, which makes it',
        'Set both, or mapping to human.',
      );
  },
);
