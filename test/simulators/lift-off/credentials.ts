import { Secret, TOTP } from 'otpauth';
import { liftOffDefaults } from '../../../simulators/lift-off/server.ts';

/** Seconds a one-time code lasts: longer than any of these tests, none of which needs the next one. */
export const PERIOD = 30;

/** The code of now, as an authenticator app shows it. */
export function codeNow(user: 'administrator' | 'readOnly' = 'administrator'): string {
  const secret = Secret.fromBase32(liftOffDefaults[user].totpSecret);
  return new TOTP({ secret, period: PERIOD, digits: 6 }).generate();
}
