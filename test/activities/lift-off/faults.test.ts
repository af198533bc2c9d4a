import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Visit } from '../../../activities/visit.ts';
import type { Contact } from '../../../domain/customer-file.ts';
import { referBack } from '../../../domain/steps/instructions.ts';
import type { Fault } from '../../../simulators/kit/types.ts';
import {
  attendance,
  type Bench,
  customers,
  type KeptOptions,
  logins,
  startBench,
  type VisitOptions,
} from './bench.ts';

/** For what never comes. */
const impatient = { settings: { pageTimeoutMs: 1_500, pictureTimeoutMs: 300 } };
const texts = { newUserSetup: referBack, newWorkstationSetup: referBack, userTermination: referBack };

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.reset('keep-sessions'));
afterAll(() => bench.stop());

const codeOf = (error: { problem: { code: string } }) => error.problem.code;
const problemOf = (work: Promise<unknown>) => work.then(() => 'none', codeOf);
const boxIn = async (visit: Visit) =>
  (await visit.read(['per-incident-intake'])).values['per-incident-intake'];
const isOn = () => bench.inKept(boxIn);
const writeOff = (visit: Visit) => visit.write('per-incident-intake', false);
const turnOff = (options?: KeptOptions) => bench.inKept(writeOff, options);

describe('a save that goes wrong', () => {
  const lost = 'outcome-lost';
  const table: { fault: Fault; says: string; stored: boolean }[] = [
    { fault: { kind: 'drop-before-commit', options: { keepAlive: false } }, says: lost, stored: false },
    { fault: { kind: 'drop-after-commit', options: { keepAlive: false } }, says: lost, stored: true },
    { fault: { kind: 'save-500' }, says: lost, stored: false },
    { fault: { kind: 'save-500-after-commit' }, says: lost, stored: true },
    { fault: { kind: 'truncate' }, says: lost, stored: true },
    { fault: { kind: 'hang' }, says: lost, stored: false },
    { fault: { kind: 'hang', options: { afterCommit: true } }, says: lost, stored: true },
    { fault: { kind: 'maintenance-503' }, says: lost, stored: false },
    { fault: { kind: 'conflict-409' }, says: 'conflict', stored: false },
    { fault: { kind: 'optimistic-revert' }, says: 'none', stored: false },
    { fault: { kind: 'read-only-user' }, says: 'permission-missing', stored: false },
  ];
  test.each(table)('$fault: $says, stored: $stored; the retry makes one change in all', async (row) => {
    bench.simulator.faults.add({ ...row.fault, method: 'PUT', path: '/billing', times: 1 });
    const patience = row.fault.kind === 'hang' ? impatient : undefined;
    expect(await problemOf(turnOff(patience))).toBe(row.says);
    // So soon the simulator would take it for the browser's own repeat, whose answer is lost as well.
    if (row.fault.kind.startsWith('drop')) await pause(500);
    await bench.inKept(async (visit) => {
      expect(await boxIn(visit)).toBe(!row.stored);
      await visit.write('per-incident-intake', false);
      expect(await boxIn(visit)).toBe(false);
    });
    expect(bench.changes()).toEqual(['perIncident']);
  });

  // The browser itself repeats the request, so that the page may well say that all is well.
  test.each(['drop-before-commit', 'drop-after-commit'])('%s on a kept connection', async (kind) => {
    await isOn();
    bench.simulator.faults.add({ kind, method: 'PUT', path: '/billing', times: 1 });
    const retryable = ['none', 'outcome-lost', 'conflict'];
    expect(retryable).toContain(await problemOf(turnOff(impatient)));
    await turnOff();
    expect(await isOn()).toBe(false);
    expect(bench.changes()).toEqual(['perIncident']);
  });

  test('keeps a picture of it, after the one from before', async () => {
    bench.simulator.faults.add({ kind: 'conflict-409', times: 1 });
    const here = attendance();
    await bench.visit(writeOff, { attendance: here }).catch(() => {});
    const names = ['01-per-incident-intake-before.png', '02-per-incident-intake-failed.png'];
    expect([...here.pictures.keys()]).toEqual(names);
  });

  test('is aborted while the portal hangs: ends with the reason', async () => {
    const here = attendance();
    const reason = new Error('the worker shuts down');
    const onBeat = (where: string) => {
      if (where.startsWith('waiting for the outcome')) here.abort.abort(reason);
    };
    bench.simulator.faults.add({ kind: 'hang', method: 'PUT', times: 1 });
    await expect(bench.visit(writeOff, { attendance: { ...here, onBeat } })).rejects.toBe(reason);
    expect([...here.pictures.keys()]).toEqual(['01-per-incident-intake-before.png']);
  });
});

describe('adding an account', () => {
  const customer = customers.northwind;
  // A visit remembers which account it has found: each begins anew here.
  const add = (options?: VisitOptions) =>
    bench.visit((visit) => visit.write('lift-off-account', true), { customer, ...options });
  const added = () => bench.simulator.state().accounts.filter(({ name }) => name === customer.name);

  test.each([
    { kind: 'drop-before-commit', options: { keepAlive: false } },
    { kind: 'drop-after-commit', options: { keepAlive: false } },
    { kind: 'drop-after-commit', options: { keepAlive: true } },
    { kind: 'save-500-after-commit' },
    { kind: 'hang' },
  ])('whose answer is lost ($kind, $options) is not added twice', async (fault) => {
    await isOn();
    bench.simulator.faults.add({ ...fault, method: 'POST', path: '/accounts/new', times: 1 });
    const outcome = await problemOf(add(fault.kind === 'hang' ? impatient : undefined));
    expect(['outcome-lost', 'input-rejected', 'none']).toContain(outcome);
    await add();
    expect(added()).toHaveLength(1);
  });

  test('says when this login may not', async () => {
    const settings = { credentials: logins.readOnly };
    expect(await problemOf(add({ settings }))).toBe('permission-missing');
    expect(added()).toEqual([]);
  });

  test('finds no tab to write to before that', async () => {
    const writing = bench.visit((visit) => visit.write('instructions', texts), { customer });
    expect(await problemOf(writing)).toBe('not-found');
  });
});

describe('a reading that goes wrong', () => {
  test('shows what the portal shows, even when that is stale', async () => {
    await turnOff();
    bench.simulator.faults.add({ kind: 'stale-read', times: 1 });
    expect(await isOn()).toBe(true);
    expect(await isOn()).toBe(false);
  });

  test.each([
    { kind: 'hang', path: '/api/accounts/a-1001/hours' },
    { kind: 'hang', path: '/accounts/a-1001/hours' },
    { kind: 'status', path: '/api/accounts/a-1001/hours', options: { status: 500 } },
    { kind: 'truncate', path: '/api/accounts/a-1001/hours' },
    { kind: 'maintenance-503', path: '/accounts/a-1001/hours' },
  ])('is unavailable: $kind of $path', async (fault) => {
    await isOn();
    bench.simulator.faults.add({ ...fault, times: 1 });
    const patience = fault.kind === 'hang' ? impatient : undefined;
    const reading = bench.inKept((visit) => visit.read(['business-hours']), patience);
    expect(await problemOf(reading)).toBe('unavailable');
  });
});

describe('people of the customer', () => {
  const dana = { name: 'Dana Whitfield', email: 'dana.whitfield@harbor-dental.example.com' };
  const luis = { name: 'Luis Ortega', email: 'luis.ortega@harbor-dental.example.com' };
  const add = (...people: Contact[]) => bench.inKept((visit) => visit.write('vip-users', people));

  test('who have not synced yet are waited for, and nobody is added', async () => {
    bench.simulator.faults.add({ kind: 'contact-not-synced', options: { contact: luis.email } });
    await expect(add(dana, luis)).rejects.toMatchObject({
      problem: {
        code: 'not-synced',
        message: `Lift Off does not show a contact with the address ${luis.email} yet.`,
      },
    });
    expect(bench.changes()).toEqual([]);
  });

  test('of one name are told apart by the address', async () => {
    bench.simulator.faults.add({ kind: 'duplicate-vip', options: { contact: dana.email } });
    await add(dana);
    const entry = bench.simulator.auditLog.findLast(({ field }) => field === 'vips');
    expect(entry?.after).toEqual([dana.email]);
  });

  test('of one name and other addresses are for a person to tell apart', async () => {
    bench.simulator.faults.add({ kind: 'duplicate-vip', options: { contact: dana.email } });
    expect(await problemOf(add({ ...dana, email: 'dana@elsewhere.example.com' }))).toBe('ambiguous');
  });

  test('of one address are for a person to tell apart', async () => {
    bench.simulator.edit('autotask-sync', ({ accounts: [account] }) => {
      const original = account?.contacts[0];
      if (original) account.contacts.push({ ...original, id: 'C-double' });
    });
    expect(await problemOf(add(dana))).toBe('ambiguous');
    expect(bench.changes()).not.toContain('vips');
  });
});

describe('a login that may only look', () => {
  const settings = { credentials: logins.readOnly };

  test('reads', async () => {
    const steps = ['per-incident-intake', 'vip-users', 'business-hours', 'instructions'] as const;
    const { problems, values } = await bench.inKept((visit) => visit.read(steps), { settings });
    expect(problems).toEqual({});
    // Tabs are read in two pages at once: which comes first is not said.
    expect(Object.keys(values).toSorted()).toEqual(steps.toSorted());
  });

  test('is told that it may not write', async () => {
    await bench.inKept(
      async (visit) => {
        expect(await problemOf(visit.write('per-incident-intake', false))).toBe('permission-missing');
        expect(await problemOf(visit.write('instructions', texts))).toBe('permission-missing');
        expect(await problemOf(visit.write('vip-users', []))).toBe('permission-missing');
        expect(await problemOf(visit.write('business-hours', null))).toBe('permission-missing');
      },
      { settings },
    );
    expect(bench.changes()).toEqual([]);
  });
});
