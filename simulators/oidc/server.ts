import fastifyFormbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { authorizationIn, type Fields, Grants, isClient, type OidcClient, type OidcUser } from './grants.ts';
import { makeSigningKey, type SigningKey, signedToken } from './tokens.ts';

export type { OidcClient, OidcUser } from './grants.ts';

/** Ways in which the provider may lie or fail, for tests of whoever trusts it. */
export type OidcFault = 'other-nonce' | 'other-audience' | 'other-key' | 'expired' | 'no-email';

/** A stand-in for an OpenID Connect provider: discovery, a page to sign in at, tokens, keys. */
export interface OidcSimulator {
  /** Its issuer: the base address on loopback, without a slash at the end. */
  readonly issuer: string;
  /** What the next tokens have wrong with them. */
  readonly faults: Set<OidcFault>;
  /** Requests at the token endpoint, refused ones too. */
  readonly redeemed: { readonly ok: boolean }[];
  stop(): Promise<void>;
}

/** Who can sign in, and which client may ask. */
export interface OidcOptions {
  readonly client: OidcClient;
  readonly users: readonly OidcUser[];
}

/** Starts the provider. */
export async function startOidcSimulator(options: OidcOptions): Promise<OidcSimulator> {
  const app = fastify();
  await app.register(fastifyFormbody);
  let address = '';
  const issuer = () => address;
  const faults = new Set<OidcFault>();
  const redeemed: { ok: boolean }[] = [];
  const provider = { ...options, issuer, faults, redeemed, key: makeSigningKey(), grants: new Grants() };
  addMetadata(app, provider);
  addSignIn(app, provider);
  addTokens(app, provider);
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { issuer: address, faults, redeemed, stop: () => app.close() };
}

interface Provider extends OidcOptions {
  readonly issuer: () => string;
  readonly faults: Set<OidcFault>;
  readonly redeemed: { ok: boolean }[];
  readonly key: SigningKey;
  readonly grants: Grants;
}

function addMetadata(app: FastifyInstance, { issuer, key }: Provider): void {
  app.get('/.well-known/openid-configuration', () => ({
    issuer: issuer(),
    authorization_endpoint: `${issuer()}/authorize`,
    token_endpoint: `${issuer()}/token`,
    jwks_uri: `${issuer()}/jwks`,
    userinfo_endpoint: `${issuer()}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  }));
  app.get('/jwks', () => key.published);
}

/** A page with a button for each user, as if the password had been right. */
function addSignIn(app: FastifyInstance, { client, users, grants }: Provider): void {
  app.get<{ Querystring: Fields }>('/authorize', (request, reply) => {
    const wanted = authorizationIn(client, request.query);
    if (typeof wanted === 'string') return reply.status(400).send({ error: wanted });
    const buttons = users.map(({ email, sub }) => `<button name="sub" value="${sub}">${email}</button>`);
    const form = `<form method="post">${buttons.join('')}</form>`;
    return reply.type('text/html').send(`<!doctype html><title>Provider</title>${form}`);
  });
  app.post<{ Querystring: Fields; Body: Fields }>('/authorize', (request, reply) => {
    const wanted = authorizationIn(client, request.query);
    const user = users.find(({ sub }) => sub === request.body['sub']);
    if (typeof wanted === 'string' || user === undefined)
      return reply.status(400).send({ error: 'invalid_request' });
    const back = new URL(wanted.redirectUri);
    back.searchParams.set('code', grants.give(user, wanted));
    back.searchParams.set('state', wanted.state);
    return reply.redirect(back.href, 303);
  });
}

function addTokens(app: FastifyInstance, provider: Provider): void {
  app.post<{ Body: Fields }>('/token', (request, reply) => {
    const { client, grants, redeemed } = provider;
    const refuse = (error: string): FastifyReply => {
      redeemed.push({ ok: false });
      return reply.status(400).send({ error });
    };
    if (!isClient(client, request.headers.authorization, request.body)) return refuse('invalid_client');
    const grant = grants.redeem(request.body);
    if (typeof grant === 'string') return refuse(grant);
    redeemed.push({ ok: true });
    const token = idToken(provider, grant.user, grant.nonce);
    return reply.send({
      access_token: grant.user.sub,
      token_type: 'Bearer',
      expires_in: 300,
      id_token: token,
    });
  });
  app.get('/userinfo', (request, reply) => {
    const user = provider.users.find(({ sub }) => request.headers.authorization === `Bearer ${sub}`);
    return user === undefined ? reply.status(401).send({}) : reply.send(aboutUser(user));
  });
}

function idToken({ issuer, client, faults, key }: Provider, user: OidcUser, nonce: string): string {
  const now = Math.floor(Date.now() / 1000);
  const { sub, ...about } = aboutUser(user);
  return signedToken(faults.has('other-key') ? makeSigningKey() : key, {
    ...{ iss: issuer(), sub, iat: now },
    aud: faults.has('other-audience') ? 'somebody-else' : client.id,
    nonce: faults.has('other-nonce') ? 'another' : nonce,
    exp: faults.has('expired') ? now - 3600 : now + 300,
    ...(faults.has('no-email') ? {} : about),
  });
}

function aboutUser({ sub, email, emailVerified }: OidcUser) {
  return { sub, email, ...(emailVerified !== undefined && { email_verified: emailVerified }) };
}
