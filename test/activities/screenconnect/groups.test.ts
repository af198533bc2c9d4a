import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parsePortalMap } from '../../../activities/screenconnect/portal-map.ts';
import type { Visit } from '../../../activities/visit.ts';
import type { ProductError } from '../../../domain/problems.ts';
import type { StepValues } from '../../../domain/steps/step.ts';
import { screenConnectDefaults as names } from '../../../simulators/screenconnect/server.ts';
import { type Bench, customerOf, type KeptOptions, problemOf, startBench, usual } from './bench.ts';

const access = 'session-group-access';
const join = 'help-desk-join';
const least = ['JoinSession', 'ViewSessionGroup'];
const oneil = customerOf("O'Neil & Sons (NY)");

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ pollMs: 300 });
});
beforeEach(() => bench.reset('keep-sessions'));
afterAll(() => bench.stop());

const readAccess = () => bench.kept.asAdministrator((visit) => visit.read([access]));
const writing = (value: StepValues[typeof access]) => (visit: Visit) => visit.write(access, value);
const write = (value: StepValues[typeof access]) => bench.kept.asAdministrator(writing(value));
const seeAndAsk = (how: KeptOptions) =>
  bench.kept.asHelpDesk(async (visit) => {
    const { values } = await visit.read([join]);
    return [values[join], await problemOf(visit.write(join, 'enabled'))];
  }, how);
const setGrant = (group: string, permissions: string[], SessionGroupPath = [names.byCompany, group]) =>
  bench.simulator.edit('colleague', ({ roles }) => {
    const role = roles.find(({ Name }) => Name === names.role);
    const like = role?.ScopedPermissionEntries[0];
    if (!role || !like) throw new Error('no role');
    role.ScopedPermissionEntries.push(...permissions.map((Name) => ({ ...like, Name, SessionGroupPath })));
  });

describe('the group as the administrator finds it', () => {
  test('is missing until the first agent checks in: a person has something to do', async () => {
    const customer = customerOf(names.missingGroup);
    await bench.asAdministrator(
      async (visit) => {
        const { values, problems } = await visit.read([access]);
        expect(values).toEqual({});
        expect(problems[access]).toMatchObject({
          code: 'awaits-somebody',
          remedy: expect.stringContaining(`Install the first agent on a machine of “${names.missingGroup}”`),
        });
        expect(await problemOf(visit.write(access, least))).toBe('awaits-somebody');
        bench.simulator.checkIn(names.missingGroup, 'PV-DESK-01');
        await visit.write(access, least);
      },
      { customer },
    );
    expect(bench.granted(names.missingGroup)).toEqual(usual);
  });

  test('is there twice: nobody guesses', async () => {
    bench.simulator.faults.add({ kind: 'group-ambiguous' });
    expect((await readAccess()).problems[access]?.code).toBe('ambiguous');
    expect(await problemOf(write(least))).toBe('ambiguous');
  });

  test('has what it needs from above: nothing is written', async () => {
    bench.simulator.faults.add({ kind: 'inherited-already', times: 1 });
    await bench.kept.asAdministrator(async (visit) => {
      expect((await visit.read([access])).values[access]).toEqual(usual);
      await visit.write(access, usual);
    });
    expect(bench.granted(names.harborDental)).toEqual([]);
  });

  test('goes by the template of the instance', async () => {
    const settings = { groupPath: ['{customer}'], grant: 'view+join' } as const;
    await bench.asAdministrator(writing(least), { settings, customer: customerOf(names.emptyGroup) });
    expect(bench.granted(names.emptyGroup)).toEqual(least);
  });
});

describe('which permissions', () => {
  test('a person says when the other groups differ', async () => {
    setGrant('Acme (example)', [...least, 'PrintInSession', 'EditSession']);
    const problem = await write(least).then(
      () => undefined,
      (error: ProductError) => error.problem,
    );
    expect(problem?.code).toBe('choice-needed');
    const [smallest, larger] = problem?.choices ?? [];
    expect([smallest?.label, larger?.label]).toEqual([
      `${usual.join(', ')} (as for ${names.roleCustomers[0]} and 2 more)`,
      'EditSession, JoinSession, PrintInSession, ViewSessionGroup (as for Acme (example))',
    ]);
    await bench.asAdministrator(writing(least), { choices: { [access]: larger?.id ?? '' } });
    expect(bench.granted(names.harborDental)).toEqual([
      'EditSession',
      'JoinSession',
      'PrintInSession',
      'ViewSessionGroup',
    ]);
  });

  test('those that were there before come back as they were', async () => {
    setGrant(names.harborDental, ['PrintInSession']);
    await bench.kept.asAdministrator(async (visit) => {
      await visit.write(access, [...least, 'PrintInSession']);
      expect(bench.granted(names.harborDental)).toEqual([
        ...usual.slice(0, 2),
        'PrintInSession',
        'ViewSessionGroup',
      ]);
      await visit.write(access, ['PrintInSession']);
    });
    expect(bench.granted(names.harborDental)).toEqual(['PrintInSession']);
  });

  test('what somebody has denied is not granted over their head', async () => {
    setGrant(names.harborDental, ['JoinSession']);
    bench.simulator.edit('colleague', ({ roles }) => {
      const denied = roles.find(({ Name }) => Name === names.role)?.ScopedPermissionEntries.at(-1);
      Object.assign(denied ?? {}, { AccessControlType: 1 });
    });
    expect(await problemOf(write(least))).toBe('would-lose');
  });
});

describe('the group as the help-desk user sees it', () => {
  test.each([
    ['greyed', 'not-verified', 'view-without-join', oneil],
    ['group-empty', 'awaits-somebody', 'group-empty', oneil],
    ['group-missing', 'awaits-somebody', 'group-absent', oneil],
    ['enabled', 'none', 'poll-504', oneil],
  ])('%s: %s', async (state, says, kind, customer) => {
    const [once, group] = [kind === 'poll-504' && { times: 1 }, { group: customer.name }];
    if (once) await bench.kept.close();
    bench.simulator.faults.add({ kind, options: group, ...once });
    expect(await seeAndAsk({ customer })).toEqual([state, says]);
    expect(bench.simulator.state().joins).toEqual([]);
  });

  test.each(['poll-500', 'hang'])('is not seen: %s', async (kind) => {
    bench.simulator.faults.add({ kind, path: '/GetLiveData' });
    const settings = { pageTimeoutMs: 1_500 };
    const looking = bench.kept.asHelpDesk((visit) => visit.read([join]), { customer: oneil, settings });
    expect(await problemOf(looking)).toBe('unavailable');
  });

  test('a page that loads itself anew under our hands is looked at again', async () => {
    await bench.kept.close();
    bench.simulator.faults.add({ kind: 'version-bump', times: 1 });
    const looking = bench.asHelpDesk((visit) => visit.read([join]), { customer: oneil });
    const state = await looking.then(({ values }) => values[join]).catch(() => problemOf(looking));
    expect(['enabled', 'unavailable']).toContain(state);
  });

  test('is opened in the tree when its address does not open it', async () => {
    setGrant('', least, ['Servers']);
    const map = parsePortalMap({ addresses: { group: '/Host#Access/Somewhere/{path}' } });
    const settings = { map, groupPath: ['{customer}'] };
    const looking = bench.asHelpDesk((visit) => visit.read([join]), {
      customer: customerOf('Servers'),
      settings,
    });
    expect((await looking).values[join]).toBe('enabled');
  });

  test('is told when a join has begun all the same, which has not left the browser', async () => {
    const machine = bench.simulator
      .state()
      .machines.find((one) => one.CustomPropertyValues[0] === oneil.name);
    const map = parsePortalMap({ addresses: { group: `/Host#Access/{path}//${machine?.SessionID}/Join` } });
    const { problems } = await bench.asHelpDesk((visit) => visit.read([join]), {
      customer: oneil,
      settings: { map, pageTimeoutMs: 2_000 },
    });
    expect(problems[join]?.code).toBe('our-request');
    expect(bench.simulator.journalLog.filter(({ path }) => path.includes('Join'))).toEqual([]);
  });

  test('is never seen by the administrator’s login', async () => {
    const settings = { helpDeskUser: bench.settings.administrator };
    const looking = bench.asHelpDesk((visit) => visit.read([join]), { customer: oneil, settings });
    expect(await problemOf(looking)).toBe('profile-invalid');
  });
});
