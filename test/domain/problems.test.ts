import { describe, expect, test } from '@jest/globals';
import { isProblemCode, ProductError, problem, problemKinds } from '../../domain/problems.ts';

describe('every problem says what happened and what to do', () => {
  test.each(Object.entries(problemKinds))('%s', (code, kind) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(kind.sentence).toMatch(/\.$/);
    expect(kind.remedy).toMatch(/\.$/);
  });
});

test('places are filled, texts from outside cut to one short line', () => {
  const { message } = problem('unavailable', {
    system: 'Autotask',
    wanted: 'read',
    detail: `a\n b${'c'.repeat(500)}`,
  });
  expect(message).toMatch(/^Autotask did not answer properly while we wanted to read: a bc+…\.$/);
  expect(message.length).toBeLessThan(300);
});

test('a place without a detail names itself', () => {
  expect(problem('not-found', { system: 'Autotask' }).message).toBe('Autotask has no (what).');
});

test('an error carries its problem, its cause and how long to wait', () => {
  const cause = new Error('socket');
  const error = new ProductError(
    'rate-limited',
    { system: 'Slack', wanted: 'post' },
    { cause, retryAfterMs: 30_000 },
  );
  expect(error).toMatchObject({
    cause,
    retryAfterMs: 30_000,
    problem: { code: 'rate-limited', class: 'retryable' },
  });
});

test('codes are told from other texts', () => {
  expect([isProblemCode('busy'), isProblemCode('toString'), isProblemCode(7)]).toEqual([true, false, false]);
});
