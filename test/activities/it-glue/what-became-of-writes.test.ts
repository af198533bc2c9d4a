import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SEEDED_ASSETS } from '../../../simulators/it-glue/seed-assets.ts';
import { startItGlueSimulator } from '../../../simulators/it-glue/server.ts';
import { problemOf } from '../autotask/tenant.ts';
import {
  type Account,
  attempt,
  attempts,
  hours,
  names,
  neighbours,
  patienceMs,
  plan,
  specialCustomer,
  steps,
  traitsOf,
  visitOf,
  writes,
} from './account.ts';

let account: Account;
beforeEach(async () => {
  account = await startItGlueSimulator();
});
afterEach(() => account.stop());

const HARBOR = SEEDED_ASSETS.harborDental;
const ours = { 'documented-hours': hours };
const both = { 'documented-hours': hours, 'documented-plan': plan };

describe('somebody else at the same asset', () => {
  const edit = { trait: 'seats', value: 99 };
  test('between our look and our write: begun anew, and their change stays', async () => {
    const look = { kind: 'concurrent-edit', method: 'GET', path: String(HARBOR), times: 1, options: edit };
    account.faults.add(look);
    expect(await attempts(account, ours)).toEqual(['conflict', 'read']);
    expect(traitsOf(account, HARBOR)).toMatchObject({ seats: 99, 'support-window': `<p>${hours}</p>` });
    expect(writes(account)).toBe(1);
  });
  test('right after our write: it shows, and a person looks', async () => {
    account.faults.add({ kind: 'concurrent-edit', method: 'PATCH', times: 1, options: edit });
    const { problems } = await attempt(account, ours);
    expect(problems['documented-hours']).toMatchObject({
      code: 'not-verified',
      message: expect.stringContaining('“Seats”'),
    });
    expect(traitsOf(account, HARBOR)['seats']).toBe(99);
  });
  test('a neighbour that is gone after our write is told as lost, with its name', async () => {
    const options = { trait: 'door-code', value: null };
    account.faults.add({ kind: 'concurrent-edit', method: 'PATCH', times: 1, options });
    expect((await attempt(account, ours)).problems['documented-hours']).toMatchObject({
      code: 'would-lose',
      class: 'final',
      message: expect.stringContaining('“Door code”: empty after our change'),
    });
  });
  test('a field that was made anew is read again', async () => {
    const options = { from: 'support-window', to: 'help-desk-hours' };
    account.faults.add({ kind: 'trait-key-renamed', times: 1, options });
    expect(await attempts(account, ours)).toEqual(['conflict', 'read']);
    expect(traitsOf(account, HARBOR)['help-desk-hours']).toBe(`<p>${hours}</p>`);
  });
});

/** How each fault of one write ends, and how many writes are sent in all until the change is there. */
const once = [
  ['commit-then-drop', 'outcome-lost', 1],
  ['hang-after-commit', 'outcome-lost', 1],
  ['truncate', 'outcome-lost', 1],
  ['drop-before-commit', 'outcome-lost', 2],
  ['hang', 'outcome-lost', 2],
  ['html-200', 'outcome-lost', 2],
  ['504', 'outcome-lost', 2],
  ['500', 'unavailable', 2],
  ['429', 'rate-limited', 2],
] as const;

describe('a fault of a change', () => {
  test.each(once)('%s: %s, then read; %i requests in all, one change', async (kind, code, sent) => {
    const before = neighbours(account, HARBOR);
    account.faults.add({ kind, method: 'PATCH', times: 1 });
    const opening = { timeoutMs: patienceMs(kind) };
    expect(await attempts(account, ours, opening)).toEqual([code, 'read']);
    expect(writes(account)).toBe(sent);
    expect(account.auditLog.filter(({ field }) => field === 'trait:support-window')).toHaveLength(1);
    expect(neighbours(account, HARBOR)).toEqual(before);
  });
  test.each([
    ['500', 'unavailable'],
    ['429', 'rate-limited'],
  ])('%s for good: given up, nothing changed', async (kind, code) => {
    account.faults.add({ kind, method: 'PATCH' });
    expect(await attempts(account, ours)).toEqual([code, code, code, code]);
    expect(account.auditLog).toEqual([]);
  });
  test.each([
    [401, 'Invalid API key', 'credentials-rejected'],
    [403, 'Forbidden', 'credentials-rejected'],
    [401, 'Unauthorized resource access', 'permission-missing'],
    [422, 'Cannot update a synced resource', 'input-rejected'],
    [415, 'Unsupported Media Type', 'our-request'],
  ])('%i “%s” is final: %s, sent once', async (status, detail, code) => {
    const body = { errors: [{ status: String(status), title: 'Error', detail: [detail] }] };
    account.faults.add({ kind: 'status', method: 'PATCH', options: { status, body } });
    expect(await problemOf(attempts(account, ours))).toMatchObject({ code, class: 'final' });
    expect([writes(account), account.auditLog]).toEqual([1, []]);
  });
});

describe('a fault of an addition never makes two', () => {
  test.each(once.filter(([kind]) => kind !== 'hang'))('%s: %s', async (kind, code, sent) => {
    account.edit('admin', ({ rows }) => {
      for (const { attributes } of rows.flexible_asset_fields) attributes['required'] = false;
    });
    const assets = account.state().rows.flexible_assets.length;
    account.faults.add({ kind, method: 'POST', times: 1 });
    const settings = { ...names, onNone: 'create' } as const;
    const opening = { customer: specialCustomer(account, 'none'), settings, timeoutMs: patienceMs(kind) };
    expect(await attempts(account, ours, opening)).toEqual([code, 'read']);
    expect([writes(account), account.state().rows.flexible_assets.length]).toEqual([sent, assets + 1]);
  });
});

describe('what became of a write', () => {
  test('an accepted write that changed nothing is told', async () => {
    account.faults.add({ kind: 'patch-ok-not-applied', times: 1 });
    const { problems } = await attempt(account, ours);
    expect(problems['documented-hours']).toMatchObject({ code: 'not-verified' });
  });
  test('reads that lag behind never take back our own first write', async () => {
    account.faults.add({ kind: 'stale-read', times: 1, options: { reads: 1 } });
    expect(await attempts(account, both)).toEqual(['conflict', 'read']);
    expect(traitsOf(account, HARBOR)).toMatchObject({
      'support-window': `<p>${hours}</p>`,
      'plan-level': plan,
    });
  });
  test('after a lag the change shows', async () => {
    account.faults.add({ kind: 'stale-read', times: 1, options: { reads: 1 } });
    const visit = await visitOf(account);
    await visit.read(steps);
    await visit.write('documented-hours', hours);
    expect((await visit.read(steps)).problems).toMatchObject({
      'documented-hours': { code: 'not-verified' },
    });
    expect((await visit.read(steps)).values).toMatchObject(ours);
  });
  test.each(['500', '429', '504', 'truncate', 'drop-before-commit'])('%s on the look', async (kind) => {
    account.faults.add({ kind, method: 'GET', times: 1 });
    expect((await attempts(account, ours)).at(-1)).toBe('read');
    expect(writes(account)).toBe(1);
  });
  test('a key that is refused is told beside the steps', async () => {
    account.faults.add({ kind: 'wrong-region' });
    const { problems } = await (await visitOf(account)).read(steps);
    expect(problems['documented-hours']).toMatchObject({ code: 'credentials-rejected', class: 'final' });
  });
});
