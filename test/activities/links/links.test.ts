import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decisionLinkOf, decisionToken } from '../../../activities/links/decision-link.ts';
import { mailedCode } from '../../../activities/links/mailed-code.ts';
import { linkKeyOf, openToken, sealToken } from '../../../activities/links/sealed-token.ts';
import { decisionAddress, linkAddress, linkExpiry } from '../../../domain/decision-link.ts';
import { customerIdSchema, personIdSchema } from '../../../domain/ids.ts';

const key = randomBytes(32);
const link = {
  customer: customerIdSchema.parse('harbor-dental'),
  decision: 'vip-users',
  revision: '2026-11-22T10:00:00.000Z+0',
  person: personIdSchema.parse('dana.ops'),
  proof: 'mailed code',
  expiresAt: '2026-11-30T15:00:00.000Z',
} as const;

describe('a link’s token', () => {
  test('holds customer, decision, revision, person, proof and expiry', () => {
    expect(decisionLinkOf(key, decisionToken(key, link))).toEqual(link);
  });

  test('says none of them to whoever has not the key', () => {
    const bytes = Buffer.from(decisionToken(key, link), 'base64url').toString('latin1');
    for (const word of ['harbor', 'vip', '2026', 'dana']) expect(bytes).not.toContain(word);
  });

  test('with any character changed, left out or added is none', () => {
    const token = decisionToken(key, link);
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=. ';
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.constantFrom(...letters, ''),
        fc.constantFrom(0, 1),
        (at, put, cut) => {
          const changed = token.slice(0, at) + put + token.slice(at + cut);
          if (changed !== token) expect(decisionLinkOf(key, changed)).toBeUndefined();
        },
      ),
    );
  });

  test('of another key, or sealed for another purpose, is none', () => {
    expect(decisionLinkOf(randomBytes(32), decisionToken(key, link))).toBeUndefined();
    expect(decisionLinkOf(key, sealToken(key, 'session', JSON.stringify(link)))).toBeUndefined();
    expect(openToken(key, 'session', sealToken(key, 'session', 'text'))).toBe('text');
  });

  test('in which something is missing is none', () => {
    const { person: _person, ...rest } = link;
    expect(decisionLinkOf(key, sealToken(key, 'decision link', JSON.stringify(rest)))).toBeUndefined();
  });
});

test('addresses stand below the base, with or without a slash at its end', () => {
  for (const base of ['https://example.com/o', 'https://example.com/o/']) {
    expect(linkAddress(base, 'token')).toBe('https://example.com/o/d/token');
    expect(decisionAddress(base, 'harbor', 'late go')).toBe(
      'https://example.com/o/onboardings/harbor/decisions/late%20go',
    );
  }
});

test('a link ends so many days after it was made', () => {
  expect(linkExpiry('2026-11-23T15:00:00.000Z', 7)).toBe('2026-11-30T15:00:00.000Z');
});

test('a key that is not 32 bytes is refused, without being repeated', () => {
  expect(() => linkKeyOf('hunter2')).toThrow(/must be 32 bytes in base64, not \d+\.$/);
  expect(linkKeyOf(key.toString('base64'))).toEqual(key);
});

describe('a mailed code', () => {
  test('is six digits, the same for the same challenge and key', () => {
    fc.assert(
      fc.property(fc.uuid(), (challenge) => {
        expect(mailedCode(key, challenge)).toMatch(/^\d{6}$/);
        expect(mailedCode(key, challenge)).toBe(mailedCode(key, challenge));
      }),
    );
  });

  test('is another one for another challenge or key', () => {
    const codes = Array.from({ length: 200 }, (_none, index) => mailedCode(key, `challenge ${index}`));
    expect(new Set(codes).size).toBeGreaterThan(190);
    const others = codes.filter((code, index) => code !== mailedCode(randomBytes(32), `challenge ${index}`));
    expect(others.length).toBeGreaterThan(190);
  });
});
