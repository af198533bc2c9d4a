import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** The provider’s key: signs its tokens, and is shown to whoever checks them. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  /** The JSON Web Key Set that it is published in. */
  readonly published: { readonly keys: readonly object[] };
}

const KID = 'simulated-1';

/** A fresh RSA key. */
export function makeSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  return { privateKey, published: { keys: [{ ...jwk, kid: KID, use: 'sig', alg: 'RS256' }] } };
}

/** A signed JSON Web Token (RS256). */
export function signedToken({ privateKey }: SigningKey, claims: object): string {
  const head = { alg: 'RS256', typ: 'JWT', kid: KID };
  const text = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}
