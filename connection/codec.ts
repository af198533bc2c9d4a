import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding.js';
import proto from '@temporalio/proto';

/** The environment variable that switches the codec on: `id:base64key[,olderId:base64key…]`; the first encrypts. */
export const codecKeysVariable = 'ONBOARD_CODEC_KEYS';

const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PayloadMessage = proto.temporal.api.common.v1.Payload;

interface Key {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * The codec for these keys. Every payload is encrypted with the first (AES-256-GCM, key id in the metadata); the
 * others still read older payloads. Throws an `Error` that names the variable and what is wrong, never a key.
 */
export function createCodec(keysText: string): PayloadCodec {
  const keys = parseKeys(keysText);
  const [current] = keys;
  if (current === undefined) throw keyFault('holds no key');
  return {
    encode: async (payloads) => payloads.map((payload) => encrypted(payload, current)),
    decode: async (payloads) => payloads.map((payload) => decrypted(payload, keys)),
  };
}

function encrypted(payload: Payload, key: Key): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  const body = Buffer.concat([cipher.update(PayloadMessage.encode(payload).finish()), cipher.final()]);
  return {
    metadata: { [METADATA_ENCODING_KEY]: encode(ENCODING), [KEY_ID]: encode(key.id) },
    data: Buffer.concat([nonce, cipher.getAuthTag(), body]),
  };
}

function decrypted(payload: Payload, keys: readonly Key[]): Payload {
  const { metadata, data } = payload;
  const encoding = metadata?.[METADATA_ENCODING_KEY];
  // Payloads from before the codec was switched on stay readable.
  if (!encoding || !data || decode(encoding) !== ENCODING) return payload;
  const id = metadata[KEY_ID] ? decode(metadata[KEY_ID]) : '';
  const key = keys.find((known) => known.id === id);
  if (key === undefined) throw keyFault(`lacks the key “${id}” that a payload was encrypted with`);
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, data.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(data.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const body = Buffer.concat([decipher.update(data.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return PayloadMessage.decode(body);
}

function parseKeys(text: string): Key[] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [id = '', base64 = ''] = part.trim().split(':');
      const bytes = Buffer.from(base64, 'base64');
      if (id === '' || bytes.length !== KEY_BYTES)
        throw keyFault(`needs “id:” and ${KEY_BYTES} bytes in base64 for each key`);
      return { id, bytes };
    });
}

function keyFault(what: string): Error {
  return new Error(
    `${codecKeysVariable} ${what}. Make a key with: node -p "crypto.randomBytes(${KEY_BYTES}).toString('base64')"`,
  );
}
