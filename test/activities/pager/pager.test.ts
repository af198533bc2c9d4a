import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createPager } from '../../../activities/pager/pager.ts';
import { ProductError } from '../../../domain/problems.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { DEFAULT_HOOK, startPagerSimulator } from '../../../simulators/pager/server.ts';
import type { PagerState } from '../../../simulators/pager/state.ts';

let simulator: Simulator<PagerState>;
beforeEach(async () => {
  simulator = await startPagerSimulator();
});
afterEach(() => simulator.stop());

const alarm = {
  key: 'harbor/run/1-go-live-blocked',
  summary: 'Harbor Dental: NOT live',
  details: 'Open: all',
};
const pager = (hook = DEFAULT_HOOK) =>
  createPager({ url: `${simulator.url}/hooks/${hook}`, timeoutMs: 400, refuseNonLoopback: true });

async function failure(work: Promise<unknown>): Promise<ProductError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProductError) return error;
  throw new Error('it went well');
}

test('rings with all that somebody who is woken needs, under one key', async () => {
  await pager().ring(alarm);
  await pager().ring(alarm);
  expect(simulator.state().alarms).toEqual([{ ...alarm, source: 'onboard', asked: 2 }]);
  expect(simulator.journalLog[0]?.headers).toMatchObject({ 'Idempotency-Key': alarm.key });
});

describe('what goes wrong', () => {
  test.each([
    ['429', 'rate-limited', 0],
    ['500', 'message-unknown', 0],
    ['hang', 'message-unknown', 0],
    ['drop-before-commit', 'message-unknown', 0],
    ['ring-then-drop', 'message-unknown', 1],
  ])('%s is %s, after one request', async (kind, code, rang) => {
    simulator.faults.add({ kind });
    expect((await failure(pager().ring(alarm))).problem.code).toBe(code);
    expect(simulator.journalLog).toHaveLength(1);
    expect(simulator.state().alarms).toHaveLength(rang);
  });

  test.each([
    [401, 'credentials-rejected'],
    [403, 'credentials-rejected'],
    [408, 'message-unknown'],
    [410, 'not-found'],
    [422, 'input-rejected'],
    [302, 'input-rejected'],
  ])('HTTP %i is %s', async (status, code) => {
    simulator.faults.add({ kind: 'status', options: { status } });
    expect((await failure(pager().ring(alarm))).problem.code).toBe(code);
  });

  test('it is told how long to wait', async () => {
    simulator.faults.add({ kind: '429' });
    expect((await failure(pager().ring(alarm))).retryAfterMs).toBe(2000);
  });

  test('its address is a secret', async () => {
    const { problem } = await failure(pager('verySecretHook').ring(alarm));
    expect(problem.code).toBe('not-found');
    expect(JSON.stringify(problem)).not.toContain('verySecret');
  });

  test('nobody listens', async () => {
    await simulator.stop();
    expect((await failure(pager().ring(alarm))).problem.code).toBe('unavailable');
  });
});

test('an address must be encrypted, and a run for this machine refuses every other', () => {
  expect(() => createPager({ url: 'http://pager.example.com/hook' })).toThrow('begins with https:');
  expect(() => createPager({ url: 'no address' })).toThrow('begins with https:');
  const elsewhere = { url: 'https://pager.example.com/secret', refuseNonLoopback: true };
  expect(() => createPager(elsewhere)).toThrow(/is pager\.example\.com\.$/);
});
