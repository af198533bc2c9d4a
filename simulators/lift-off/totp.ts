import { Secret, TOTP } from 'otpauth';

/**
 * The counter of the period that a code belongs to, allowing one period of difference either way; undefined when it
 * is no code of now. By real time: the product's own codes cannot follow a moved clock.
 */
export function checkCode(secret: string, periodSeconds: number, code: string): number | undefined {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: periodSeconds, digits: 6 });
  const timestamp = Date.now();
  const delta = totp.validate({ token: code.replaceAll(' ', ''), timestamp, window: 1 });
  return delta === null ? undefined : totp.counter({ timestamp }) + delta;
}
