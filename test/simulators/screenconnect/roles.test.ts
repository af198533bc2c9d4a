import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isObject } from '../../../simulators/kit/json.ts';
import { screenConnectDefaults as names } from '../../../simulators/screenconnect/server.ts';
import { type Caller, signedIn } from './caller.ts';
import { groupOf, lookAt } from './host-data.ts';
import { entriesOf, grant, grantFor, saveRole, scopesOf } from './role.ts';

let caller: Caller;
beforeEach(async () => {
  caller = await signedIn();
});
afterEach(() => caller.simulator.stop());

const others = names.roleCustomers.map((customer) => groupOf(customer).join(' / '));

test('a grant on one group is one change', async () => {
  expect((await grant(caller)).status).toBe(200);
  expect(caller.simulator.auditLog).toMatchObject([
    {
      actor: names.administrator.userName,
      entity: 'role',
      id: names.role,
      field: `on ${groupOf(names.harborDental).join(' / ')}`,
      before: null,
      after: names.roleGrant.toSorted(),
    },
  ]);
  expect(scopesOf(caller).toSorted()).toEqual(
    [...others, groupOf(names.harborDental).join(' / ')].toSorted(),
  );
});

test('what is not sent is gone: a role is saved as a whole', async () => {
  await saveRole(caller, grantFor(names.harborDental));
  expect(scopesOf(caller)).toEqual([groupOf(names.harborDental).join(' / ')]);
  expect(caller.simulator.auditLog).toHaveLength(1 + others.length);
});

test('the configuration shows users without secrets, and roles with all of their entries', async () => {
  const { json, text } = await caller.call('SecurityService', 'GetSecurityConfigurationInfo', []);
  expect(json['Roles']).toEqual(caller.simulator.state().roles);
  expect(text).toContain(names.helpDesk.userName);
  for (const { password, totpSecret } of [names.administrator, names.helpDesk]) {
    expect(text).not.toContain(password);
    expect(text).not.toContain(totpSecret);
  }
});

const entry = grantFor(names.harborDental)[0];
test.each([
  ['no name', [names.role, ' ', [], []], 'The role needs a name.'],
  ['the name of another', [names.role, 'Host', [], []], 'There is a role "Host" already.'],
  ['gone meanwhile', ['Nobody', 'Nobody', [], []], 'There is no role "Nobody" any more.'],
  ['an unknown permission', [names.role, names.role, [], [{ ...entry, Name: 'Fly' }]], 'unknown permission'],
  ['not what a role looks like', [names.role, names.role, []], 'Cannot read the arguments'],
])('refused: %s', async (_what, args, message) => {
  const { status, json } = await caller.call('SecurityService', 'SaveRole', args);
  expect([status, json['errorType']]).toEqual([500, 'ArgumentException']);
  expect(json['message']).toContain(message);
  expect(caller.simulator.auditLog).toEqual([]);
});

test('a new name follows to the users; a new role and a deleted one', async () => {
  const helpDesk = () =>
    caller.simulator.state().users.find(({ userName }) => userName === names.helpDesk.userName);
  await caller.call('SecurityService', 'SaveRole', [names.role, 'Help Desk 3', [], entriesOf(caller)]);
  expect(helpDesk()?.roleNames).toEqual(['Help Desk 3']);
  await caller.call('SecurityService', 'SaveRole', ['', 'Fresh', [], []]);
  expect(caller.simulator.state().roles.at(-1)?.Name).toBe('Fresh');
  await caller.call('SecurityService', 'DeleteRole', ['Help Desk 3']);
  expect(helpDesk()?.roleNames).toEqual([]);
});

test('the scopes of roles: groups, then subgroups', async () => {
  const below = async (path: string[]) => {
    const { value } = await caller.call('SecurityService', 'GetSessionGroupInfos', [2, path]);
    return (Array.isArray(value) ? value : []).filter(isObject);
  };
  expect(await below([])).toContainEqual({
    Name: names.byCompany,
    SessionGroupPath: [names.byCompany],
    HasSubgroups: true,
  });
  const customers = (await below([names.byCompany])).map(({ Name }) => Name);
  expect(customers).toContain("O'Neil & Sons (NY)");
  expect(customers).not.toContain(names.missingGroup);
  expect(customers.length).toBeGreaterThan(50);
});

test('saving session groups replaces all of them; filters are checked', async () => {
  const groups = caller.simulator.state().sessionGroups;
  const added = {
    Name: "O'Neil",
    SessionType: 2,
    SessionFilter: "CustomProperty1 = 'O''Neil & Sons (NY)'",
    SubgroupExpressions: '',
  };
  const save = (list: unknown[]) => caller.call('SessionGroupService', 'SaveSessionGroups', [list]);
  const { json } = await save([{ ...added, SessionFilter: "CustomProperty1 = 'O'Neil'" }]);
  expect(json['errorType']).toBe('FormatException');
  expect((await save([...groups, added])).status).toBe(200);
  expect((await lookAt(caller, ["O'Neil"])).machines).toEqual(
    (await lookAt(caller, groupOf("O'Neil & Sons (NY)"))).machines,
  );
  await save([added]);
  expect((await caller.call('SessionGroupService', 'GetSessionGroups', [])).value).toHaveLength(1);
  expect((await lookAt(caller, [])).groups).toEqual(["O'Neil"]);
});
