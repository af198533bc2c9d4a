import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openAutotaskCompanyVisit } from '../../../activities/autotask/company-visit.ts';
import type { Visit } from '../../../activities/visit.ts';
import { startAutotaskSimulator } from '../../../simulators/autotask/server.ts';
import type { AutotaskState } from '../../../simulators/autotask/state.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { clientOf, customerOf, names, problemOf, tenant } from './tenant.ts';

let simulator: Simulator<AutotaskState>;
let kept: { [name: string]: unknown };
beforeEach(async () => {
  simulator = await startAutotaskSimulator({ seed: tenant() });
  kept = {};
});
afterEach(() => simulator.stop());

function visit(
  id = 174,
  name = 'Harbor Dental',
  settings = names,
  signal = new AbortController().signal,
): Promise<Visit> {
  return openAutotaskCompanyVisit(
    clientOf(simulator),
    settings,
  )({
    customer: customerOf(id, name),
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

function stored(id = 174): string | null | undefined {
  return simulator.state().rows.Companies.find((row) => row.id === id)?.udf['Help Desk'];
}

const wanted = 'Mission Control Help Desk';
const audited = () => simulator.auditLog.map(({ id, field, after }) => ({ id, field, after }));

describe('reading and writing the help-desk field (R20)', () => {
  test('the stored value is written for the label, and the label is read back', async () => {
    const sitting = await visit();
    expect((await sitting.read(['help-desk-field'])).values).toEqual({ 'help-desk-field': null });
    await sitting.write('help-desk-field', wanted);
    const after = await sitting.read(['help-desk-field']);
    expect(after.values).toEqual({ 'help-desk-field': wanted });
    expect(stored()).toBe('MCHD');
    expect(audited()).toEqual([{ id: '174', field: 'udf:Help Desk', after: 'MCHD' }]);
  });

  test('evidence holds the field before and after, and nothing else', async () => {
    const sitting = await visit();
    await sitting.read(['help-desk-field']);
    await sitting.write('help-desk-field', wanted);
    const { pictures } = await sitting.read(['help-desk-field']);
    expect(pictures).toMatchObject([{ key: 'w/a-1/help-desk-field.json' }]);
    expect(kept).toEqual({
      'help-desk-field.json': { companyId: 174, field: 'Help Desk', before: null, after: wanted },
    });
  });

  test('undo puts back what was read, an empty field too', async () => {
    const sitting = await visit(183, 'Already Live');
    await sitting.write('help-desk-field', 'Our own');
    expect(stored(183)).toBe('MSPD');
    await sitting.write('help-desk-field', null);
    expect(stored(183)).toBeNull();
  });

  test.each(['listed', 'empty', 'missing'] as const)(
    'unset fields that are %s read as empty',
    async (unsetUdfs) => {
      simulator.edit('admin', ({ rows }) => {
        for (const row of rows.Companies) row.unsetUdfs = unsetUdfs;
      });
      const { values } = await (await visit()).read(['help-desk-field']);
      expect(values).toEqual({ 'help-desk-field': null });
    },
  );

  test('an accepted write that changed nothing shows in the next read', async () => {
    simulator.faults.add({ kind: 'patch-ok-not-applied', times: 1 });
    const sitting = await visit();
    await sitting.write('help-desk-field', wanted);
    expect((await sitting.read(['help-desk-field'])).values).toEqual({ 'help-desk-field': null });
  });

  test('a lost answer: told as such, then read as written', async () => {
    simulator.faults.add({ kind: 'commit-then-drop', times: 1 });
    const sitting = await visit();
    expect((await problemOf(sitting.write('help-desk-field', wanted))).code).toBe('outcome-lost');
    expect((await sitting.read(['help-desk-field'])).values).toEqual({ 'help-desk-field': wanted });
  });

  test('the company with id 0 is one like any other', async () => {
    const sitting = await visit(0, 'Example MSP');
    await sitting.write('help-desk-field', wanted);
    expect((await sitting.read(['help-desk-field'])).values).toEqual({ 'help-desk-field': wanted });
  });
});

describe('already live? (R1)', () => {
  test('a field that says Mission Control is a sign of life', async () => {
    const { signsOfLife } = await (await visit(183, 'Already Live')).read(['help-desk-field']);
    expect(signsOfLife).toEqual([
      'Autotask: “Help Desk” of “Already Live” says “Mission Control Help Desk”.',
    ]);
  });
  test('any other value is none', async () => {
    expect((await (await visit()).read(['help-desk-field'])).signsOfLife).toEqual([]);
  });
});

describe('a record that does not agree with the file', () => {
  test.each([
    [4711, 'Harbor Dental', 'not-found'],
    [174, 'Harbour Dental', 'mismatch'],
    [182, 'Gone Fishing', 'mismatch'],
  ])('%i “%s” is read as %s and never written', async (id, name, code) => {
    const sitting = await visit(id, name);
    expect((await sitting.read(['help-desk-field'])).problems).toMatchObject({ 'help-desk-field': { code } });
    expect((await problemOf(sitting.write('help-desk-field', wanted))).code).toBe(code);
    expect(simulator.journalLog.some(({ method }) => method === 'PATCH')).toBe(false);
    expect(simulator.auditLog).toEqual([]);
  });

  test('a field or a value that the tenant does not have is a stop before the write', async () => {
    const noField = await visit(174, 'Harbor Dental', { ...names, helpDeskField: 'Helpdesk' });
    const reading = await noField.read(['help-desk-field']);
    expect(reading.problems).toMatchObject({ 'help-desk-field': { code: 'not-found' } });
    const problem = await problemOf((await visit()).write('help-desk-field', 'Yes'));
    expect(problem.code).toBe('not-found');
    expect(simulator.journalLog.some(({ method }) => method === 'PATCH')).toBe(false);
  });
});

test('what passes by itself is thrown, for Temporal to try again', async () => {
  simulator.faults.add({ kind: '500-transient' });
  expect((await problemOf((await visit()).read(['help-desk-field']))).code).toBe('unavailable');
});

test('a cancelled activity starts nothing', async () => {
  const sitting = await visit(174, 'Harbor Dental', names, AbortSignal.abort(new Error('cancelled')));
  await expect(sitting.write('help-desk-field', wanted)).rejects.toThrow('cancelled');
  expect(simulator.journalLog).toEqual([]);
});

test('a step of another record is none of ours', async () => {
  const sitting = await visit();
  expect(await sitting.read(['instructions'])).toMatchObject({ values: {}, problems: {} });
  expect((await problemOf(sitting.write('per-incident-intake', false))).code).toBe('our-request');
});
