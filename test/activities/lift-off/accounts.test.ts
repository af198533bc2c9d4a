import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { liftOffDefaults } from '../../../simulators/lift-off/server.ts';
import { type Bench, customer, startBench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ skin: 'b' });
});
beforeEach(() => bench.reset('keep-sessions'));
afterAll(() => bench.stop());

const inspect = (name: string, companyId: number) =>
  bench.visit((visit) => visit.read(['lift-off-account']), { customer: customer('one', name, companyId) });
const companyIdOf = (name: string) =>
  bench.simulator.state().accounts.find((account) => account.name === name)?.autotaskCompanyId ?? -1;

test.each(['Acme', 'ACME', 'Acme West', "O'Neil & Sons (NY)"])(
  'finds “%s” by its exact name',
  async (name) => {
    const reading = await inspect(name, companyIdOf(name));
    expect(reading).toMatchObject({ values: { 'lift-off-account': true }, problems: {} });
  },
);

test('says when the help desk already serves the customer', async () => {
  expect((await inspect('Acme', companyIdOf('Acme'))).signsOfLife).toEqual([
    '12 onboarded devices in Lift Off',
  ]);
  expect((await inspect('ACME', companyIdOf('ACME'))).signsOfLife).toEqual([]);
});

test('leaves a look-alike to a person', async () => {
  const { problems, values } = await inspect('acme', 1);
  expect(problems['lift-off-account']).toMatchObject({ code: 'ambiguous' });
  expect(values).toEqual({});
});

test('leaves an account with our company number under another name to a person', async () => {
  const reading = await inspect('Acme We', companyIdOf('Acme West'));
  expect(reading.problems['lift-off-account']).toMatchObject({
    code: 'ambiguous',
    message: expect.stringContaining('“Acme West”'),
  });
});

test('leaves two accounts of one name to a person', async () => {
  bench.simulator.edit('somebody', ({ accounts }) => {
    const [first] = accounts;
    if (first) accounts.push({ ...first, id: 'A-9999' });
  });
  const { name, autotaskCompanyId } = liftOffDefaults.harborDental;
  const reading = await inspect(name, autotaskCompanyId);
  expect(reading.problems['lift-off-account']).toMatchObject({ code: 'ambiguous' });
});

test('writes nothing to an account of another company', async () => {
  const stranger = { customer: customer('one', 'Acme', 4711) };
  const writing = bench.visit((visit) => visit.write('per-incident-intake', true), stranger);
  await expect(writing).rejects.toMatchObject({ problem: { code: 'mismatch' } });
  const reading = await bench.visit((visit) => visit.read(['lift-off-account', 'approvers']), stranger);
  expect(reading.problems).toMatchObject({
    'lift-off-account': { code: 'mismatch' },
    approvers: { code: 'mismatch' },
  });
  expect(bench.changes()).toEqual([]);
});
