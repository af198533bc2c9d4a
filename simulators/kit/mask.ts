import { isObject } from './json.ts';
import type { Json } from './types.ts';

const MASK = '***';
/** Headers that are secret as a whole (Autotask's three, and API keys of others). */
const SECRET_HEADERS = new Set([
  'apiintegrationcode',
  'username',
  'secret',
  'x-api-key',
  'x-csrf-token',
  'x-anti-forgery-token',
]);
/** Form fields and JSON properties: passwords, one-time codes, tokens (anti-forgery ones too); an API key is a username at times. */
const SECRET_FIELD = /password|passwd|^(username|code|otp|totp|passcode|secret|secretkey)$|token$/i;

function maskHeader(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (SECRET_HEADERS.has(lower)) return MASK;
  // The scheme stays: the contract check wants to see that it is Bearer or Basic.
  if (lower === 'authorization') return value.replace(/^(\S+)\s.*$/s, `$1 ${MASK}`);
  if (lower === 'cookie') return value.replace(/=[^;]*/g, `=${MASK}`);
  return value;
}

/** Request headers from Node's raw list, in the spelling that was sent, secrets replaced. */
export function maskHeaders(rawHeaders: readonly string[]): { [name: string]: string } {
  const masked: { [name: string]: string } = {};
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    masked[name] = maskHeader(name, rawHeaders[at + 1] ?? '');
  }
  return masked;
}

/** A body with the values of secret fields replaced, at any depth. */
export function maskBody(body: Json): Json {
  if (Array.isArray(body)) return body.map(maskBody);
  if (!isObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const secret = SECRET_FIELD.test(name) && (typeof value === 'string' || typeof value === 'number');
      return [name, secret ? MASK : maskBody(value)];
    }),
  );
}
