import { createHash, randomBytes } from 'node:crypto';

/** Somebody who can sign in at the provider. */
export interface OidcUser {
  readonly sub: string;
  readonly email: string;
  /** Left out of the token where undefined, as some providers do. */
  readonly emailVerified?: boolean;
}

/** The client as it is registered. */
export interface OidcClient {
  readonly id: string;
  readonly secret: string;
}

/** What was asked for at the authorization endpoint. */
export interface Authorization {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
}

export type Fields = { readonly [name: string]: string | undefined };

/** Reads a request for authorization: code flow with PKCE, state and nonce, and nothing less. */
export function authorizationIn(client: OidcClient, fields: Fields): Authorization | string {
  const { redirect_uri: redirectUri, state, nonce, code_challenge: challenge } = fields;
  if (fields['client_id'] !== client.id) return 'unknown client';
  if (fields['response_type'] !== 'code') return 'only the code flow is offered';
  if (fields['code_challenge_method'] !== 'S256' || !challenge) return 'PKCE with S256 is needed';
  if (!fields['scope']?.split(' ').includes('openid')) return 'the scope openid is needed';
  if (!redirectUri || !/\/sign-in\/callback$/.test(redirectUri)) return 'unknown redirect_uri';
  if (!state || !nonce) return 'state and nonce are needed';
  return { redirectUri, state, nonce, challenge };
}

interface Grant extends Authorization {
  readonly user: OidcUser;
}

/** The codes that were given out; each is good once. */
export class Grants {
  readonly #open = new Map<string, Grant>();

  give(user: OidcUser, authorization: Authorization): string {
    const code = randomBytes(24).toString('base64url');
    this.#open.set(code, { ...authorization, user });
    return code;
  }

  /** Takes a code back for a token; a word about what is wrong instead. */
  redeem(fields: Fields): Grant | string {
    const code = fields['code'] ?? '';
    const grant = this.#open.get(code);
    this.#open.delete(code);
    if (grant === undefined) return 'invalid_grant';
    if (fields['redirect_uri'] !== grant.redirectUri) return 'invalid_grant';
    const verifier = createHash('sha256')
      .update(fields['code_verifier'] ?? '')
      .digest('base64url');
    return verifier === grant.challenge ? grant : 'invalid_grant';
  }
}

/** Whether the client has shown its secret, in the header or in the form. */
export function isClient({ id, secret }: OidcClient, header: string | undefined, fields: Fields): boolean {
  if (fields['client_id'] === id && fields['client_secret'] === secret) return true;
  const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
  return header === `Basic ${basic}`;
}
