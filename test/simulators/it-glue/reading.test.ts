import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ItGlueOptions } from '../../../simulators/it-glue/options.ts';
import { SEEDED_ASSETS, SITE_SUMMARY_TYPE } from '../../../simulators/it-glue/seed-assets.ts';
import { organizationId } from '../../../simulators/it-glue/seed-organizations.ts';
import { type Bench, openBench } from './client.ts';

let bench: Bench;
const open = async (options: ItGlueOptions = {}) => {
  await bench?.simulator.stop();
  bench = await openBench(options);
};
beforeEach(() => open());
afterEach(() => bench.simulator.stop());

const harbor = organizationId(29_683_510);
const names = (rows: Awaited<ReturnType<Bench['call']>>['rows']) =>
  rows.map(({ attributes }) => attributes['name']);

describe('access', () => {
  test.each([401, 403] as const)('a wrong key: %i', async (badKey) => {
    await open({ switches: { badKey } });
    const answer = await bench.call('GET', 'organizations', undefined, { 'x-api-key': 'ITG.wrong' });
    expect(answer.status).toBe(badKey);
  });
  test('a key of another region looks like a wrong one', async () => {
    bench.simulator.faults.add({ kind: 'wrong-region' });
    expect((await bench.call('GET', 'organizations')).status).toBe(401);
  });
  test('the key is masked in the journal', () => {
    expect(JSON.stringify(bench.simulator.journalLog)).not.toContain('ITG.');
  });
  test('a right that is missing is a 401 of another text', async () => {
    bench.simulator.edit('admin', (state) => state.denied.push('contacts'));
    const answer = await bench.call('GET', 'contacts');
    expect([answer.status, answer.text]).toEqual([
      401,
      expect.stringContaining('Unauthorized resource access'),
    ]);
  });
  test.each(['absent', 'present'] as const)('too many requests, Retry-After %s', async (retryAfter) => {
    await open({ requestLimit: 2, switches: { retryAfter } });
    await bench.call('GET', 'contact_types');
    await bench.call('GET', 'contact_types');
    const answer = await bench.call('GET', 'contact_types');
    expect([answer.status, answer.retryAfter]).toEqual([429, retryAfter === 'present' ? '30' : null]);
    const { clock } = bench.simulator;
    clock.advanceTo(new Date(clock.now().getTime() + 300_001));
    expect((await bench.call('GET', 'contact_types')).status).toBe(200);
  });
});

describe('addresses', () => {
  test.each([
    ['GET', 'flexible-assets'],
    ['GET', `organizations/${harbor}/relationships/flexible_assets`],
    ['POST', 'organizations'],
    ['GET', 'organizations/1'],
    ['GET', 'passwords'],
  ])('%s /%s leads nowhere', async (method, path) => {
    expect((await bench.call(method, path)).status).toBe(404);
  });
});

describe('lists', () => {
  test('50 on a page, 1,000 at most, and more than 200 organizations', async () => {
    const first = await bench.call('GET', 'organizations');
    expect(first.rows).toHaveLength(50);
    expect(first.body['meta']).toMatchObject({ 'current-page': 1, 'next-page': 2, 'prev-page': null });
    const all = await bench.call('GET', 'organizations?page[size]=5000');
    expect(all.rows.length).toBeGreaterThan(200);
    expect(all.rows.every(({ id }) => typeof id === 'string')).toBe(true);
    const second = await bench.call('GET', 'organizations?page%5Bsize%5D=50&page%5Bnumber%5D=2');
    expect(names(second.rows)).toEqual(names(all.rows).slice(50, 100));
  });
  test('quick notes are cut in lists only', async () => {
    const [row] = (await bench.call('GET', 'organizations?filter[name]=Acme')).rows;
    expect(String(row?.attributes['quick-notes'])).toHaveLength(250);
    const [whole] = (await bench.call('GET', `organizations/${row?.id}`)).rows;
    expect(String(whole?.attributes['quick-notes']).length).toBeGreaterThan(250);
  });
  test('sorting, and a reversed one', async () => {
    const up = names((await bench.call('GET', 'contact_types?sort=name')).rows);
    const down = names((await bench.call('GET', 'contact_types?sort=-name')).rows);
    expect(down).toEqual([...up].reverse());
  });
  test('fields come with their types when asked for', async () => {
    const answer = await bench.call('GET', 'flexible_asset_types?include=flexible_asset_fields');
    expect(answer.text).toContain('"name-key":"support-window"');
    const path = `flexible_asset_types/${SITE_SUMMARY_TYPE}/relationships/flexible_asset_fields`;
    expect(names((await bench.call('GET', path)).rows)).toContain('Help Desk Hours');
  });
});

describe('filters', () => {
  test.each([
    ['filter[name]=Kub\\, Reynolds and Gibson (example)', ['Kub, Reynolds and Gibson (example)']],
    ['filter[name]=Kub, Reynolds and Gibson (example)', []],
    ['filter[name]=Harbor', []],
    ['filter[name]=acme', ['Acme', 'ACME']],
    ['filter[psa_id]=29683510&filter[psa_integration_type]=autotask', ['Harbor Dental Group (example)']],
    ['filter[psa_id]=29683510&filter[psa_integration_type]=manage', undefined],
    ['filter[psa_id]=29683510', undefined],
    ['filter[psa-id]=29683510&filter[psa_integration_type]=autotask', undefined],
    ['filter[nmae]=Acme', undefined],
  ])('organizations?%s', async (query, expected) => {
    const [, name, value] = /^(filter\[name\])=(.*)$/.exec(query) ?? [];
    const path = name && value ? `${name}=${encodeURIComponent(value)}` : query;
    const answer = await bench.call('GET', `organizations?page[size]=1000&${path}`);
    if (expected) expect(names(answer.rows)).toEqual(expected);
    else expect(answer.rows.length).toBeGreaterThan(200);
  });
  test('the PSA id alone may be refused', async () => {
    await open({ switches: { psaIdAlone: '422' } });
    expect((await bench.call('GET', 'organizations?filter[psa_id]=29683510')).status).toBe(422);
  });
  test.each([
    ['both', 'snake', 2],
    ['both', 'kebab', 2],
    ['snake', 'kebab', 0],
    ['kebab', 'snake', 0],
    ['kebab', 'kebab', 2],
  ] as const)('flexible assets, where %s is known, by %s', async (typeFilter, sent, count) => {
    await open({ switches: { typeFilter } });
    const [organization, type] =
      sent === 'snake'
        ? ['organization_id', 'flexible_asset_type_id']
        : ['organization-id', 'flexible-asset-type-id'];
    const query = `filter[${organization}]=${harbor}&filter[${type}]=${SITE_SUMMARY_TYPE}`;
    expect((await bench.call('GET', `flexible_assets?${query}`)).rows).toHaveLength(count);
  });
  test.each([
    ['empty', 200],
    ['422', 422],
  ] as const)('flexible assets without their type: %s', async (typeFilterMissing, status) => {
    await open({ switches: { typeFilterMissing } });
    const answer = await bench.call('GET', `flexible_assets?filter[organization_id]=${harbor}`);
    expect([answer.status, answer.rows]).toEqual([status, []]);
  });
  test('a type that is not there is a 401', async () => {
    const answer = await bench.call('GET', 'flexible_assets?filter[flexible_asset_type_id]=999');
    expect(answer.status).toBe(401);
  });
  test('filter-ignored gives everything', async () => {
    bench.simulator.faults.add({ kind: 'filter-ignored', times: 1 });
    const query = `filter[flexible_asset_type_id]=${SITE_SUMMARY_TYPE}&filter[organization_id]=${harbor}`;
    const answer = await bench.call('GET', `flexible_assets?${query}`);
    expect(answer.rows).toHaveLength(Object.keys(SEEDED_ASSETS).length);
  });
});

test('tags are read as objects, what was deleted marked; ids are text outside and numbers inside', async () => {
  const { rows } = await bench.call('GET', `flexible_assets/${SEEDED_ASSETS.harborDental}`);
  expect(rows[0]).toMatchObject({
    id: String(SEEDED_ASSETS.harborDental),
    attributes: {
      'organization-id': harbor,
      traits: {
        'key-contact-s': { type: 'Contacts', values: [{ id: 9_685_001, name: 'Dana Whitfield' }, {}] },
        firewall: { values: [{ name: 'HDG-FW-01' }, { 'resource-deleted': true }] },
        'door-code': 8_100_001,
      },
    },
  });
});
