import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  allowOn,
  allowOnEvery,
  GROUP_FILTER,
  type ScopedEntry,
} from '../../../simulators/screenconnect/permissions.ts';
import {
  screenConnectDefaults as names,
  type ScreenConnectOptions,
} from '../../../simulators/screenconnect/server.ts';
import { type Caller, signedIn } from './caller.ts';
import { groupOf, hostDataIn, lookAt } from './host-data.ts';
import { entriesOf } from './role.ts';

const HARBOR = groupOf(names.harborDental);
let caller: Caller;
async function restart(options: ScreenConnectOptions): Promise<void> {
  await caller.simulator.stop();
  caller = await signedIn('helpDesk', options);
}
beforeEach(async () => {
  caller = await signedIn('helpDesk');
});
afterEach(() => caller.simulator.stop());

function give(entries: readonly ScopedEntry[]): void {
  caller.simulator.edit('colleague', () => entriesOf(caller).push(...entries));
}

test('the help desk sees its customers and nobody else, and may join their machines', async () => {
  const { groups, joins } = await lookAt(caller, [names.byCompany]);
  const shown = names.roleCustomers.map((customer) => groupOf(customer).join(' / '));
  expect(groups.toSorted()).toEqual([names.byCompany, ...shown].toSorted());
  expect(Object.values(joins)).toEqual(Object.values(joins).map(() => true));
  expect(Object.keys(joins).length).toBeGreaterThanOrEqual(shown.length);
});

test('of an address that leads nowhere, what is above it is shown', async () => {
  const found = await lookAt(caller, HARBOR);
  expect(found.path).toEqual([names.byCompany]);
  expect(found.machines).not.toContain('HDG-FRONT-01');
});

test.each([
  ['view alone greys Join', [allowOn(HARBOR, 'ViewSessionGroup')], false],
  ['view and join', [allowOn(HARBOR, 'ViewSessionGroup'), allowOn(HARBOR, 'JoinSession')], true],
  [
    'join from the group above',
    [allowOn(HARBOR, 'ViewSessionGroup'), allowOn([names.byCompany], 'JoinSession')],
    true,
  ],
  [
    'both from all access groups',
    ['ViewSessionGroup', 'JoinSession'].map((one) => allowOnEvery(GROUP_FILTER.access, one)),
    true,
  ],
  [
    'what is denied is not allowed',
    [
      ...['ViewSessionGroup', 'JoinSession'].map((one) => allowOnEvery(GROUP_FILTER.all, one)),
      { ...allowOn(HARBOR, 'JoinSession'), AccessControlType: 1 },
    ],
    false,
  ],
] as const)('%s', async (_what, entries, joins) => {
  give(entries);
  expect((await lookAt(caller, HARBOR)).joins).toEqual({ 'HDG-FRONT-01': joins, 'HDG-CHAIR-01': joins });
});

describe('groups come and go', () => {
  test('a customer without a machine has no group before the first one checks in', async () => {
    const path = groupOf(names.missingGroup);
    give([allowOn(path, 'ViewSessionGroup')]);
    expect((await lookAt(caller, path)).path).toEqual([names.byCompany]);
    caller.simulator.checkIn(names.missingGroup, 'PV-DESK-01');
    expect(await lookAt(caller, path)).toMatchObject({ path, machines: ['PV-DESK-01'] });
    expect(caller.simulator.auditLog.at(-1)).toMatchObject({
      actor: 'agent',
      entity: 'session',
      field: 'created',
    });
  });

  test('a group that somebody has defined may be empty', async () => {
    give([allowOn([names.emptyGroup], 'ViewSessionGroup')]);
    expect(await lookAt(caller, [names.emptyGroup])).toMatchObject({
      path: [names.emptyGroup],
      machines: [],
    });
  });

  test('each customer can have a group at the top', async () => {
    await restart({ groups: 'per-customer' });
    expect((await lookAt(caller, [])).groups.toSorted()).toEqual(names.roleCustomers.toSorted());
    give([allowOn([names.harborDental], 'ViewSessionGroup')]);
    expect((await lookAt(caller, [names.harborDental])).machines).toEqual(['HDG-FRONT-01', 'HDG-CHAIR-01']);
  });
});

test('the search takes any part of a name or a custom property', async () => {
  give([allowOn(HARBOR, 'ViewSessionGroup')]);
  expect((await lookAt(caller, HARBOR, ' front')).machines).toEqual(['HDG-FRONT-01']);
  expect((await lookAt(caller, HARBOR, 'harbor dental')).machines).toHaveLength(2);
});

test('an instance has one of the two polling methods', async () => {
  await restart({ live: 'GetHostSessionInfo' });
  expect((await lookAt(caller, [])).status).toBe(404);
  const args = [2, groupOf('Acme West'), '', null, 1, 7];
  const { status, json } = await caller.call('PageService', 'GetHostSessionInfo', args);
  expect(json).toMatchObject({ Version: 8, ProductVersion: caller.simulator.state().productVersion });
  expect(hostDataIn(status, json).machines).toHaveLength(1);
});

test('a join leaves a trace, whoever begins it', async () => {
  const [machine] = caller.simulator.state().machines;
  const id = machine?.SessionID ?? '';
  expect((await caller.call('PageService', 'LogInitiatedJoin', ['no such session'])).status).toBe(500);
  expect(caller.simulator.state().joins).toEqual([]);
  await caller.call('PageService', 'LogInitiatedJoin', [id, 'URL']);
  expect(caller.simulator.state().joins).toMatchObject([
    { sessionId: id, userName: names.helpDesk.userName },
  ]);
  expect(caller.simulator.auditLog).toMatchObject([{ entity: 'join', id }]);
});
