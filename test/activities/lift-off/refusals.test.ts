import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parsePortalMap } from '../../../activities/lift-off/portal-map.ts';
import { referBack } from '../../../domain/steps/instructions.ts';
import { perIncidentLabel } from '../../../domain/steps/per-incident-intake.ts';
import { attendance, type Bench, startBench } from './bench.ts';

const dana = { name: 'Dana Whitfield', email: 'dana.whitfield@harbor-dental.example.com' };
const settings = { pageTimeoutMs: 1_500 };
const codeOf = (error: { problem: { code: string; message: string } }) => error.problem;
const problemOf = (work: Promise<unknown>) => work.then(() => undefined, codeOf);

describe.each([{ skin: 'a' }, { skin: 'b', checkboxSave: 'button' }, { skin: 'c' }] as const)(
  'skin $skin',
  (options) => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await startBench(options);
    });
    beforeEach(() => bench.reset('keep-sessions'));
    afterAll(() => bench.stop());

    test('a text that is refused comes back with what the portal said', async () => {
      const tooLong = 'x'.repeat(2_001);
      bench.simulator.faults.add({ kind: 'unsaved-changes-dialog' });
      await bench.inKept(async (visit) => {
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
      const week = (zone: string, from: string, to: string) =>
        ({ kind: 'weekly', zone, days: { monday: { from, to } }, holidays: 'as-usual' }) as const;
      await bench.inKept(async (visit) => {
        for (const hours of [
          week('America/New_York', '07:33', '07:33'),
          week('US/Eastern', '07:30', '20:30'),
        ]) {
          const problem = await problemOf(visit.write('business-hours', hours));
          expect(problem).toMatchObject({ code: 'input-rejected' });
        }
      });
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

    test('a save button that has another name now is missed', async () => {
      const label = options.skin === 'b' ? 'Save changes' : 'Save';
      bench.simulator.faults.add({ kind: 'page-changed', options: { label, to: 'Store' } });
      const writing = bench.inKept((visit) => visit.write('vip-users', [dana]), { settings });
      expect(await problemOf(writing)).toMatchObject({ code: 'page-changed' });
    });

    // Elsewhere the other tabs' headings are not on the page.
    if (options.skin === 'c') {
      test('a tab that its address does not open is missed, though its heading is on the page', async () => {
        const map = parsePortalMap({ tabs: { vips: { address: 'approvers' } } });
        const reading = await bench.visit((visit) => visit.read(['vip-users']), {
          settings: { ...settings, map },
        });
        expect(reading.problems['vip-users']?.message).toBe(
          'The page “VIPs” of Lift Off has changed: heading “VIPs” is missing.',
        );
      });
    }

    test('a login that may only look is told so', async () => {
      bench.simulator.faults.add({ kind: 'read-only-user' });
      await bench.inKept(async (visit) => {
        for (const step of ['per-incident-intake', 'vip-users'] as const) {
          const writing = step === 'vip-users' ? visit.write(step, [dana]) : visit.write(step, false);
          expect(await problemOf(writing)).toMatchObject({ code: 'permission-missing' });
        }
        const { values } = await visit.read(['instructions', 'business-hours']);
        expect(values).toEqual({
          instructions: { newUserSetup: '', newWorkstationSetup: '', userTermination: '' },
          'business-hours': null,
        });
      });
    });
  },
);
