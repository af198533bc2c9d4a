import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../simulators/kit/types.ts';
import { screenConnectDefaults as names } from '../../../simulators/screenconnect/server.ts';
import { type Bench, type KeptOptions, problemOf, startBench, usual } from './bench.ts';

const least = ['JoinSession', 'ViewSessionGroup'];
const impatient = { settings: { pageTimeoutMs: 2_500, pictureTimeoutMs: 1_000 } };
const access = 'session-group-access';
const oneil = "O'Neil & Sons (NY)";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ pollMs: 300 });
});
beforeEach(() => bench.reset('keep-sessions'));
afterEach(() => expect(bench.simulator.state().joins).toEqual([]));
afterAll(() => bench.stop());

const give = (how?: KeptOptions) => bench.kept.asAdministrator((visit) => visit.write(access, least), how);
const othersAreThere = () =>
  names.roleCustomers.every((customer) => bench.granted(customer).join() === usual.join());

describe('a save that goes wrong', () => {
  const lost = 'outcome-lost';
  const table: { fault: Fault; says: string; granted: boolean }[] = [
    { fault: { kind: 'expired-before-save' }, says: 'session-expired', granted: false },
    { fault: { kind: 'save-500' }, says: lost, granted: false },
    { fault: { kind: 'save-500-after-commit' }, says: 'none', granted: true },
    { fault: { kind: 'drop-after-commit', options: { keepAlive: false } }, says: 'none', granted: true },
    { fault: { kind: 'hang' }, says: lost, granted: false },
    {
      fault: { kind: 'save-drops-entry', options: { scope: `${names.byCompany} / ${oneil}` } },
      says: 'none',
      granted: true,
    },
  ];
  test.each(table)('$fault: $says, granted: $granted', async ({ fault, says, granted }) => {
    bench.simulator.faults.add({ path: '/SaveRole', times: 1, ...fault });
    expect(await problemOf(give(impatient))).toBe(says);
    expect(bench.granted(names.harborDental)).toEqual(granted ? usual : []);
    expect(othersAreThere()).toBe(true);
  });

  test('that always loses another customer’s access says whose', async () => {
    bench.simulator.faults.add({
      kind: 'save-drops-entry',
      options: { scope: `${names.byCompany} / ${oneil}` },
    });
    await expect(give()).rejects.toMatchObject({
      problem: {
        code: 'would-lose',
        message: expect.stringContaining(
          `HostSessionWithoutConsent, JoinSession, ViewSessionGroup on “${names.byCompany} › ${oneil}”`,
        ),
      },
    });
  });

  test('because a colleague changed the role meanwhile is done anew on top of that', async () => {
    bench.simulator.faults.add({ kind: 'concurrent-edit', path: '/GetSecurityConfigurationInfo', times: 1 });
    await give();
    expect(bench.granted('Acme (example)')).toEqual(usual);
    expect(bench.granted(names.harborDental)).toEqual(usual);
    expect(othersAreThere()).toBe(true);
  });

  test('because a colleague changes the role again and again is a conflict, and nothing is stored', async () => {
    for (const group of ['Acme (example)', 'Birch (example)', 'Cedar (example)', 'Dogwood (example)']) {
      const path = '/GetSecurityConfigurationInfo';
      bench.simulator.faults.add({ kind: 'concurrent-edit', path, times: 1, options: { group } });
    }
    expect(await problemOf(give())).toBe('conflict');
    expect(bench.granted(names.harborDental)).toEqual([]);
    expect(othersAreThere()).toBe(true);
  });
});
