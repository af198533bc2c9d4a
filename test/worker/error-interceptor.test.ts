import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { FailedSitting } from '../../activities/records/failed-sitting.ts';
import { FAILURE_EVIDENCE_LIMIT } from '../../domain/evidence.ts';
import { ProductError } from '../../domain/problems.ts';
import { typedErrors } from '../../worker/error-interceptor.ts';

const input = { args: [], headers: {} };

/** What leaves the interceptor when the activity throws that. */
async function thrownFor(error: unknown): Promise<unknown> {
  const passed = typedErrors().execute?.(input, async () => {
    throw error;
  });
  return await Promise.resolve(passed).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

async function failureFor(error: ProductError | FailedSitting): Promise<ApplicationFailure> {
  const thrown = await thrownFor(error);
  if (thrown instanceof ApplicationFailure) return thrown;
  throw new Error(`Wanted an ApplicationFailure, got ${thrown}`);
}

const details = { system: 'Lift Off', wanted: 'save', detail: 'status 503' };

test('a retryable problem may be tried again, quietly, with its code as type and the remedy as detail', async () => {
  const error = new ProductError('unavailable', details);
  expect(await failureFor(error)).toMatchObject({
    message: error.problem.message,
    type: 'unavailable',
    nonRetryable: false,
    details: [error.problem.remedy],
    category: ApplicationFailureCategory.BENIGN,
  });
});

test('the time that a vendor asked for comes before our own back-off', async () => {
  const error = new ProductError('rate-limited', details, { retryAfterMs: 42_000 });
  expect((await failureFor(error)).nextRetryDelay).toBe(42_000);
});

test.each(['page-changed', 'credentials-rejected', 'not-synced', 'message-unknown'] as const)(
  'Temporal does not try again by itself after %s: the workflow decides',
  async (code) => {
    expect(await failureFor(new ProductError(code, details))).toMatchObject({
      type: code,
      nonRetryable: true,
    });
  },
);

test('no cause travels: it could hold an outside body', async () => {
  const cause = new Error('<html>token=abc</html>');
  const failure = await failureFor(new ProductError('unavailable', details, { cause }));
  expect(failure.cause).toBeUndefined();
  expect(JSON.stringify([failure.message, failure.details, failure.stack])).not.toContain('token=abc');
});

describe('a sitting that failed', () => {
  const kept = (name: string) => ({ key: `onboarding-x/run/ensure-1-1/${name}`, sha256: '0'.repeat(64) });
  const cause = new ProductError('page-changed', { system: 'Lift Off', page: 'Login', anchor: 'it' });

  test('becomes the failure of its problem, with its evidence behind remedy and choices', async () => {
    const failure = await failureFor(new FailedSitting(cause, [kept('01-login-failed.png')]));
    expect(failure).toMatchObject({
      message: cause.problem.message,
      type: 'page-changed',
      nonRetryable: true,
      details: [cause.problem.remedy, [], [kept('01-login-failed.png')]],
    });
    expect(failure.cause).toBeUndefined();
  });

  test('keeps the choices where they were', async () => {
    const choices = [{ id: 'a', label: 'A' }];
    const open = new ProductError('choice-needed', { system: 'X', what: 'y', detail: 'z' }, { choices });
    expect((await failureFor(new FailedSitting(open, [kept('01.png')]))).details?.[1]).toEqual(choices);
  });

  test('names only its newest evidence, in a few bytes: the server cuts longer failures', async () => {
    const many = Array.from({ length: 40 }, (_, index) => kept(`${index}-business-hours-before.png`));
    const failure = await failureFor(new FailedSitting(cause, many));
    expect(failure.details?.[2]).toEqual(many.slice(-FAILURE_EVIDENCE_LIMIT));
    expect(JSON.stringify(failure.details).length).toBeLessThan(2_000);
  });
});

test('any other error passes as it is', async () => {
  const mistake = new TypeError('a mistake of ours');
  expect(await thrownFor(mistake)).toBe(mistake);
});

test('a result passes as it is', async () => {
  expect(await typedErrors().execute?.(input, async () => 'done')).toBe('done');
});
