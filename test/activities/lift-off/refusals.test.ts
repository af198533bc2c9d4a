import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { referBack } from '../../../domain/steps/instructions.ts';
import { perIncidentLabel } from '../../../domain/steps/per-incident-intake.ts';
import { attendance, type Bench, startBench } from './bench.ts';

const dana = { name: 'Dana Whitfield', email: 'dana.whitfield@harbor-dental.example.com' };
const luis = { name: 'Luis Ortega', email: 'luis.ortega@harbor-dental.example.com' };
const settings = { pageTimeoutMs: 2_500 };
const codeOf = (error: { problem: { code: string; message: string } }) => error.problem;
const problemOf = (work: Promise<unknown>) => work.then(() => undefined, codeOf);

describe.each([{ skin: 'a' }, { skin: 'b', checkboxSave: 'button' }] as const)('skin $skin', (options) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench(options);
  });
  beforeEach(() => bench.reset('keep-sessions'));
  afterAll(() => bench.stop());

  test('a text that is refused comes back with what the portal said', async () => {
    const tooLong = 'x'.repeat(2_001);
    bench.simulator.faults.add({ kind: 'unsaved-changes-dialog' });
    await bench.visit(async (visit) => {
      const texts = { newUserSetup: tooLong, newWorkstationSetup: referBack, userTermination: referBack };
      expect(await problemOf(visit.write('instructions', texts))).toMatchObject({
        code: 'input-rejected',
        message: expect.stringContaining('New User Setup Instructions: at most 2000 characters'),
      });
      const { values } = await visit.read(['instructions']);
      expect(values.instructions?.newWorkstationSetup).toBe('');
    });
    expect(bench.changes()).toEqual([]);
  });

  test('hours that the portal cannot hold are refused', async () => {
    const days = { monday: { from: '07:33', to: '07:33' } };
    const hours = { kind: 'weekly', zone: 'America/New_York', days, holidays: 'as-usual' } as const;
    const writing = bench.visit((visit) => visit.write('business-hours', hours));
    expect(await problemOf(writing)).toMatchObject({ code: 'input-rejected' });
    expect(bench.changes()).toEqual([]);
  });

  test('a page that has changed names what is missing; the other tabs are read', async () => {
    bench.simulator.faults.add({
      kind: 'page-changed',
      options: { label: perIncidentLabel, to: 'Take tickets' },
    });
    const here = attendance();
    const steps = ['per-incident-intake', 'instructions'] as const;
    const reading = await bench.visit((visit) => visit.read(steps), { settings, attendance: here });
    expect(reading.problems['per-incident-intake']?.message).toBe(
      `The page “Billing options” of Lift Off has changed: checkbox “${perIncidentLabel}” is missing.`,
    );
    expect(reading.values).toHaveProperty('instructions');
    expect(reading.pictures.map(({ key }) => key)).toEqual([
      '01-per-incident-intake-failed.png',
      '02-instructions-read.png',
    ]);
  });

  test.each(['Save', 'Save changes'])(
    'a save button that is not called “%s” any more is missed',
    async (label) => {
      bench.simulator.faults.add({ kind: 'page-changed', options: { label, to: 'Store' } });
      const writing = bench.visit((visit) => visit.write('vip-users', [dana]), { settings });
      const own = options.skin === 'a' ? 'Save' : 'Save changes';
      if (label === own) expect(await problemOf(writing)).toMatchObject({ code: 'page-changed' });
      else expect(await problemOf(writing)).toBeUndefined();
    },
  );

  test('somebody who has not synced yet is waited for, and nobody is added', async () => {
    bench.simulator.faults.add({ kind: 'contact-not-synced', options: { contact: luis.email } });
    const writing = bench.visit((visit) => visit.write('vip-users', [dana, luis]));
    expect(await problemOf(writing)).toMatchObject({
      code: 'not-synced',
      message: `Lift Off does not show a contact with the address ${luis.email} yet.`,
    });
    expect(bench.changes()).toEqual([]);
  });

  test('of two people of one name the one with the address is chosen', async () => {
    bench.simulator.faults.add({ kind: 'duplicate-vip', options: { contact: dana.email } });
    await bench.visit((visit) => visit.write('vip-users', [dana]));
    const entry = bench.simulator.auditLog.find(({ field }) => field === 'vips');
    expect(entry?.after).toEqual([dana.email]);
  });

  test('two people of one name and no matching address are for a person to tell apart', async () => {
    bench.simulator.faults.add({ kind: 'duplicate-vip', options: { contact: dana.email } });
    const other = { ...dana, email: 'dana@elsewhere.example.com' };
    const writing = bench.visit((visit) => visit.write('vip-users', [other]));
    expect(await problemOf(writing)).toMatchObject({ code: 'ambiguous' });
  });

  test('two contacts with one address are for a person to tell apart', async () => {
    bench.simulator.edit('autotask-sync', ({ accounts: [account] }) => {
      const original = account?.contacts[0];
      if (original) account.contacts.push({ ...original, id: 'C-double' });
    });
    const writing = bench.visit((visit) => visit.write('vip-users', [dana]));
    expect(await problemOf(writing)).toMatchObject({ code: 'ambiguous' });
    expect(bench.changes()).not.toContain('vips');
  });
});
