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

async function resolved(id: number, siteName: string, sites: readonly Site[] = []) {
  simulator = await startDattoRmmSimulator({ seed: accountWith(...sites) });
  return resolveDattoRmmSite(clientOf(simulator), { companyId: companyId(id), siteName });
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

  test('one of several sites of the company: the others are named', async () => {
    const { site, otherSiteNames } = await resolved(29_683_401, 'Acme West');
    expect([site.name, otherSiteNames]).toEqual(['Acme West', ['Acme West Airport']]);
  });

  const twin = mappedSite(9001, harborName, null);
  test.each<[string, number, string, Site[], string, string]>([
    ['two of that name', 29_683_510, harborName, [twin], 'ambiguous', '9001'],
    [
      'called otherwise than we think, but mapped',
      4711,
      'Frog Ltd',
      [mappedSite(9001, 'Frog', '4711')],
      'mismatch',
      '“Frog”',
    ],
    [
      'two mapped, none of that name',
      4711,
      'Frog',
      [mappedSite(9001, 'Frog A', '4711'), mappedSite(9002, 'Frog B', '4711')],
      'mismatch',
      '“Frog A”, “Frog B”',
    ],
    ['mapped to another company', 4711, harborName, [], 'mismatch', '29683510'],
    ['mapped to one whose id only begins so', 2_968_351, harborName, [], 'mismatch', 'not to 2968351'],
    [
      'another one is mapped, this one is not',
      29_683_520,
      northwindName,
      [mappedSite(9001, 'NWL', '29683520')],
      'mismatch',
      '“NWL”',
    ],
    ['none', 4711, 'Nobody', [], 'not-found', 'site “Nobody”'],
    ['none but in other letters', 4711, harborName.toUpperCase(), [], 'not-found', 'HARBOR'],
    ['a part of a name', 4711, 'Harbor Dental Group', [], 'not-found', 'Harbor'],
    ['a site of the system', 4711, 'Managed', [], 'not-found', 'Managed'],
  ])('%s', async (_what, id, name, sites, code, part) => {
    const problem = await problemOf(resolved(id, name, sites));
    expect([problem.code, problem.message]).toEqual([code, expect.stringContaining(part)]);
  });
});
