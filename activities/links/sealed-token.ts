import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { ProductError } from '../../domain/problems.ts';

/** What a key is used for; a text that was sealed for one purpose cannot be opened as another. */
export type Purpose = 'decision link' | 'mailed code' | 'session' | 'sign-in' | 'form';

const NONCE = 12;
const TAG = 16;

/** The key behind `ONBOARD_LINK_KEY`: 32 bytes in base64. Throws `ProductError` `profile-invalid`. */
export function linkKeyOf(secret: string): Buffer {
  const key = Buffer.from(secret, 'base64');
  if (key.length === 32) return key;
  throw new ProductError('profile-invalid', {
    detail: `the key for links (web.linkKey) must be 32 bytes in base64, not ${key.length}`,
  });
}

/** The key for one purpose, so that no two uses share one. */
export function keyFor(key: Buffer, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `onboard ${purpose}`, 32));
}

/**
 * Seals a text so that it can stand in an address or a cookie: nobody without the key can make, change or read it. It is
 * encrypted, not only signed, because addresses are forwarded and previewed, and must not say whom they are about.
 */
export function sealToken(key: Buffer, purpose: Purpose, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyFor(key, purpose), nonce);
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, data, cipher.getAuthTag()]).toString('base64url');
}

/** The text, or undefined when the token was changed, made for another purpose or with another key. */
export function openToken(key: Buffer, purpose: Purpose, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length < NONCE + TAG || bytes.toString('base64url') !== token) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyFor(key, purpose), bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
    return text.toString('utf8');
  } catch {
    return undefined;
  }
}
