import { z } from 'zod';
import { across } from './across.ts';
import { countSchema, lineMatching, serviceUrlSchema, textSchema, variableSchema } from './field-schemas.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const listenSchema = lineMatching(
  /^([a-z0-9.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i,
  'is not an address to listen on',
  'Write host and port, such as 127.0.0.1:8480.',
);

const oidcSchema = z.strictObject({
  issuer: serviceUrlSchema.describe('The provider’s address, from which it is discovered.'),
  clientId: textSchema,
  clientSecret: variableSchema
    .default('ONBOARD_OIDC_CLIENT_SECRET')
    .describe('Name of the variable that holds the client’s secret.'),
  trustEmails: z
    .boolean()
    .default(false)
    .describe(
      'Whether addresses count that the provider does not call verified: its administrators alone give them out.',
    ),
});

/** The web process where people decide: where it is, and how people sign in to it. */
export const webSchema = across(
  z.strictObject({
    url: serviceUrlSchema
      .optional()
      .describe('Where people reach it: with it, messages hold links to decisions.'),
    listen: listenSchema.default('127.0.0.1:8480').describe('Host and port that the web process serves.'),
    linkKey: variableSchema
      .default('ONBOARD_LINK_KEY')
      .describe('Name of the variable that holds the key for links and sessions: 32 bytes in base64.'),
    linkDays: countSchema(60).default(7).describe('How many days a link in a message is good for.'),
    token: variableSchema
      .optional()
      .describe('Name of the variable that holds a shared token: sign-in for a one-person set-up.'),
    oidc: oidcSchema.optional().describe('Sign-in by OpenID Connect.'),
  }),
  z.object({
    url: z.unknown().optional(),
    listen: listenSchema.default('127.0.0.1:8480'),
    token: z.unknown().optional(),
    oidc: z.unknown().optional(),
  }),
  ({ listen, url, token, oidc }, complain) => {
    if (isLoopbackHost(hostOf(listen))) return;
    if (token === undefined && oidc === undefined)
      complain(
        ['listen'],
        'is reached from other machines, and nobody would have to sign in',
        'Listen on 127.0.0.1, or set web.oidc or web.token.',
      );
    else if (url === undefined)
      complain(
        ['listen'],
        'is reached from other machines, but by no address that is known here',
        'Set web.url to the https address of the proxy in front of it.',
      );
  },
);
/** See `webSchema`. */
export type WebProfile = z.infer<typeof webSchema>;

/** The host of `host:port`, an IPv6 address in brackets. */
export function hostOf(listen: string): string {
  return listen.slice(0, listen.lastIndexOf(':'));
}

/** The port of `host:port`. */
export function portOf(listen: string): number {
  return Number(listen.slice(listen.lastIndexOf(':') + 1));
}

/** Whether the host is this machine and cannot be reached from another. */
export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Whether people may simply say who they are, as far as the profile goes: nothing to sign in with is set, and nobody but
 * this machine gets here. An address for others means a proxy in front.
 */
export function maySayWhoTheyAre({ listen, url, token, oidc }: WebProfile): boolean {
  if (token !== undefined || oidc !== undefined) return false;
  return isLoopbackHost(hostOf(listen)) && (url === undefined || isLoopbackHost(new URL(url).hostname));
}
