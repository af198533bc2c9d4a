import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ProductError } from '../../domain/problems.ts';

/** A key as the worker is given it. */
export interface SealingKey {
  /** Stands beside what was sealed with it. Not secret. */
  readonly id: string;
  /** 32 bytes in base64. */
  readonly secret: string;
}

/** Seals and opens texts. */
export interface Sealer {
  /** Seals with the newest key. `purpose` must be the same at opening: a text cannot be passed off as another. */
  seal(text: string, purpose: string): string;
  /** The text, or undefined when it was changed, meant for another purpose, or sealed with a key that we do not hold. */
  open(sealed: string, purpose: string): string | undefined;
}

const sealedSchema = z.object({
  schema: z.literal(1),
  key: z.string(),
  nonce: z.base64(),
  tag: z.base64(),
  data: z.base64(),
});

/** AES-256-GCM with the first of the keys; the others still open what they once sealed. Throws `profile-invalid`. */
export function createSealer(keys: readonly SealingKey[]): Sealer {
  const secrets = new Map(keys.map((key) => [key.id, secretOf(key)]));
  const [newest] = keys;
  if (!newest) throw new ProductError('profile-invalid', { detail: 'no key for saved sessions is given' });
  return {
    seal: (text, purpose) => seal(text, purpose, newest.id, secrets),
    open: (sealed, purpose) => {
      try {
        return open(sealed, purpose, secrets);
      } catch {
        return undefined;
      }
    },
  };
}

type Secrets = ReadonlyMap<string, Buffer>;

function seal(text: string, purpose: string, keyId: string, secrets: Secrets): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secretNamed(keyId, secrets), nonce).setAAD(
    Buffer.from(purpose),
  );
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const [nonceText, tag] = [nonce.toString('base64'), cipher.getAuthTag().toString('base64')];
  return JSON.stringify({ schema: 1, key: keyId, nonce: nonceText, tag, data: data.toString('base64') });
}

function open(sealed: string, purpose: string, secrets: Secrets): string {
  const { key, nonce, tag, data } = sealedSchema.parse(JSON.parse(sealed));
  const options = { authTagLength: 16 };
  const decipher = createDecipheriv(
    'aes-256-gcm',
    secretNamed(key, secrets),
    Buffer.from(nonce, 'base64'),
    options,
  );
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(Buffer.from(tag, 'base64'));
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
}

function secretNamed(id: string, secrets: Secrets): Buffer {
  const secret = secrets.get(id);
  if (!secret) throw new Error('No such key.');
  return secret;
}

function secretOf(key: SealingKey): Buffer {
  const secret = Buffer.from(key.secret, 'base64');
  if (secret.length === 32) return secret;
  const detail = `the session key “${key.id}” must be 32 bytes in base64, not ${secret.length}`;
  throw new ProductError('profile-invalid', { detail });
}
