import * as OTPAuth from 'otpauth';
import { ProductError } from '../../domain/problems.ts';

/** The one-time codes of one login. */
export interface OneTimeCodes {
  /**
   * The first step, counted in periods since 1970, whose code may be used: later than `lastUsedStep`, and with enough
   * of its time left to type it. `waitMs` says how long until it begins.
   */
  next(nowMs: number, lastUsedStep: number): { readonly step: number; readonly waitMs: number };
  /** The code of a step. */
  code(step: number): string;
}

/** A tenth of the period, which is three seconds of the usual thirty, is kept for typing and sending. */
const MARGIN = 0.1;

/** Reads an `otpauth:` address or a bare base32 secret (30 s, six digits). Throws `profile-invalid`, without the secret. */
export function oneTimeCodes(source: string): OneTimeCodes {
  const totp = totpOf(source.trim());
  const periodMs = totp.period * 1000;
  return {
    next: (nowMs, lastUsedStep) => {
      const soonest = Math.floor((nowMs + periodMs * MARGIN) / periodMs);
      const step = Math.max(soonest, lastUsedStep + 1);
      return { step, waitMs: Math.max(0, step * periodMs - nowMs) };
    },
    code: (step) => totp.generate({ timestamp: step * periodMs }),
  };
}

function totpOf(source: string): OTPAuth.TOTP {
  try {
    if (!source.startsWith('otpauth:')) return new OTPAuth.TOTP({ secret: source.replaceAll(' ', '') });
    const parsed = OTPAuth.URI.parse(source);
    if (parsed instanceof OTPAuth.TOTP) return parsed;
  } catch {
    // The error would quote what it could not read, and that is a secret.
  }
  throw new ProductError('profile-invalid', {
    detail: 'a one-time code seed is neither base32 nor an otpauth address',
  });
}
