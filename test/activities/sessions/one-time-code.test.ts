import { describe, expect, test } from '@jest/globals';
import { oneTimeCodes } from '../../../activities/sessions/one-time-code.ts';

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const minute = 60_000;

describe('a bare secret counts in thirty seconds', () => {
  const codes = oneTimeCodes(secret);
  test('uses the step that is running', () => {
    expect(codes.next(minute + 5_000, 0)).toEqual({ step: 2, waitMs: 0 });
  });
  test('waits for the next when little time is left', () => {
    expect(codes.next(minute + 26_900, 0)).toEqual({ step: 2, waitMs: 0 });
    expect(codes.next(minute + 28_000, 0)).toEqual({ step: 3, waitMs: 2_000 });
  });
  test('never uses a step twice', () => {
    expect(codes.next(minute + 5_000, 2)).toEqual({ step: 3, waitMs: 25_000 });
  });
});

test('an otpauth address says the period, digits and algorithm', () => {
  const codes = oneTimeCodes(`otpauth://totp/LiftOff?secret=${secret}&period=2&digits=8`);
  expect(codes.next(10_100, 0)).toEqual({ step: 5, waitMs: 0 });
  expect(codes.next(11_900, 0)).toEqual({ step: 6, waitMs: 100 });
  expect(codes.code(5)).toMatch(/^\d{8}$/);
});

test('gives the code that the standard gives (RFC 6238)', () => {
  const codes = oneTimeCodes('otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8');
  expect(codes.code(Math.floor(1_111_111_109 / 30))).toBe('07081804');
});

test.each(['not base32 !', 'otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1', 'otpauth://totp/x?secret='])(
  'refuses a seed that is none, without quoting it',
  (seed) => {
    const read = () => oneTimeCodes(seed);
    expect(read).toThrow(/one-time code seed/);
    expect(read).not.toThrow(/JBSWY|base32 !/);
  },
);
