import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDattoRmmSiteVisit } from '../../../activities/datto-rmm/site-visit.ts';
import type { Visit } from '../../../activities/visit.ts';
import { clientOf, harborName, northwindName, problemOf } from '../datto-rmm/account.ts';
import { attendance } from '../lift-off/bench.ts';
import { type Bench, northwind, startBench } from './bench.ts';

const us = 'automation@msp.example.com';
const isMember = async (visit: Visit) => {
  const { values, problems } = await visit.read(['site-group']);
  expect(problems).toEqual({});
  return values['site-group'];
};

interface Row {
  readonly label: string;
  readonly to: string;
  readonly anchor: string;
}

describe.each<{ skin: 'a' | 'b'; groupSave: 'autosave' | 'confirm-twice'; changes: Row[] }>([
  {
    skin: 'a',
    groupSave: 'autosave',
    changes: [
      { label: 'All Site Groups', to: 'Groups', anchor: 'heading “All Site Groups”' },
      { label: 'Edit Site Group', to: 'Change', anchor: 'link “Edit Site Group”' },
    ],
  },
  {
    skin: 'b',
    groupSave: 'confirm-twice',
    changes: [
      { label: 'Filter Name', to: 'Narrow', anchor: 'link “Filter Name”' },
      { label: 'Add Site', to: 'More', anchor: 'button “Add Site”' },
      { label: 'Save', to: 'Keep', anchor: 'button “Save”' },
    ],
  },
])('skin $skin, saved by $groupSave', ({ changes, ...options }) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench(options);
  });
  afterAll(() => bench.stop());

  test('puts the site into the group, proves it, and takes out that and nothing else', async () => {
    const here = attendance();
    const before = bench.members();
    await bench.visit(
      async (visit) => {
        expect(await isMember(visit)).toBe(false);
        await visit.write('site-group', true);
        expect(bench.members().toSorted()).toEqual([...before, harborName].toSorted());
        expect(await isMember(visit)).toBe(true);
        await visit.write('site-group', false);
        expect(bench.members()).toEqual(before);
      },
      { attendance: here },
    );
    expect(bench.changes()).toEqual([`${us}: siteUids`, `${us}: siteUids`]);
    const names = ['read', 'before', 'after', 'read', 'before', 'after'];
    expect([...here.pictures.keys()]).toEqual(names.map((name, at) => `0${at + 1}-site-group-${name}.png`));
  });

  test('maps a site to the company of exactly that name and id, once; the API proves it', async () => {
    const { mapInPortal, contextOf } = bench;
    const here = attendance();
    const open = openDattoRmmSiteVisit(clientOf(bench.simulator), { mapInPortal });
    const visit = await open(contextOf({ customer: northwind, attendance: here }));
    const mapping = async () => (await visit.read(['site-mapping'])).values['site-mapping'];
    expect(await mapping()).toBe(false);
    await visit.write('site-mapping', true);
    expect(await mapping()).toBe(true);
    const { companyId } = northwind.systems.autotask;
    const site = bench.simulator.state().sites.find(({ name }) => name === northwindName);
    expect(site?.autotaskCompany).toEqual({ id: String(companyId), name: northwindName });
    const pictures = [...here.pictures.keys()].filter((name) => name.endsWith('png'));
    expect(pictures).toEqual(['01-site-mapping-before.png', '02-site-mapping-after.png']);
    expect(bench.changes().slice(2)).toEqual([`${us}: autotaskCompanyId`]);
  });

  test.each(changes)('“$label” is now “$to”: the missing anchor is named, nothing is stored', async (row) => {
    await bench.reset('keep-sessions');
    bench.simulator.faults.add({ kind: 'page-changed', options: { label: row.label, to: row.to } });
    const here = attendance();
    const settings = { pageTimeoutMs: 2_000 };
    const problem = await problemOf(bench.write(true, { settings, attendance: here }));
    expect(problem.code).toBe('page-changed');
    expect(problem.message).toContain(row.anchor);
    expect([...here.pictures.keys()].at(-1)).toMatch(/site-group-failed\.png$/);
    expect(bench.changes()).toEqual([]);
  });
});
