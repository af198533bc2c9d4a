import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { agreedOrganization, approverCandidates } from '../../../activities/it-glue/resolve-organization.ts';
import type { ItGlueOptions } from '../../../simulators/it-glue/options.ts';
import { SEEDED_ASSETS, SITE_SUMMARY_TYPE } from '../../../simulators/it-glue/seed-assets.ts';
import { organizationId } from '../../../simulators/it-glue/seed-organizations.ts';
import { startItGlueSimulator } from '../../../simulators/it-glue/server.ts';
import { customerOf, problemOf } from '../autotask/tenant.ts';
import { type Account, clientOf, customers, patienceMs, traitsOf, writes } from './account.ts';

let account: Account;
const start = async (options: ItGlueOptions = {}) => {
  await account?.stop();
  account = await startItGlueSimulator(options);
};
beforeEach(() => start());
afterEach(() => account.stop());

const harbor = String(organizationId(29_683_510));
const type = String(SITE_SUMMARY_TYPE);
const asset = String(SEEDED_ASSETS.harborDental);

describe('lists', () => {
  test('all pages, each once', async () => {
    const types = await clientOf(account, { pageSize: 1 }).contactTypes();
    expect(types).toEqual(['Approver', 'Primary Authority', 'End User']);
    expect(account.journalLog).toHaveLength(3);
  });

  test('a list that never ends is given up', async () => {
    const body = { data: [{ id: '1', attributes: { name: 'x' } }], meta: { 'total-pages': 1e6 } };
    account.faults.add({ kind: 'status', options: { status: 200, body } });
    expect((await problemOf(clientOf(account).contactTypes())).code).toBe('our-request');
  });

  test('a page without numbers ends where it is short', async () => {
    const body = { data: [{ id: 1, attributes: { name: 'x' } }] };
    account.faults.add({ kind: 'status', options: { status: 200, body } });
    expect(await clientOf(account).contactTypes()).toEqual(['x']);
  });
});

describe('filters that cannot be trusted', () => {
  test.each(['both', 'snake', 'kebab'] as const)('assets, where the spelling is %s', async (typeFilter) => {
    for (const typeFilterMissing of ['empty', '422'] as const) {
      await start({ switches: { typeFilter, typeFilterMissing } });
      const found = await clientOf(account).assets(harbor, type);
      expect(found.map(({ id }) => Number(id))).toEqual([SEEDED_ASSETS.harborDental, SEEDED_ASSETS.archived]);
    }
  });

  test('ignored ones never bring what belongs to something else', async () => {
    account.faults.add({ kind: 'filter-ignored' });
    const client = clientOf(account);
    const assets = await client.assets(harbor, type);
    expect(new Set(assets.map(({ organizationId: of, typeId }) => `${of} ${typeId}`))).toEqual(
      new Set([`${harbor} ${type}`]),
    );
    expect((await client.contacts(harbor)).map(({ name }) => name)).toContain('Dana Whitfield');
    expect((await client.contacts(harbor)).every((one) => one.organizationId === harbor)).toBe(true);
    expect(await client.assetTypesNamed('Site Summary')).toEqual([{ id: type, name: 'Site Summary' }]);
  });

  test('a type with a comma in its name', async () => {
    account.edit('admin', ({ rows }) => {
      rows.flexible_asset_types.push({ id: 77, attributes: { name: 'Sites, all' } });
    });
    expect(await clientOf(account).assetTypesNamed('Sites, all')).toHaveLength(1);
    expect(account.journalLog).toHaveLength(1);
  });
});

describe('finding the customer’s organization', () => {
  test('by the id in Autotask, and agreed by name', async () => {
    expect(await agreedOrganization(clientOf(account), customers.harbor)).toMatchObject({ id: harbor });
    expect(account.journalLog[0]?.query).toMatchObject({
      'filter[psa_id]': '29683510',
      'filter[psa_integration_type]': 'autotask',
    });
  });

  test('a comma in the name, and a name of its own here', async () => {
    const kub = customerOf(29_683_301, 'Kub, Reynolds and Gibson (example)');
    expect((await agreedOrganization(clientOf(account), kub)).name).toBe(kub.name);
    const named = { ...kub.systems, itGlue: { organizationName: 'Kub (example)' } };
    const other = { ...kub, systems: named };
    expect((await problemOf(agreedOrganization(clientOf(account), other))).message).toContain(
      '“Kub (example)”',
    );
    account.edit('admin', ({ rows }) => {
      const row = rows.organizations.find(({ id }) => id === organizationId(29_683_301));
      if (row) row.attributes['name'] = 'Kub (example)';
    });
    expect((await agreedOrganization(clientOf(account), other)).name).toBe('Kub (example)');
  });

  test.each([
    [4711, 'Harbor Dental Group (example)', 'not-synced', '4711'],
    [29_683_510, 'Harbor Dental Group (Example)', 'mismatch', 'Harbor Dental Group (example)'],
    [29_683_303, 'Left Behind Ltd (example)', 'mismatch', 'lost its company'],
  ])('%i “%s” is %s', async (id, name, code, part) => {
    const problem = await problemOf(agreedOrganization(clientOf(account), customerOf(id, name)));
    expect([problem.code, problem.message]).toEqual([code, expect.stringContaining(part)]);
  });

  test('a filter that is ignored is no answer', async () => {
    account.faults.add({ kind: 'filter-ignored' });
    const problem = await problemOf(
      agreedOrganization(clientOf(account, { pageSize: 50 }), customers.harbor),
    );
    const all = account.state().rows.organizations.length;
    expect([problem.code, problem.message]).toEqual(['ambiguous', expect.stringContaining(String(all))]);
    expect(account.journalLog.map(({ query }) => query['page[number]'])).toEqual(
      Array.from({ length: Math.ceil(all / 50) }, (_, at) => String(at + 1)),
    );
  });
});

describe('candidates for approvers (R5)', () => {
  const organization = { id: harbor, name: 'Harbor Dental Group (example)', psaIntegration: 'enabled' };
  test('the primary authority, in any capitals, with its address; nobody else', async () => {
    const types = ['primary authority', 'A type that this account does not have'];
    expect(await approverCandidates(clientOf(account), organization, types)).toEqual([
      {
        name: 'Dana Whitfield',
        email: 'dana.whitfield@harbor-dental.example.com',
        type: 'Primary Authority',
      },
    ]);
  });
  test('somebody without an address is told all the same', async () => {
    account.edit('admin', ({ rows }) => {
      for (const { attributes } of rows.contacts) attributes['contact-emails'] = null;
    });
    const found = await approverCandidates(clientOf(account), organization, ['Primary Authority']);
    expect(found).toMatchObject([{ name: 'Dana Whitfield', email: null }]);
  });
  test('types none of which exists are told, not silently nobody', async () => {
    const work = approverCandidates(clientOf(account), organization, ['Primary Authorty', 'Boss']);
    expect((await problemOf(work)).message).toBe('IT Glue has no contact type “Primary Authorty” or “Boss”.');
  });
});

describe('faults of a read', () => {
  test.each([
    ['429', 'rate-limited'],
    ['500', 'unavailable'],
    ['504', 'unavailable'],
    ['drop-before-commit', 'unavailable'],
    ['drop-after-commit', 'unavailable'],
    ['truncate', 'unavailable'],
    ['hang', 'unavailable'],
    ['html-200', 'unavailable'],
    ['wrong-region', 'credentials-rejected'],
  ])('%s is %s, and is not repeated by the client', async (kind, code) => {
    account.faults.add({ kind });
    const client = clientOf(account, { timeoutMs: patienceMs(kind) });
    expect((await problemOf(client.asset(asset))).code).toBe(code);
    expect(account.journalLog).toHaveLength(1);
  });

  test.each([
    ['present', 30_000],
    ['absent', undefined],
  ] as const)('Retry-After %s: %p ms', async (retryAfter, ms) => {
    await start({ switches: { retryAfter } });
    account.faults.add({ kind: '429' });
    expect((await problemOf(clientOf(account).asset(asset))).retryAfterMs).toBe(ms);
  });

  test.each([401, 403] as const)('a wrong key (%i) is told without the key', async (badKey) => {
    await start({ switches: { badKey } });
    const problem = await problemOf(clientOf(account, { apiKey: 'ITG.wrong-secret' }).asset(asset));
    expect(problem.code).toBe('credentials-rejected');
    expect(JSON.stringify(problem)).not.toContain('wrong-secret');
  });

  test('a missing right is no wrong key', async () => {
    account.edit('admin', (state) => state.denied.push('contacts'));
    expect((await problemOf(clientOf(account).contacts(harbor))).code).toBe('permission-missing');
  });

  test('an asset that is not there', async () => {
    expect(await problemOf(clientOf(account).asset('4711'))).toMatchObject({
      code: 'not-found',
      message: 'IT Glue has no flexible asset with id 4711.',
    });
  });

  test('nobody listens, and no other machine is spoken to', async () => {
    expect((await problemOf(clientOf({ url: 'http://127.0.0.1:9' }).contactTypes())).code).toBe(
      'unavailable',
    );
    const outside = clientOf({ url: 'https://api.itglue.com' });
    expect((await problemOf(outside.contactTypes())).code).toBe('profile-invalid');
    expect((await problemOf(outside.replaceTraits('1', {}))).code).toBe('profile-invalid');
  });
});

describe('faults of a write', () => {
  test.each([
    ['429', 'rate-limited', false],
    ['500', 'unavailable', false],
    ['504', 'outcome-lost', false],
    ['drop-before-commit', 'outcome-lost', false],
    ['hang', 'outcome-lost', false],
    ['html-200', 'outcome-lost', false],
    ['commit-then-drop', 'outcome-lost', true],
    ['hang-after-commit', 'outcome-lost', true],
    ['truncate', 'outcome-lost', true],
  ])('%s is %s, done: %s', async (kind, code, done) => {
    account.faults.add({ kind, method: 'PATCH', times: 1 });
    const client = clientOf(account, { timeoutMs: patienceMs(kind) });
    const problem = await problemOf(client.replaceTraits(asset, { site: 'x' }));
    expect([problem.code, problem.class]).toEqual([code, 'retryable']);
    expect(traitsOf(account, SEEDED_ASSETS.harborDental)['site'] === 'x').toBe(done);
    expect(writes(account)).toBe(1);
  });

  test('nobody listens: nothing was sent', async () => {
    const client = clientOf({ url: 'http://127.0.0.1:9' });
    expect((await problemOf(client.replaceTraits(asset, {}))).code).toBe('unavailable');
  });

  test('an id that is not exact as a number adds nothing anywhere', async () => {
    const work = clientOf(account).createAsset('99999999999999999', type, { site: 'x' });
    expect((await problemOf(work)).code).toBe('our-request');
    expect(account.journalLog).toEqual([]);
  });

  test('payloads are declared as JSON:API, requests without one are not', async () => {
    const client = clientOf(account);
    await client.replaceTraits(asset, { site: 'x' });
    await client.asset(asset);
    const types = account.journalLog.map(({ headers }) =>
      Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type'),
    );
    expect(types).toEqual([['Content-Type', 'application/vnd.api+json'], undefined]);
  });

  test.each([
    [{ site: 'x', nonsense: 1 }, 'conflict'],
    [{}, 'input-rejected'],
    [{ site: 'x', seats: 'many' }, 'input-rejected'],
  ])('%j is refused as %s', async (traits, code) => {
    expect((await problemOf(clientOf(account).replaceTraits(asset, traits))).code).toBe(code);
    expect(account.auditLog).toEqual([]);
  });
});
