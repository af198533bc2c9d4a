import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type DattoRmmSiteOptions,
  openDattoRmmSiteVisit,
  readSplashtopFlag,
} from '../../../activities/datto-rmm/site-visit.ts';
import type { CustomerFile } from '../../../domain/customer-file.ts';
import { startDattoRmmSimulator } from '../../../simulators/datto-rmm/server.ts';
import type { DattoRmmState } from '../../../simulators/datto-rmm/state.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { customerOf } from '../autotask/tenant.ts';
import { clientOf, harborName, northwindName, problemOf, siteNamed } from './account.ts';

const harbor = customerOf(29_683_510, harborName);
const northwind = customerOf(29_683_520, northwindName);
const steps = ['site-mapping'] as const;

let simulator: Simulator<DattoRmmState>;
let kept: { [name: string]: unknown };
beforeEach(async () => {
  simulator = await startDattoRmmSimulator();
  kept = {};
});
afterEach(() => simulator.stop());

function visit(
  customer: CustomerFile,
  options: DattoRmmSiteOptions = {},
  signal = new AbortController().signal,
) {
  const open = openDattoRmmSiteVisit(clientOf(simulator), options);
  return open({
    customer,
    choices: {},
    pictures: 'all',
    signal,
    beat: () => {},
    keep: async (file, bytes) => {
      kept[file] = JSON.parse(new TextDecoder().decode(bytes));
      return { key: `w/a-1/${file}`, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
  });
}

function named(customer: CustomerFile, siteName: string): CustomerFile {
  return { ...customer, systems: { ...customer.systems, dattoRmm: { siteName } } };
}

const map = () =>
  simulator.edit('Sam Okafor', (state) => {
    siteNamed(state, northwindName).autotaskCompany = { id: '29683520', name: northwindName };
  });

describe('reading the mapping (R12)', () => {
  test('mapped: the value, no problem, evidence', async () => {
    const reading = await (await visit(harbor)).read(steps);
    const { id, uid } = siteNamed(simulator.state(), harborName);
    expect(reading).toMatchObject({ values: { 'site-mapping': true }, problems: {}, signsOfLife: [] });
    expect(reading.pictures).toMatchObject([{ key: 'w/a-1/datto-rmm-site.json' }]);
    expect(kept['datto-rmm-site.json']).toEqual({
      companyId: 29_683_510,
      siteId: id,
      siteUid: uid,
      siteName: harborName,
      isMapped: true,
      splashtopAutoInstall: true,
      otherSiteNames: [],
    });
  });

  test('not mapped, until somebody maps it in the portal', async () => {
    const sitting = await visit(northwind);
    expect(await sitting.read(steps)).toMatchObject({
      values: { 'site-mapping': false },
      problems: { 'site-mapping': { code: 'not-synced' } },
    });
    map();
    expect(await sitting.read(steps)).toMatchObject({ values: { 'site-mapping': true }, problems: {} });
  });

  test('a site that is called otherwise is found by the name in the customer file', async () => {
    const acme = customerOf(29_683_401, 'Acme West');
    const { values } = await (await visit(named(acme, 'Acme West Airport'))).read(steps);
    expect(values).toEqual({ 'site-mapping': true });
    expect(kept['datto-rmm-site.json']).toMatchObject({ otherSiteNames: ['Acme West'] });
  });

  test('no site yet: somebody is told how to make one', async () => {
    const { values, problems } = await (await visit(customerOf(4711, 'Nobody'))).read(steps);
    expect(values).toEqual({});
    expect(problems['site-mapping']).toMatchObject({ code: 'awaits-somebody', class: 'not-there-yet' });
    expect(problems['site-mapping']?.message).toContain('“Nobody”');
    expect(problems['site-mapping']?.remedy).toContain('Sites → All Sites → Create Site');
  });

  test('what only a person can settle is a problem, without a value', async () => {
    expect(await (await visit(customerOf(4711, harborName))).read(steps)).toMatchObject({
      values: {},
      problems: { 'site-mapping': { code: 'mismatch' } },
      pictures: [],
    });
  });

  test('what passes by itself is thrown', async () => {
    simulator.faults.add({ kind: '504', path: '/v2/', times: 1 });
    const sitting = await visit(harbor);
    expect((await problemOf(sitting.read(steps))).code).toBe('unavailable');
    expect((await sitting.read(steps)).problems).toEqual({});
  });

  test('a cancelled activity reads nothing, and no other step is asked for', async () => {
    const sitting = await visit(harbor, {}, AbortSignal.abort(new Error('cancelled')));
    await expect(sitting.read(steps)).rejects.toThrow('cancelled');
    expect(await sitting.read(['site-group'])).toMatchObject({ values: {}, problems: {} });
    expect(simulator.journalLog).toEqual([]);
  });
});

describe('mapping', () => {
  test('is left to somebody, with the exact clicks', async () => {
    const problem = await problemOf((await visit(northwind)).write('site-mapping', true));
    expect(problem).toMatchObject({ code: 'awaits-somebody', class: 'not-there-yet' });
    expect(problem.remedy).toContain(
      `Sites → All Sites → “${northwindName}” → Edit Site → Map the site to an existing Autotask company → ` +
        `“${northwindName}” → Save`,
    );
  });

  test('is left to the portal where that is set up, with exact names', async () => {
    const asked: unknown[] = [];
    const mapInPortal: DattoRmmSiteOptions['mapInPortal'] = async (_context, wanted) => {
      asked.push(wanted);
      map();
    };
    const sitting = await visit(northwind, { mapInPortal });
    await sitting.write('site-mapping', true);
    await sitting.write('site-mapping', true);
    const { companyId } = northwind.systems.autotask;
    expect(asked).toEqual([{ siteName: northwindName, companyName: northwindName, companyId }]);
    expect((await sitting.read(steps)).values).toEqual({ 'site-mapping': true });
  });

  test.each([
    [customerOf(4711, 'Nobody'), 'awaits-somebody'],
    [customerOf(4711, harborName), 'mismatch'],
  ])('is not tried without a site that is certain', async (customer, code) => {
    const mapInPortal = () => Promise.reject(new Error('not asked'));
    const sitting = await visit(customer, { mapInPortal });
    expect((await problemOf(sitting.write('site-mapping', true))).code).toBe(code);
  });

  test('is never taken back by us', async () => {
    expect((await problemOf((await visit(harbor)).write('site-mapping', false))).code).toBe('by-hand');
  });
});

test('the Splashtop flag of the site (R15)', async () => {
  expect(await readSplashtopFlag(clientOf(simulator), harbor)).toBe(true);
  const { code } = await problemOf(readSplashtopFlag(clientOf(simulator), customerOf(4711, 'Nobody')));
  expect(code).toBe('awaits-somebody');
});
