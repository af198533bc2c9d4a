import { afterEach, describe, expect, test } from '@jest/globals';
import type { DattoRmmOptions } from '../../../simulators/datto-rmm/options.ts';
import { type Bench, openBench } from './client.ts';

let bench: Bench;
const open = async (options: DattoRmmOptions = {}) => {
  bench = await openBench(options);
};
afterEach(() => bench.simulator.stop());

const seconds = (count: number) =>
  bench.simulator.clock.advanceTo(new Date(bench.simulator.clock.now().getTime() + count * 1000));
const statuses = async (count: number) => {
  const seen: number[] = [];
  for (let at = 0; at < count; at += 1) seen.push((await bench.call('GET', 'account')).status);
  return seen;
};

describe('limits', () => {
  test('the window slides, and refusing goes on to a block of five minutes', async () => {
    await open({ limits: { requests: 3, refusalsUntilBlock: 2, delays: false } });
    expect(await statuses(6)).toEqual([200, 200, 200, 429, 429, 403]);
    seconds(61);
    expect(await statuses(1)).toEqual([403]);
    expect((await bench.logIn()).status).toBe(403);
    seconds(300);
    expect(await statuses(1)).toEqual([200]);
  });

  test.each([
    ['missing', null],
    ['present', '60'],
  ] as const)('Retry-After: %s', async (retryAfter, header) => {
    await open({ limits: { requests: 1, delays: false }, switches: { retryAfter } });
    await bench.call('GET', 'account');
    expect((await bench.call('GET', 'account')).retryAfter).toBe(header);
  });

  test('updates of sites have their own', async () => {
    await open({ limits: { siteUpdates: 1 } });
    const path = `site/${bench.siteUid('Acme')}`;
    const update = async () => (await bench.call('POST', path, { name: 'Acme' })).status;
    expect([await update(), await update(), (await bench.call('GET', path)).status]).toEqual([200, 429, 200]);
    expect((await bench.call('GET', 'system/request_rate')).body['operationWriteStatus']).toMatchObject({
      'site-update': { limit: 1, count: 1 },
    });
  });

  test('answers take a second longer from 90 % on', async () => {
    await open({ limits: { requests: 10 } });
    await statuses(8);
    const began = performance.now();
    await bench.call('GET', 'account');
    expect(performance.now() - began).toBeGreaterThan(900);
  });
});

describe('faults with a status', () => {
  test.each([
    ['409', 409, 'concurrent write access'],
    ['429', 429, 'Too Many'],
    ['504', 504, '<html>'],
    ['html-body', 200, '<!doctype html>'],
    ['403-block', 403, 'Forbidden'],
  ])('%s', async (kind, status, text) => {
    await open();
    bench.simulator.faults.add({ kind, times: 1 });
    const answer = await bench.call('GET', 'account');
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(text)]);
    expect(bench.simulator.journalLog.at(-1)?.fault).toBe(kind);
  });
});

test('commit-then-reset: the write is done, its answer lost; reads go through', async () => {
  await open();
  bench.simulator.faults.add({ kind: 'commit-then-reset', times: 1 });
  expect((await bench.call('GET', 'account')).status).toBe(200);
  const path = `site/${bench.siteUid('Acme')}`;
  await expect(bench.call('POST', path, { name: 'Acme', notes: 'new' })).rejects.toThrow();
  expect(bench.simulator.state().sites.find(({ name }) => name === 'Acme')?.notes).toBe('new');
});

test('control edits: mapping by somebody in the portal', async () => {
  await open({ control: true });
  const input = { site: 'Northwind Legal LLP (example)', company: { id: '29683520', name: 'Northwind' } };
  await bench.call('POST', '/__control/edit/map-site', { actor: 'Sam Okafor', input });
  expect(bench.simulator.auditLog[0]).toMatchObject({
    actor: 'Sam Okafor',
    field: 'autotaskCompanyId',
    after: '29683520',
  });
});

test('secrets of the login are masked in the journal', async () => {
  await open();
  const line = JSON.stringify(bench.simulator.journalLog[0]);
  expect(line).toContain('oauth/token');
  expect(line).not.toContain('simulated+datto');
});
