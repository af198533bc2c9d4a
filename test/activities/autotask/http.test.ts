import { describe, expect, test } from '@jest/globals';
import { isLoopback } from '../../../activities/http/loopback-only.ts';
import { retryAfterMs } from '../../../activities/http/retry-after.ts';

describe('Retry-After', () => {
  const now = new Date('2030-01-07T12:00:00Z');
  test.each([
    ['7', 7000],
    ['0', 0],
    ['Mon, 07 Jan 2030 12:00:30 GMT', 30_000],
    ['Mon, 07 Jan 2030 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['localhost', true],
  ['[::1]', true],
  ['::1', true],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
  ['0.0.0.0', false],
  ['10.0.0.1', false],
])('%s is this machine: %s', (host, is) => {
  expect(isLoopback(host)).toBe(is);
});
