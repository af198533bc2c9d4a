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

const HARBOR = SEEDED_ASSETS.harborDental;
const { withUpload } = SEEDED_ASSETS;
const harbor = organizationId(29_683_510);
const stored = () => bench.simulator.state().rows.flexible_assets.find(({ id }) => id === HARBOR)?.attributes;

describe('PATCH of traits', () => {
  test('replaces all of them, the file and the password too', async () => {
    const answer = await bench.patch(withUpload, { site: 'Cellar', 'support-window': null });
    expect(answer.rows[0]?.attributes['traits']).toEqual({ site: 'Cellar' });
    expect(answer.rows[0]?.attributes['name']).toBe('Cellar');
    const deleted = bench.simulator.auditLog.filter(({ after }) => after === null).map(({ field }) => field);
    expect(deleted).toEqual(expect.arrayContaining(['trait:floor-plan', 'trait:door-code', 'trait:seats']));
  });
  test('leaves attributes outside of the traits, and is audited under the key', async () => {
    await bench.patch(HARBOR, { site: 'Harbor', 'location-s': [9_684_001], seats: '24' });
    expect(stored()).toMatchObject({ 'organization-id': harbor, archived: false, name: 'Harbor' });
    expect(bench.simulator.auditLog.at(-1)).toMatchObject({ actor: 'api key', entity: 'flexible_asset' });
  });
  test('without traits touches none', async () => {
    const body = { data: { type: 'flexible_assets', attributes: { archived: true } } };
    await bench.call('PATCH', `flexible_assets/${HARBOR}`, body);
    expect(bench.simulator.auditLog.map(({ field }) => field)).toEqual(['archived']);
  });
  test.each([
    ['an unknown key', { site: 'x', 'help-desk-hours': 'x' }, 'invalid trait keys'],
    ['a header', { site: 'x', overview: 'x' }, 'invalid trait keys'],
    ['a required one missing', { seats: 3 }, "can't be blank"],
    ['a tag as it is read', { site: 'x', 'location-s': { type: 'Locations', values: [] } }, 'is invalid'],
    ['a tag of something deleted', { site: 'x', firewall: [7_002] }, 'is invalid'],
    ['a file as it is read', { site: 'x', 'floor-plan': { url: 'x' } }, 'is invalid'],
    ['a password that is none', { site: 'x', 'door-code': 5 }, 'is invalid'],
    ['a choice that is none', { site: 'x', 'plan-level': 'Gold' }, 'is invalid'],
    ['text for a number', { site: 'x', seats: 'many' }, 'is invalid'],
    ['a date in words', { site: 'x', 'contract-signed': 'May' }, 'is invalid'],
  ])('refuses %s', async (_name, traits, text) => {
    const answer = await bench.patch(HARBOR, traits);
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(text)]);
    expect(bench.simulator.auditLog).toEqual([]);
  });
  test('takes a file whole', async () => {
    const file = { content: 'aGk=', file_name: 'plan.png' };
    expect((await bench.patch(HARBOR, { site: 'x', 'floor-plan': file })).status).toBe(200);
    expect(bench.trait(HARBOR, 'floor-plan')).toMatchObject({ 'file-name': 'plan.png' });
  });
  test('a payload that is not declared as JSON:API is a 415', async () => {
    const body = { data: { type: 'flexible_assets', attributes: {} } };
    const headers = { 'Content-Type': 'application/json' };
    expect((await bench.call('PATCH', `flexible_assets/${HARBOR}`, body, headers)).status).toBe(415);
  });
  test.each([
    [{}, 400],
    [{ data: { type: 'contacts' } }, 400],
    [{ data: [] }, 422],
  ])('a payload %j is a %i', async (body, status) => {
    expect((await bench.call('PATCH', `flexible_assets/${HARBOR}`, body)).status).toBe(status);
  });
});

describe('new assets', () => {
  const create = (attributes: object) =>
    bench.call('POST', 'flexible_assets', { data: { type: 'flexible_assets', attributes } });
  test('one', async () => {
    const answer = await create({
      organization_id: harbor,
      flexible_asset_type_id: SITE_SUMMARY_TYPE,
      traits: { site: 'Annex' },
    });
    expect([answer.status, answer.rows[0]?.attributes['name']]).toEqual([201, 'Annex']);
  });
  test.each([
    [{ flexible_asset_type_id: SITE_SUMMARY_TYPE, traits: {} }, 'Valid organization_id is required'],
    [{ organization_id: harbor, traits: {} }, 'Valid flexible_asset_type_id is required'],
    [{ organization_id: harbor, flexible_asset_type_id: SITE_SUMMARY_TYPE, traits: {} }, "can't be blank"],
  ])('%j: %s', async (attributes, text) => {
    const answer = await create(attributes);
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(text)]);
  });
  test('several only below their organization', async () => {
    const item = {
      type: 'flexible_assets',
      attributes: { flexible_asset_type_id: SITE_SUMMARY_TYPE, traits: { site: 'x' } },
    };
    expect((await bench.call('POST', 'flexible_assets', { data: [item, item] })).status).toBe(422);
    const path = `organizations/${harbor}/relationships/flexible_assets`;
    expect((await bench.call('POST', path, { data: [item, item] })).rows).toHaveLength(2);
  });
});

test('a deleted asset takes its embedded password along', async () => {
  await bench.call('DELETE', `flexible_assets/${HARBOR}`);
  expect(bench.simulator.state().rows.passwords).toEqual([]);
});

test.each([
  ['organizations', harbor, { name: 'x' }, 422],
  ['organizations', harbor, { quick_notes: 'x' }, 200],
  ['contacts', 9_685_001, { title: 'x' }, 422],
  ['locations', 9_684_001, { name: 'x' }, 422],
])('PATCH of the synced %s %i with %j: %i', async (type, id, attributes, status) => {
  const answer = await bench.call('PATCH', `${type}/${id}`, { data: { type, attributes } });
  expect(answer.status).toBe(status);
});

describe('faults', () => {
  test.each([
    ['504', 504],
    ['500', 500],
    ['429', 429],
    ['html-200', 200],
  ])('%s', async (kind, status) => {
    bench.simulator.faults.add({ kind, times: 1 });
    expect((await bench.call('GET', 'contact_types')).status).toBe(status);
    expect(bench.simulator.journalLog.at(-1)?.fault).toBe(kind);
  });
  test('commit-then-drop does it and says nothing', async () => {
    bench.simulator.faults.add({ kind: 'commit-then-drop', times: 1 });
    await expect(bench.patch(HARBOR, { site: 'x' })).rejects.toThrow();
    expect(bench.trait(HARBOR, 'site')).toBe('x');
  });
  test('stale-read: the answer shows the change, the next two reads do not', async () => {
    bench.simulator.faults.add({ kind: 'stale-read', times: 1, options: { reads: 2 } });
    const shown = async () =>
      (await bench.call('GET', `flexible_assets/${HARBOR}`)).text.includes('"site":"x"');
    expect((await bench.patch(HARBOR, { site: 'x' })).text).toContain('"site":"x"');
    expect([await shown(), await shown(), await shown()]).toEqual([false, false, true]);
  });
  test('patch-ok-not-applied', async () => {
    bench.simulator.faults.add({ kind: 'patch-ok-not-applied', times: 1 });
    expect((await bench.patch(HARBOR, { site: 'x' })).status).toBe(200);
    expect(bench.simulator.auditLog).toEqual([]);
  });
  test('concurrent-edit, on a read and on a write', async () => {
    const options = { trait: 'seats', value: 99, actor: 'kim' };
    bench.simulator.faults.add({ kind: 'concurrent-edit', method: 'GET', times: 1, options });
    expect((await bench.call('GET', `flexible_assets/${HARBOR}`)).text).toContain('"seats":24');
    expect(bench.trait(HARBOR, 'seats')).toBe(99);
    const when = { ...options, when: 'before', value: 7 };
    bench.simulator.faults.add({ kind: 'concurrent-edit', method: 'PATCH', times: 1, options: when });
    await bench.patch(HARBOR, { site: 'x' });
    expect(bench.trait(HARBOR, 'seats')).toBeUndefined();
  });
  test('trait-key-renamed: the old key is none any more', async () => {
    const options = { from: 'support-window', to: 'help-desk-hours' };
    bench.simulator.faults.add({ kind: 'trait-key-renamed', times: 1, options });
    expect((await bench.patch(HARBOR, { site: 'x', 'support-window': 'y' })).status).toBe(422);
    expect(bench.trait(HARBOR, 'help-desk-hours')).toContain('Mon-Fri');
  });
  test.each(['switch', 'fault'])('rewritten HTML, by %s', async (by) => {
    if (by === 'switch') await open({ switches: { html: 'rewritten' } });
    else bench.simulator.faults.add({ kind: 'html-rewritten' });
    const html =
      '<p style="color:red">a<br>b</p><p>c</p><script>x</script>' +
      '<img src="data:image/png;base64,aGk="><img src="https://files.example.com/a?Signature=x">';
    await bench.patch(HARBOR, { site: 'x', 'support-window': html });
    expect(bench.trait(HARBOR, 'support-window')).toBe('<p>a<br />b</p>\n<p>c</p>');
  });
});
