import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { DEFAULT_HOOK, startPagerSimulator } from '../../../simulators/pager/server.ts';
import type { PagerState } from '../../../simulators/pager/state.ts';

let simulator: Simulator<PagerState>;
beforeEach(async () => {
  simulator = await startPagerSimulator();
});
afterEach(() => simulator.stop());

const alarm = { summary: 'NOT live', details: 'Open: VIP users', source: 'onboard', dedupKey: 'k1' };
const post = (body: object, hook = DEFAULT_HOOK) =>
  fetch(`${simulator.url}/hooks/${hook}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

test('rings once for a key, however often it is asked for, and is audited once', async () => {
  expect((await post(alarm)).status).toBe(202);
  expect((await post(alarm)).status).toBe(202);
  await post({ ...alarm, dedupKey: 'k2' });
  expect(simulator.state().alarms).toMatchObject([
    { key: 'k1', asked: 2 },
    { key: 'k2', asked: 1 },
  ]);
  expect(simulator.auditLog).toMatchObject([
    { entity: 'pager', id: 'k1', field: 'alarm', after: { summary: 'NOT live', source: 'onboard' } },
    { entity: 'pager', id: 'k2' },
  ]);
});

test.each([
  ['without a summary', { ...alarm, summary: '' }, DEFAULT_HOOK, 400],
  ['without a key', { ...alarm, dedupKey: '' }, DEFAULT_HOOK, 400],
  ['at an address that is not known', alarm, 'other', 404],
])('%s nothing rings', async (_what, body, hook, status) => {
  expect((await post(body, hook)).status).toBe(status);
  expect(simulator.state().alarms).toEqual([]);
});

test('shows what rang, and keeps the secret of its address out of the journal', async () => {
  await post(alarm);
  expect(await (await fetch(simulator.url)).text()).toContain('NOT live');
  expect(JSON.stringify(simulator.journalLog)).not.toContain(DEFAULT_HOOK);
});
