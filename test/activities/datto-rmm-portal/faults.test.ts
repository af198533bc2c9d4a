import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Visit } from '../../../activities/visit.ts';
import type { Fault } from '../../../simulators/kit/types.ts';
import { customerOf } from '../autotask/tenant.ts';
import { harborName, northwindName, problemOf, siteNamed } from '../datto-rmm/account.ts';
import { attendance } from '../lift-off/bench.ts';
import { type Bench, logins, northwind, startBench } from './bench.ts';

const us = 'automation@msp.example.com: siteUids';
const settings = { pageTimeoutMs: 3_000, pictureTimeoutMs: 1_000 };

let bench: Bench;
/** One visit for most of the tests: what went wrong in one page must not matter to the next. */
let visit: Visit;
beforeAll(async () => {
  bench = await startBench();
  visit = await bench.open({ settings });
});
beforeEach(() => bench.reset('keep-sessions'));
afterAll(async () => {
  await visit.close();
  await bench.stop();
});

const codeOf = async (work: Promise<unknown>) => (await problemOf(work)).code;
const join = () => visit.write('site-group', true);
const ours = () => bench.changes().filter((change) => change === us);
const somebodyTakesOut = (name: string) =>
  bench.simulator.edit('Sam Okafor', ({ siteGroups, sites }) => {
    const uid = sites.find((site) => site.name === name)?.uid;
    for (const group of siteGroups) group.siteUids = group.siteUids.filter((member) => member !== uid);
  });

describe('a save that goes wrong', () => {
  const lost = 'outcome-lost';
  const table: { fault: Fault; says: string; stored: boolean }[] = [
    { fault: { kind: 'drop-after-commit', options: { keepAlive: false } }, says: lost, stored: true },
    { fault: { kind: 'save-500' }, says: lost, stored: false },
    { fault: { kind: 'status', options: { status: 409 } }, says: 'conflict', stored: false },
    { fault: { kind: 'status', options: { status: 422 } }, says: 'input-rejected', stored: false },
  ];
  test.each(table)('$fault: $says, stored: $stored', async ({ fault, says, stored }) => {
    const before = bench.members();
    bench.simulator.faults.add({ ...fault, method: 'PUT', times: 1 });
    expect(await codeOf(join())).toBe(says);
    expect(bench.members().includes(harborName)).toBe(stored);
    expect(bench.members()).toEqual(expect.arrayContaining(before));
  });

  test('because the session has ended in the middle is reported, and the next visit logs in', async () => {
    bench.simulator.faults.add({ kind: 'idle-logout-mid-edit', method: 'PUT', times: 1 });
    expect(await codeOf(bench.write(true))).toBe('session-expired');
    expect(ours()).toEqual([]);
    await visit.close();
    visit = await bench.open({ settings });
  });

  test('is written once in all, when it is tried again', async () => {
    bench.simulator.faults.add({ kind: 'save-500-after-commit', method: 'PUT', times: 1 });
    expect(await codeOf(join())).toBe(lost);
    expect((await visit.read(['site-group'])).values).toEqual({ 'site-group': true });
    await join();
    expect(ours()).toHaveLength(1);
  });

  test('is aborted while the portal hangs: ends with the reason', async () => {
    const here = attendance();
    const reason = new Error('the worker shuts down');
    const onBeat = (where: string) => {
      if (where.startsWith('waiting for the outcome')) here.abort.abort(reason);
    };
    bench.simulator.faults.add({ kind: 'hang', method: 'PUT', times: 1 });
    await expect(bench.write(true, { attendance: { ...here, onBeat } })).rejects.toBe(reason);
  });
});

describe('what others put there', () => {
  test('while our page was open is not overwritten: it is read again', async () => {
    const before = bench.members();
    bench.simulator.faults.add({ kind: 'concurrent-edit', method: 'GET', times: 1 });
    expect(await codeOf(join())).toBe('conflict');
    expect(ours()).toEqual([]);
    const theirs = bench.members();
    expect(theirs).toHaveLength(before.length + 1);
    await join();
    expect(bench.members().toSorted()).toEqual([...theirs, harborName].toSorted());
  });

  test('and is missing afterwards is told by name', async () => {
    const [gone = ''] = bench.members();
    let isSaved = false;
    const onBeat = (where: string) => {
      isSaved ||= where.startsWith('waiting for the outcome');
      if (isSaved && where === 'going to /site-groups/51') somebodyTakesOut(gone);
    };
    const problem = await problemOf(bench.write(true, { attendance: { ...attendance(), onBeat } }));
    expect(problem.code).toBe('would-lose');
    expect(problem.message).toContain(gone);
  });

  test('when it is just our site, nothing is written', async () => {
    bench.simulator.faults.add({ kind: 'already-member', path: '/portal-api/site-groups/51', times: 1 });
    await join();
    expect(bench.members()).toContain(harborName);
    expect(ours()).toEqual([]);
  });
});

describe('a group that cannot be told', () => {
  test.each(['group-missing', 'group-renamed'])(
    '%s: none of that name, look-alikes are not it',
    async (kind) => {
      bench.simulator.faults.add({ kind });
      const { values, problems } = await visit.read(['site-group']);
      expect(values).toEqual({});
      expect(problems['site-group']?.message).toBe('Datto RMM has no site group “MC Help Desk Customers”.');
      expect(await codeOf(join())).toBe('not-found');
    },
  );

  test('a site that the portal does not offer is left to somebody', async () => {
    bench.simulator.faults.add({ kind: 'site-not-visible', options: { site: harborName } });
    const problem = await problemOf(join());
    expect(problem).toMatchObject({ code: 'awaits-somebody', class: 'not-there-yet' });
    expect(problem.message).toContain(harborName);
    expect(ours()).toEqual([]);
  });

  test('a login that may only look reads, and is told that it may not write', async () => {
    const technician = { settings: { credentials: logins.technician } };
    await bench.visit(async (looking) => {
      expect((await looking.read(['site-group'])).values).toEqual({ 'site-group': false });
      expect(await codeOf(looking.write('site-group', true))).toBe('permission-missing');
    }, technician);
  });
});

describe('a page that gets in the way', () => {
  test('rows that move, an announcement over the page and a count that is old are overcome', async () => {
    bench.simulator.faults.add({ kind: 'row-virtualised-away' });
    bench.simulator.faults.add({ kind: 'overlay-intercepts-click', options: { dialog: true } });
    bench.simulator.faults.add({ kind: 'stale-count', options: { count: 3 } });
    await join();
    expect(bench.members()).toContain(harborName);
    expect(ours()).toHaveLength(1);
  });

  test('something that lies over the page is waited for', async () => {
    bench.simulator.faults.add({ kind: 'overlay-intercepts-click', options: { ms: 500 } });
    expect((await visit.read(['site-group'])).values).toEqual({ 'site-group': false });
  });

  test('a group of more sites than are drawn at once is read to its end', async () => {
    bench.simulator.edit('Sam Okafor', ({ siteGroups, sites }) => {
      const [group] = siteGroups;
      if (group) group.siteUids = sites.slice(0, 60).map(({ uid }) => uid);
    });
    const before = bench.members();
    expect(before).toContain(harborName);
    bench.simulator.faults.add({ kind: 'row-virtualised-away', path: '/site-groups/51' });
    expect((await visit.read(['site-group'])).values).toEqual({ 'site-group': true });
    await visit.write('site-group', false);
    expect(bench.members()).toEqual(before.filter((name) => name !== harborName));
  });

  test.each<Fault>([
    { kind: 'truncate', path: '/portal-api/site-groups/51/sites' },
    { kind: 'status', path: '/portal-api/site-groups', options: { status: 500 } },
  ])('%j is unavailable', async (fault) => {
    bench.simulator.faults.add(fault);
    expect(await codeOf(visit.read(['site-group']))).toBe('unavailable');
  });
});

describe('a mapping that goes wrong', () => {
  const found = (customer = northwind) => problemOf(bench.map({ customer, settings }));
  const site = () => siteNamed(bench.simulator.state(), northwindName);

  test('an answer that is lost may have stored it', async () => {
    bench.simulator.faults.add({ kind: 'save-500-after-commit', method: 'PUT', times: 1 });
    expect((await found()).code).toBe('outcome-lost');
    expect(site().autotaskCompany?.name).toBe(northwindName);
  });

  test('a site of another company is left alone', async () => {
    bench.simulator.edit('Sam Okafor', () => {
      site().autotaskCompany = { id: '4711', name: 'Somebody Else' };
    });
    const { code, message } = await found();
    expect([code, message]).toEqual(['mismatch', expect.stringContaining('Somebody Else (4711)')]);
  });

  test('a company of that name but another id is not taken', async () => {
    const { code, message } = await found(customerOf(4711, northwindName));
    expect([code, message]).toEqual(['not-synced', expect.stringContaining('4711')]);
    expect(site().autotaskCompany).toBeNull();
  });

  test('a site that the login does not see is left to somebody', async () => {
    bench.simulator.faults.add({ kind: 'site-not-visible' });
    expect((await found()).code).toBe('awaits-somebody');
  });

  test('without the integration there is nothing to map with; that portal saves with a toast', async () => {
    const other = await startBench({ skin: 'b', autotaskIntegration: 'off', groupSave: 'toast' }, bench.pool);
    const { code, message } = await problemOf(other.map({ settings }));
    await other.write(true).finally(() => other.stop());
    expect(code).toBe('page-changed');
    expect(message).toContain('“Map the site to an existing Autotask company”');
    expect(other.members()).toContain(harborName);
  });
});
