import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { referBack } from '../../../domain/steps/instructions.ts';
import type { Values } from '../../../domain/steps/step.ts';
import { type LiftOffState, liftOffDefaults } from '../../../simulators/lift-off/server.ts';
import { attendance, type Bench, customer, customers, startBench } from './bench.ts';

const dana = { name: 'Dana Whitfield', email: 'dana.whitfield@harbor-dental.example.com' };
const luis = { name: 'Luis Ortega', email: 'luis.ortega@harbor-dental.example.com' };
const texts = { newUserSetup: referBack, newWorkstationSetup: referBack, userTermination: referBack };
const weekday = { from: '07:30', to: '20:30' };
const weekly = {
  kind: 'weekly',
  zone: 'America/New_York',
  days: { monday: weekday, tuesday: weekday, wednesday: weekday, thursday: weekday, friday: weekday },
  holidays: 'as-usual',
} as const;
const tabSteps = ['per-incident-intake', 'vip-users', 'approvers', 'business-hours', 'instructions'] as const;

describe.each([
  { skin: 'a', checkboxSave: 'xhr' },
  { skin: 'b', checkboxSave: 'button' },
  { skin: 'c', checkboxSave: 'xhr' },
] as const)('skin $skin, boxes saved by $checkboxSave', (options) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench(options);
  });
  afterAll(() => bench.stop());

  const writeAll = () =>
    bench.inKept(async (visit) => {
      await visit.write('lift-off-account', true);
      await visit.write('per-incident-intake', false);
      await visit.write('vip-users', [dana]);
      await visit.write('approvers', [luis, dana]);
      await visit.write('business-hours', weekly);
      await visit.write('instructions', texts);
    });
  const read = async (): Promise<Values> => {
    const { values, problems } = await bench.inKept((visit) => visit.read(['lift-off-account', ...tabSteps]));
    expect(problems).toEqual({});
    return values;
  };

  test('reads an account with nothing filled in', async () => {
    expect(await read()).toEqual({
      'lift-off-account': true,
      'per-incident-intake': true,
      'vip-users': [],
      approvers: [],
      'business-hours': null,
      instructions: { newUserSetup: '', newWorkstationSetup: '', userTermination: '' },
    });
  });

  test('writes each step, and reads it back', async () => {
    await writeAll();
    const account = bench.simulator.state().accounts.find(({ id }) => id === 'A-1001');
    expect(account?.perIncident).toBe(false);
    expect(account?.hours.days.friday).toEqual({ closed: false, ...weekday });
    expect(account?.hours.days.sunday.closed).toBe(true);
    expect(await read()).toEqual({
      'lift-off-account': true,
      'per-incident-intake': false,
      'vip-users': [dana],
      approvers: [luis, dana],
      'business-hours': weekly,
      instructions: texts,
    });
    expect(new Set(bench.changes())).toEqual(
      new Set([
        'perIncident',
        'vips',
        'approvers',
        'hours',
        'instructions.newUser',
        'instructions.newWorkstation',
        'instructions.userTermination',
      ]),
    );
    expect(bench.simulator.auditLog).toHaveLength(7);
  });

  test('writes everything again: no change', async () => {
    await writeAll();
    expect(bench.simulator.auditLog).toHaveLength(7);
  });

  test('takes people out and goes around the clock when told to', async () => {
    await bench.inKept(async (visit) => {
      await visit.write('approvers', [luis]);
      await visit.write('business-hours', { kind: '24/7' });
    });
    const { values } = await bench.inKept((visit) => visit.read(['approvers', 'business-hours']));
    expect(values).toEqual({ approvers: [luis], 'business-hours': { kind: '24/7' } });
  });

  test('adds a missing account and closes its intake in the same sitting', async () => {
    const here = attendance();
    const { northwind } = customers;
    const reading = { customer: northwind };
    const before = await bench.visit((visit) => visit.read(['lift-off-account', 'vip-users']), reading);
    expect(before).toMatchObject({ values: { 'lift-off-account': false }, problems: {} });
    expect(before.values).not.toHaveProperty('vip-users');
    await bench.visit((visit) => visit.write('lift-off-account', true), { ...reading, attendance: here });
    const added = bench.simulator.state().accounts.filter(({ name }) => name === northwind.name);
    expect(added).toMatchObject([{ autotaskCompanyId: 29683520, perIncident: false }]);
    expect([...here.pictures.keys()]).toEqual([
      '01-lift-off-account-before.png',
      '02-lift-off-account-after.png',
      '03-per-incident-intake-before.png',
      '04-per-incident-intake-after.png',
    ]);
  });

  test('finds an account on a later page of the results', async () => {
    bench.simulator.edit('somebody', ({ accounts }: LiftOffState) => {
      for (const [at, account] of accounts.entries()) account.name = at === 0 ? 'zz' : `Many ${at} zz`;
    });
    const { harborDental } = liftOffDefaults;
    const zz = customer('zz', 'zz', harborDental.autotaskCompanyId);
    const { values } = await bench.visit((visit) => visit.read(['lift-off-account']), { customer: zz });
    expect(values).toEqual({ 'lift-off-account': true });
  });
});
