import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDattoRmmSiteVisit } from '../../../activities/datto-rmm/site-visit.ts';
import { startDattoRmmSimulator } from '../../../simulators/datto-rmm/server.ts';
import type { DattoRmmState } from '../../../simulators/datto-rmm/state.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { customerOf } from '../autotask/tenant.ts';
import { clientOf, harborName, northwindName, problemOf, siteNamed } from './account.ts';

let simulator: Simulator<DattoRmmState>;
let kept: { [name: string]: unknown };
beforeEach(async () => {
  simulator = await startDattoRmmSimulator();
  kept = {};
});
afterEach(() => simulator.stop());

function visit(id: number, name: string, signal = new AbortController().signal) {
  return openDattoRmmSiteVisit(clientOf(simulator))({
    customer: customerOf(id, name),
    signal,
    beat: () => {},
    keep: async (file, bytes) => {
      kept[file] = JSON.parse(new TextDecoder().decode(bytes));
      return { key: `w/a-1/${file}`, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
  });
}

describe('reading the site', () => {
  test('mapped: all values, no problem, evidence', async () => {
    const reading = await (await visit(29_683_510, harborName)).read();
    const { id, uid } = siteNamed(simulator.state(), harborName);
    const values = {
      siteId: id,
      siteUid: uid,
      siteName: harborName,
      isMapped: true,
      splashtopAutoInstall: true,
      otherSiteNames: [],
    };
    expect(reading).toMatchObject({ values, problems: {}, signsOfLife: [] });
    expect(reading.pictures).toMatchObject([{ key: 'w/a-1/datto-rmm-site.json' }]);
    expect(kept).toEqual({ 'datto-rmm-site.json': { companyId: 29_683_510, ...values } });
  });

  test('not mapped, until somebody maps it in the portal', async () => {
    const sitting = await visit(29_683_520, northwindName);
    expect(await sitting.read()).toMatchObject({
      values: { isMapped: false },
      problems: { mapping: { code: 'not-synced' } },
    });
    simulator.edit('Sam Okafor', (state) => {
      siteNamed(state, northwindName).autotaskCompany = { id: '29683520', name: northwindName };
    });
    expect(await sitting.read()).toMatchObject({ values: { isMapped: true }, problems: {} });
  });

  test('what only a person can mend is a problem, without values', async () => {
    expect(await (await visit(4711, 'Nobody')).read()).toMatchObject({
      values: {},
      problems: { site: { code: 'not-found' } },
      pictures: [],
    });
  });

  test('what passes by itself is thrown', async () => {
    simulator.faults.add({ kind: '504', path: '/v2/', times: 1 });
    const sitting = await visit(29_683_510, harborName);
    expect((await problemOf(sitting.read())).code).toBe('unavailable');
    expect((await sitting.read()).problems).toEqual({});
  });

  test('a cancelled activity reads nothing', async () => {
    const sitting = await visit(29_683_510, harborName, AbortSignal.abort(new Error('cancelled')));
    await expect(sitting.read()).rejects.toThrow('cancelled');
    expect(simulator.journalLog).toEqual([]);
  });
});
