import * as client from 'openid-client';
import { z } from 'zod';
import type { PersonId } from '../../../domain/ids.ts';
import type { Profile } from '../../../domain/profile.ts';
import { isLoopbackHost } from '../../../domain/profile-web.ts';
import { Refusal } from '../desk.ts';
import { baseOf, type WebParts } from '../parts.ts';

/** What is remembered between leaving for the provider and coming back. */
export interface Leaving {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where the person wanted to go. */
  readonly to: string;
}

/** What we ask of a provider. Some say nothing of verification: then `web.oidc.trustEmails` decides. */
const claimsSchema = z.object({
  sub: z.string(),
  email: z.string(),
  email_verified: z.boolean().optional(),
});
type Claims = z.infer<typeof claimsSchema>;

/** Whom a token is about, and which provider itself says so. */
type Told = Claims & { readonly iss: string };

/** Stands in the metadata of a provider that anybody may set up a tenant at, and give out any address there. */
const ANY_TENANT = '{tenantid}';

/** Sign-in at an OpenID Connect provider: code flow with PKCE, state and nonce. */
export interface OidcSignIn {
  /** Where to send the browser, and what to remember meanwhile. */
  leave(to: string): Promise<{ readonly address: string; readonly leaving: Leaving }>;
  /** Who came back. `path` is the address that the provider sent them to. Throws `Refusal`. */
  comeBack(path: string, leaving: Leaving): Promise<{ readonly person: PersonId; readonly provenBy: string }>;
}

/** The provider is discovered when it is first needed, and again when that failed. */
export function createOidcSignIn(parts: WebParts): OidcSignIn {
  let known: { readonly of: string; readonly found: client.Configuration } | undefined;
  const provider = async () => {
    const { issuer, clientId } = oidcOf(parts.profile());
    const of = `${issuer} ${clientId}`;
    if (known?.of !== of)
      known = { of, found: ofOneTenant(parts, await discovered(parts, issuer, clientId)) };
    return known.found;
  };
  return {
    leave: async (to) => leave(await provider(), parts.profile(), to),
    comeBack: async (path, leaving) => comeBack(await provider(), parts, path, leaving),
  };
}

function oidcOf({ web }: Profile) {
  if (web.oidc === undefined) throw new Refusal('Signing in by OpenID Connect is not set up here.');
  return web.oidc;
}

async function discovered(parts: WebParts, issuer: string, clientId: string): Promise<client.Configuration> {
  const url = new URL(issuer);
  // A provider on this machine may speak http: it is one of a test.
  const http = isLoopbackHost(url.hostname) ? [client.allowInsecureRequests] : [];
  // Signatures are checked, too, although tokens come straight from the provider.
  const execute = [client.enableNonRepudiationChecks, ...http];
  try {
    return await client.discovery(url, clientId, parts.clientSecret, undefined, { execute });
  } catch (error) {
    parts.tell(`The provider ${issuer} could not be discovered: ${wordsOf(error)}`);
    throw new Refusal('The sign-in provider cannot be reached now. Try again shortly.');
  }
}

function ofOneTenant({ tell }: WebParts, found: client.Configuration): client.Configuration {
  const { issuer } = found.serverMetadata();
  if (!issuer.includes(ANY_TENANT)) return found;
  tell(`The provider ${issuer} is for any tenant; set web.oidc.issuer to that of your own tenant.`);
  throw new Refusal(
    'The sign-in provider admits any organisation’s people, and anybody could give out your address there. Have whoever runs this set web.oidc.issuer to that of your own tenant.',
  );
}

async function leave(provider: client.Configuration, profile: Profile, to: string) {
  const [state, nonce, verifier] = [
    client.randomState(),
    client.randomNonce(),
    client.randomPKCECodeVerifier(),
  ];
  const address = client.buildAuthorizationUrl(provider, {
    redirect_uri: `${baseOf(profile)}/sign-in/callback`,
    scope: 'openid email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...{ state, nonce },
  });
  return { address: address.href, leaving: { state, nonce, verifier, to } };
}

async function comeBack(
  provider: client.Configuration,
  parts: WebParts,
  path: string,
  { state, nonce, verifier }: Leaving,
) {
  const claims = await claimsOf(provider, parts, path, { state, nonce, verifier });
  return { person: personWith(parts.profile(), claims), provenBy: `oidc: ${claims.iss} ${claims.sub}` };
}

async function claimsOf(
  provider: client.Configuration,
  parts: WebParts,
  path: string,
  { state, nonce, verifier }: Omit<Leaving, 'to'>,
): Promise<Told> {
  try {
    const here = new URL(path, baseOf(parts.profile()));
    const tokens = await client.authorizationCodeGrant(provider, here, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims: client.IDToken | undefined = tokens.claims();
    if (claims === undefined) throw new Error('there is no ID token');
    const { iss, sub } = claims;
    const read = claimsSchema.safeParse(claims);
    if (read.success) return { ...read.data, iss };
    return { ...claimsSchema.parse(await client.fetchUserInfo(provider, tokens.access_token, sub)), iss };
  } catch (error) {
    parts.tell(`A sign-in was not completed: ${wordsOf(error)}`);
    throw new Refusal('The sign-in was not completed. Try again from the page that you wanted.');
  }
}

/** The provider says which address is whose. One that it does not call verified anybody may have claimed there. */
function personWith({ people, web }: Profile, { email, email_verified: verified }: Claims): PersonId {
  const person = people.find((one) => one.email.toLowerCase() === email.toLowerCase());
  const isVerified = verified ?? web.oidc?.trustEmails === true;
  if (person !== undefined && isVerified) return person.id;
  throw new Refusal(
    'You have signed in, but with an address that nobody in the profile has, or that is not verified. Have it added to people.',
  );
}

/** The library’s own code for what happened; what the provider wrote is not repeated. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
