import { expect, test } from '@jest/globals';
import { isEvidenceReference } from '../../domain/evidence.ts';

const reference = { key: 'onboarding-x/run/ensure-1-1/01-login-failed.png', sha256: '0'.repeat(64) };

test('a reference is one with and without its size', () => {
  expect([reference, { ...reference, size: 12 }].every(isEvidenceReference)).toBe(true);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', reference.key],
  ['one without a digest', { key: reference.key }],
  ['one without a key', { sha256: reference.sha256 }],
  ['a key that is no text', { ...reference, key: 1 }],
  ['a size that is no number', { ...reference, size: '12' }],
])('%s is none', (_what, value) => {
  expect(isEvidenceReference(value)).toBe(false);
});
