import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ItGlueOptions } from '../../../simulators/it-glue/options.ts';
import { SEEDED_ASSETS } from '../../../simulators/it-glue/seed-assets.ts';
import { startItGlueSimulator } from '../../../simulators/it-glue/server.ts';
import { customerOf, problemOf } from '../autotask/tenant.ts';
import {
  type Account,
  attempt,
  customers,
  hours,
  names,
  neighbours,
  plan,
  specialCustomer,
  steps,
  traitsOf,
  visitOf,
  writes,
} from './account.ts';

let account: Account;
const start = async (options: ItGlueOptions = {}) => {
  await account?.stop();
  account = await startItGlueSimulator(options);
};
beforeEach(() => start());
afterEach(() => account.stop());

const HARBOR = SEEDED_ASSETS.harborDental;
const ours = { 'documented-hours': hours };
const both = { 'documented-hours': hours, 'documented-plan': plan };

describe('reading (R8)', () => {
  test('hours as text whatever their HTML, and the plan', async () => {
    const reading = await (await visitOf(account)).read(steps);
    expect(reading.values).toEqual({
      'documented-hours': 'Mon-Fri 8am to 5pm',
      'documented-plan': 'None',
    });
    expect(reading.signsOfLife).toEqual([]);
  });
  test('empty fields are null', async () => {
    const reading = await (await visitOf(account, { customer: customers.northwind })).read(steps);
    expect(reading.values).toEqual({ 'documented-hours': null, 'documented-plan': null });
  });
  test('a plan that is set already is no sign of life: R8 only asks to confirm it', async () => {
    await attempt(account, both);
    expect((await (await visitOf(account)).read(steps)).signsOfLife).toEqual([]);
  });
  test('steps of other records cost no request', async () => {
    expect((await (await visitOf(account)).read(['help-desk-field'])).values).toEqual({});
    expect(account.journalLog).toEqual([]);
  });
  test.each([
    ['twin', 'choice-needed'],
    ['none', 'not-found'],
  ] as const)('%s Site Summary is %s', async (which, code) => {
    const reading = await (await visitOf(account, { customer: specialCustomer(account, which) })).read(steps);
    expect(reading.problems).toMatchObject({ 'documented-hours': { code }, 'documented-plan': { code } });
    expect(reading.values).toEqual({});
  });
  test('a customer that is not synced yet, or not the right one', async () => {
    const unknown = await visitOf(account, { customer: customerOf(4711, 'X') });
    expect((await unknown.read(steps)).problems).toMatchObject({
      'documented-hours': { code: 'not-synced' },
    });
    const other = await visitOf(account, { customer: customerOf(29_683_510, 'Harbor Dental (example)') });
    expect((await other.read(steps)).problems).toMatchObject({ 'documented-hours': { code: 'mismatch' } });
    expect((await problemOf(other.write('documented-hours', hours))).code).toBe('mismatch');
    expect(writes(account)).toBe(0);
  });
  test.each([
    [{ typeName: 'Site summary' }, { 'documented-hours': { code: 'not-found' } }],
    [{ planField: 'Plan' }, { 'documented-plan': { code: 'not-found' } }],
    [{ planField: 'Location(s)' }, { 'documented-plan': { code: 'input-rejected' } }],
  ])('names that the account does not have: %j', async (over, problems) => {
    const visit = await visitOf(account, { settings: { ...names, ...over } });
    expect((await visit.read(steps)).problems).toMatchObject(problems);
  });
});

describe('several Site Summaries', () => {
  test('a person chooses; the choice is kept to, for the plan too', async () => {
    const customer = specialCustomer(account, 'twin');
    const ids = [SEEDED_ASSETS.twinFirst, SEEDED_ASSETS.twinSecond].map(String);
    const { problems } = await (await visitOf(account, { customer })).read(steps);
    expect(problems['documented-hours']?.choices).toEqual([
      { id: ids[0], label: expect.stringContaining('Downtown, https://') },
      { id: ids[1], label: expect.stringContaining('Uptown, https://') },
    ]);
    const choices = { 'documented-hours': ids[1] ?? '' };
    expect((await attempt(account, both, { customer, choices })).values).toEqual(both);
    expect(traitsOf(account, SEEDED_ASSETS.twinFirst)).toEqual({ site: 'Downtown' });
    expect(traitsOf(account, SEEDED_ASSETS.twinSecond)).toMatchObject({ 'plan-level': plan });
  });
  test('a choice that is gone is asked for again', async () => {
    const opening = { customer: specialCustomer(account, 'twin'), choices: { 'documented-plan': '4711' } };
    const { problems } = await (await visitOf(account, opening)).read(steps);
    expect(problems['documented-plan']).toMatchObject({ code: 'choice-needed' });
  });
});

describe('candidates for approvers (R5)', () => {
  const settings = { ...names, approverTypes: ['Primary Authority', 'Approver'] };
  const candidate = { name: 'Grace Kim', type: 'Primary Authority' };
  test('come with the first reading, and are read once', async () => {
    const visit = await visitOf(account, { settings, customer: customers.northwind });
    expect((await visit.read(steps)).facts).toMatchObject({ approverCandidates: [candidate] });
    expect((await visit.read(steps)).facts).toMatchObject({ approverCandidates: [candidate] });
    expect(account.journalLog.filter(({ path }) => path.startsWith('/contact'))).toHaveLength(2);
  });
  test('come even where the Site Summary is a person’s affair', async () => {
    const visit = await visitOf(account, { settings, customer: specialCustomer(account, 'none') });
    expect((await visit.read(steps)).facts).toEqual({ approverCandidates: [] });
  });
  test('that the key may not see are absent, and keep nobody from reading hours', async () => {
    account.edit('admin', (state) => state.denied.push('contacts'));
    const reading = await (await visitOf(account, { settings })).read(steps);
    expect([reading.facts, reading.values['documented-plan']]).toEqual([{}, 'None']);
  });
  test('are looked up again where the account only falters', async () => {
    account.faults.add({ kind: '500', path: 'contact_types', times: 1 });
    const visit = await visitOf(account, { settings });
    expect((await problemOf(visit.read(steps))).code).toBe('unavailable');
  });
});

describe('writing (R8)', () => {
  test('sets hours and plan, and every neighbour of every kind stays', async () => {
    const before = neighbours(account, HARBOR);
    expect((await attempt(account, both)).values).toEqual(both);
    expect(neighbours(account, HARBOR)).toEqual(before);
    expect(traitsOf(account, HARBOR)).toMatchObject({
      'support-window': `<p>${hours}</p>`,
      'plan-level': plan,
      'door-code': 8_100_001,
      'key-contact-s': [9_685_001, 9_685_002],
    });
    expect(account.auditLog.map(({ field }) => field)).toEqual([
      'trait:support-window',
      'trait:firewall',
      'trait:plan-level',
    ]);
    expect(writes(account)).toBe(2);
  });
  test('sets them where the fields are empty, and nothing else', async () => {
    expect((await attempt(account, both, { customer: customers.northwind })).values).toEqual(both);
    expect(neighbours(account, SEEDED_ASSETS.northwindLegal)).toEqual({
      site: 'Northwind Legal',
      firewall: [],
    });
  });
  test('escapes what HTML would eat', async () => {
    const wanted = { 'documented-hours': 'Mon–Fri <8 & >17, "A&amp;B"' };
    expect((await attempt(account, wanted)).values).toEqual(wanted);
  });
  test('HTML that is rewritten compares the same', async () => {
    await start({ switches: { html: 'rewritten' } });
    expect((await attempt(account, both)).values).toEqual(both);
  });
  test('null empties, for an undo', async () => {
    await attempt(account, both);
    const nothing = { 'documented-hours': null, 'documented-plan': null };
    expect((await attempt(account, nothing)).values).toEqual(nothing);
  });
  test('evidence holds the two fields as they are stored, and no other', async () => {
    const kept = {};
    await attempt(account, ours, { kept });
    expect(kept).toEqual({
      'site-summary.json': {
        organizationId: expect.any(String),
        assetId: String(HARBOR),
        url: expect.stringContaining('/records/'),
        before: {
          'Help Desk Hours': '<div>Mon-Fri 8am&nbsp;to 5pm<br></div>',
          'Help Desk Plan': 'None',
        },
        after: { 'Help Desk Hours': `<p>${hours}</p>`, 'Help Desk Plan': 'None' },
      },
    });
  });
  test('a filled upload is never written over', async () => {
    const customer = specialCustomer(account, 'withUpload');
    const problem = await problemOf(attempt(account, ours, { customer }));
    expect([problem.code, problem.message]).toEqual([
      'would-lose',
      expect.stringContaining('the file in “Floor plan”'),
    ]);
    expect(writes(account)).toBe(0);
  });
  test.each([
    ['documented-plan', 'Gold', 'not-found'],
    ['site-group', true, 'our-request'],
    ['help-desk-field', 'x', 'our-request'],
  ] as const)('%s %p is %s, and nothing is sent', async (step, value, code) => {
    const visit = await visitOf(account);
    await visit.read(steps);
    expect((await problemOf(visit.write(step, value))).code).toBe(code);
    expect(writes(account)).toBe(0);
  });
  test('a refused step does not spoil the next one of the sitting', async () => {
    const visit = await visitOf(account);
    await problemOf(visit.write('documented-plan', 'Gold'));
    await visit.write('documented-hours', hours);
    expect((await visit.read(steps)).values).toMatchObject(ours);
  });
  test('a trait that no field shows is a stop', async () => {
    account.edit('admin', ({ rows }) => {
      rows.flexible_asset_fields = rows.flexible_asset_fields.filter(
        ({ attributes }) => attributes['name'] !== 'Seats',
      );
    });
    expect((await problemOf(attempt(account, ours))).message).toContain('1 values: no field shows them');
  });
  test('a cancelled activity starts nothing', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect((await visitOf(account, { signal })).write('documented-hours', hours)).rejects.toThrow(
      'cancelled',
    );
    expect(account.journalLog).toEqual([]);
  });
});

describe('no Site Summary, and one is to be added', () => {
  const settings = { ...names, onNone: 'create' } as const;
  const addable = () =>
    account.edit('admin', ({ rows }) => {
      for (const { attributes } of rows.flexible_asset_fields) attributes['required'] = false;
    });
  test('hours, then plan, in one new asset', async () => {
    addable();
    const customer = specialCustomer(account, 'none');
    expect((await attempt(account, both, { customer, settings })).values).toEqual(both);
    expect(account.journalLog.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
  test('somebody else adds it between look and write', async () => {
    addable();
    const visit = await visitOf(account, { customer: specialCustomer(account, 'none'), settings });
    await visit.read(steps);
    await attempt(account, ours, { customer: specialCustomer(account, 'none'), settings });
    expect((await problemOf(visit.write('documented-hours', hours))).code).toBe('conflict');
  });
  test('required fields that we know nothing of make it a person’s affair', async () => {
    const customer = specialCustomer(account, 'none');
    const problem = await problemOf(attempt(account, ours, { customer, settings }));
    expect(problem.message).toContain('the required field “Site” is empty');
    expect(writes(account)).toBe(0);
  });
});
