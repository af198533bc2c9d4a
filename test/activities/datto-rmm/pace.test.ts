import { afterEach, describe, expect, test } from '@jest/globals';
import { createPace, defaultPace } from '../../../activities/datto-rmm/pace.ts';
import { startDattoRmmSimulator } from '../../../simulators/datto-rmm/server.ts';
import type { DattoRmmState } from '../../../simulators/datto-rmm/state.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { clientOf, harborName, problemOf, siteNamed } from './account.ts';

let simulator: Simulator<DattoRmmState> | undefined;
afterEach(async () => {
  await simulator?.stop();
  simulator = undefined;
});

const read = { wanted: 'read', isWrite: false };
const write = { wanted: 'write', isWrite: true };
const answer = (status: number, retryAfterMs?: number) =>
  ({ kind: 'answer', status, text: '', retryAfterMs }) as const;

describe('our share', () => {
  test('spent: it waits for a little while, beyond that the workflow does', async () => {
    const pace = createPace({ ...defaultPace, windowMs: 40, requests: 2 }, () => performance.now());
    const began = performance.now();
    await Promise.all([1, 2, 3].map(() => pace.inTurn(read, async () => {})));
    expect(performance.now() - began).toBeGreaterThanOrEqual(38);
    const impatient = createPace({ ...defaultPace, requests: 1 }, () => 0);
    await impatient.inTurn(read, async () => {});
    const problem = await problemOf(impatient.inTurn(read, async () => {}));
    expect(problem).toMatchObject({ code: 'rate-limited', retryAfterMs: 60_000 });
  });

  test('writes have a smaller one', async () => {
    const pace = createPace({ ...defaultPace, writes: 1 }, () => 0);
    await pace.inTurn(write, async () => {});
    expect((await problemOf(pace.inTurn(write, async () => {}))).code).toBe('rate-limited');
    await pace.inTurn(read, async () => {});
  });

  test('the window slides', async () => {
    let nowMs = 0;
    const pace = createPace({ ...defaultPace, requests: 2 }, () => nowMs);
    const sent: number[] = [];
    for (nowMs = 0; nowMs < 150_000; nowMs += 10_000) {
      await pace.inTurn(read, async () => sent.push(nowMs)).catch(() => undefined);
    }
    expect(sent).toEqual([0, 10_000, 60_000, 70_000, 120_000, 130_000]);
  });
});

describe('after an answer that asks for silence', () => {
  test.each([
    [429, undefined, 60_000],
    [429, 7_000, 7_000],
    [403, undefined, 300_000],
  ])('%i (Retry-After %s ms): nothing is sent for %i ms', async (status, retryAfterMs, silenceMs) => {
    let nowMs = 0;
    const pace = createPace(defaultPace, () => nowMs);
    pace.heed(answer(status, retryAfterMs));
    const sent: number[] = [];
    for (nowMs of [0, silenceMs - 1, silenceMs]) {
      await pace.inTurn(read, async () => sent.push(nowMs)).catch(() => undefined);
    }
    expect(sent).toEqual([silenceMs]);
  });

  test('a shorter pause does not end a longer one', async () => {
    const pace = createPace(defaultPace, () => 0);
    pace.heed(answer(403));
    pace.heed(answer(429, 1_000));
    expect((await problemOf(pace.inTurn(read, async () => {}))).retryAfterMs).toBe(300_000);
  });
});

describe('against limits that refuse', () => {
  const windowMs = 600;
  const limits = { windowMs, requests: 60, delays: false };

  test('twenty readers at once are never refused', async () => {
    simulator = await startDattoRmmSimulator({ limits });
    const client = clientOf(simulator, { timeoutMs: 10_000, pace: { windowMs, requests: 30 } });
    // Two pages each, beside the devices: 60 requests at twice our share of a window.
    const { uid } = siteNamed(simulator.state(), harborName);
    await Promise.all(Array.from({ length: 20 }, () => Promise.all([client.sites(), client.devices(uid)])));
    const statuses = simulator.journalLog.map(({ status }) => status);
    expect([...new Set(statuses)]).toEqual([200]);
    expect(statuses).toHaveLength(61);
  });

  test('without that care they are, and then everybody keeps silent', async () => {
    simulator = await startDattoRmmSimulator({ limits: { ...limits, requests: 20 } });
    const client = clientOf(simulator, { timeoutMs: 10_000 });
    const calls = await Promise.allSettled(Array.from({ length: 60 }, () => client.probe()));
    expect(calls.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(40);
    const refused = simulator.journalLog.filter(({ status }) => status === 429).length;
    // Those that were under way when the first was refused; too few to have the address blocked.
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(defaultPace.maxConcurrent);
  });

  test('a block that follows a 429 is told as such', async () => {
    simulator = await startDattoRmmSimulator();
    let nowMs = Date.now();
    const client = clientOf(simulator, { nowMs: () => nowMs });
    simulator.faults.add({ kind: '429', path: '/v2/', times: 1 });
    simulator.faults.add({ kind: '403-block', path: '/v2/', times: 1 });
    expect(await problemOf(client.probe())).toMatchObject({ code: 'rate-limited', retryAfterMs: 60_000 });
    nowMs += 60_000;
    expect(await problemOf(client.probe())).toMatchObject({ code: 'rate-limited', retryAfterMs: 300_000 });
    nowMs += 300_000;
    simulator.clock.advanceTo(new Date(nowMs + 1_000));
    expect(await client.probe()).toBe('Example MSP');
  });
});
