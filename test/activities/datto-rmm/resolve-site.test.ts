import { afterEach, describe, expect, test } from '@jest/globals';
import { resolveDattoRmmSite } from '../../../activities/datto-rmm/resolve-site.ts';
import { startDattoRmmSimulator } from '../../../simulators/datto-rmm/server.ts';
import type { DattoRmmState, Site } from '../../../simulators/datto-rmm/state.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import {
  accountWith,
  clientOf,
  companyId,
  harborName,
  mappedSite,
  northwindName,
  problemOf,
} from './account.ts';

let simulator: Simulator<DattoRmmState>;
afterEach(() => simulator.stop());

async function resolved(id: number, companyName: string, sites: readonly Site[] = [], siteName?: string) {
  simulator = await startDattoRmmSimulator({ seed: accountWith(...sites) });
  const wanted = { companyId: companyId(id), companyName, ...(siteName === undefined ? {} : { siteName }) };
  return resolveDattoRmmSite(clientOf(simulator), wanted);
}

describe('the customer’s site (R12)', () => {
  test('found by name and mapped, look-alikes left alone', async () => {
    const { site, isMapped, problem, otherSiteNames } = await resolved(29_683_510, harborName);
    expect([site.name, isMapped, problem, otherSiteNames]).toEqual([harborName, true, undefined, []]);
  });

  test('not mapped yet: not there yet', async () => {
    const { site, isMapped, problem } = await resolved(29_683_520, northwindName);
    expect([site.name, isMapped]).toEqual([northwindName, false]);
    expect(problem).toMatchObject({ code: 'not-synced', class: 'not-there-yet' });
    expect(problem?.message).toContain('29683520');
  });

  test('called otherwise than its company, but mapped to it', async () => {
    const found = await resolved(4711, 'Happy Frog Ltd', [mappedSite(9001, 'Happy Frog', '4711')]);
    expect([found.site.name, found.isMapped]).toEqual(['Happy Frog', true]);
  });

  test('one of several sites of the company: the others are named', async () => {
    const { site, otherSiteNames } = await resolved(29_683_401, 'Acme West');
    expect([site.name, otherSiteNames]).toEqual(['Acme West', ['Acme West Airport']]);
  });

  test('a name in the customer file wins over the company’s', async () => {
    const { site } = await resolved(29_683_401, 'Acme West', [], 'Acme West Airport');
    expect(site.name).toBe('Acme West Airport');
  });

  const twin = mappedSite(9001, harborName, null);
  test.each<[string, number, string, Site[], string | undefined, string, string]>([
    ['two of that name', 29_683_510, harborName, [twin], undefined, 'ambiguous', '9001'],
    [
      'two mapped, none of that name',
      4711,
      'Frog',
      [mappedSite(9001, 'Frog A', '4711'), mappedSite(9002, 'Frog B', '4711')],
      undefined,
      'ambiguous',
      '“Frog A”, “Frog B”',
    ],
    ['mapped to another company', 4711, harborName, [], undefined, 'mismatch', '29683510'],
    [
      'mapped to one whose id only begins so',
      2_968_351,
      harborName,
      [],
      undefined,
      'mismatch',
      'not to 2968351',
    ],
    [
      'the mapped one is called otherwise than the file says',
      29_683_510,
      harborName,
      [],
      'Harbor Dental',
      'mismatch',
      harborName,
    ],
    [
      'another one is mapped, this one is not',
      29_683_520,
      northwindName,
      [mappedSite(9001, 'NWL', '29683520')],
      undefined,
      'mismatch',
      '“NWL”',
    ],
    ['none', 4711, 'Nobody', [], undefined, 'not-found', 'site “Nobody”'],
    [
      'none but in other letters',
      4711,
      'HARBOR DENTAL GROUP (EXAMPLE)',
      [],
      undefined,
      'not-found',
      'HARBOR',
    ],
    ['a part of a name', 4711, 'Harbor Dental Group', [], undefined, 'not-found', 'Harbor'],
    ['a site of the system', 4711, 'Managed', [], undefined, 'not-found', 'Managed'],
  ])('%s', async (_what, id, name, sites, siteName, code, part) => {
    const problem = await problemOf(resolved(id, name, sites, siteName));
    expect([problem.code, problem.message]).toEqual([code, expect.stringContaining(part)]);
  });
});
