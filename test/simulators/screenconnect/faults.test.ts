import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../simulators/kit/types.ts';
import { screenConnectDefaults as names } from '../../../simulators/screenconnect/server.ts';
import { type Caller, codeOf, signedIn } from './caller.ts';
import { groupOf, lookAt } from './host-data.ts';
import { entriesOf, grant, grantFor, saveRole, scopesOf } from './role.ts';

const HARBOR = groupOf(names.harborDental);
let caller: Caller;
beforeEach(async () => {
  caller = await signedIn('administrator', { control: true });
});
afterEach(() => caller.simulator.stop());

function once(kind: string, more: Partial<Fault> = {}): void {
  caller.simulator.faults.add({ kind, times: 1, ...more });
}
const hasHarbor = () => scopesOf(caller).includes(HARBOR.join(' / '));
const struck = () => caller.simulator.journalLog.flatMap(({ fault }) => fault ?? []);

describe('logins', () => {
  const { userName, password } = names.helpDesk;
  const first = async () => {
    await caller.call('AuthenticationService', 'TryLogout', []);
    caller.http.cookie = '';
    await caller.open('/Login');
    await caller.tryLogin(userName, password);
  };
  test.each([
    ['otp-required', 11],
    ['otp-invalid', 10],
    ['otp-replayed', 10],
    ['nonce-mismatch', 10],
    ['locked', 3],
  ])('%s answers %i, once, and uses no code up', async (kind, result) => {
    await first();
    once(kind);
    const code = codeOf('helpDesk');
    expect(await caller.tryLogin(userName, password, code)).toBe(result);
    expect(struck()).toEqual([kind]);
    expect(await caller.tryLogin(userName, password, code)).toBe(1);
  });
});

describe('saving a role', () => {
  test.each([
    ['save-500', 500, false],
    ['save-500-after-commit', 500, true],
    ['expired-before-save', 403, false],
  ])('%s answers %i; stored: %s', async (kind, status, stored) => {
    once(kind);
    expect((await grant(caller)).status).toBe(status);
    expect(hasHarbor()).toBe(stored);
    expect(struck()).toEqual([kind]);
  });

  test('expired-before-save ends the login', async () => {
    once('expired-before-save');
    await grant(caller);
    expect((await caller.open('/Administration')).location).toContain('Reason=1');
  });

  test.each([
    [{}, groupOf(names.roleCustomers[0])],
    [{ options: { scope: groupOf(names.roleCustomers[1]).join(' / ') } }, groupOf(names.roleCustomers[1])],
  ])('save-drops-entry %j', async (more, lost) => {
    once('save-drops-entry', more);
    expect((await grant(caller)).status).toBe(200);
    expect(hasHarbor()).toBe(true);
    expect(scopesOf(caller)).toHaveLength(names.roleCustomers.length);
    expect(scopesOf(caller)).not.toContain(lost.join(' / '));
  });

  test('concurrent-edit right before a save is overwritten, and the audit tells', async () => {
    const read = [...entriesOf(caller)];
    once('concurrent-edit', { path: 'SaveRole', options: { group: 'Acme', actor: 'kim' } });
    await saveRole(caller, [...read, ...grantFor(names.harborDental)]);
    const field = `on ${groupOf('Acme').join(' / ')}`;
    expect(caller.simulator.auditLog.filter((one) => one.field === field)).toMatchObject([
      { actor: 'kim', after: names.roleGrant.toSorted() },
      { actor: names.administrator.userName, after: null },
    ]);
  });

  test('concurrent-edit after a reading shows at the next one only', async () => {
    once('concurrent-edit');
    const read = async () => (await caller.call('SecurityService', 'GetSecurityConfigurationInfo', [])).text;
    const field = JSON.stringify(groupOf('Acme (example)'));
    expect(await read()).not.toContain(field);
    expect(await read()).toContain(field);
  });

  test('inherited-already gives the role everything on all access groups', async () => {
    once('inherited-already');
    await caller.call('SecurityService', 'GetSecurityConfigurationInfo', []);
    expect(scopesOf(caller)).toContain('Access session groups');
    expect(caller.simulator.auditLog).toMatchObject([{ actor: 'colleague', entity: 'role', id: names.role }]);
  });
});

describe('groups', () => {
  const scopes = async () => {
    const { text } = await caller.call('SecurityService', 'GetSessionGroupInfos', [2, [names.byCompany]]);
    return text.split('"Name":"Harbor Dental Group (example)').length - 1;
  };
  test.each([
    ['group-absent', 0, { path: [names.byCompany] }],
    ['group-empty', 1, { path: HARBOR, machines: [] }],
    ['group-ambiguous', 2, { path: HARBOR, machines: ['HDG-FRONT-01', 'HDG-CHAIR-01'] }],
    ['view-without-join', 1, { joins: { 'HDG-FRONT-01': false, 'HDG-CHAIR-01': false } }],
  ])('%s: %i scopes', async (kind, count, shown) => {
    caller.simulator.faults.add({ kind });
    expect(await scopes()).toBe(count);
    expect(await lookAt(caller, HARBOR)).toMatchObject(shown);
    caller.simulator.faults.clear();
    expect(await lookAt(caller, HARBOR)).toMatchObject({ path: HARBOR, joins: { 'HDG-FRONT-01': true } });
  });

  test('another customer can be meant', async () => {
    caller.simulator.faults.add({ kind: 'group-absent', options: { group: 'Acme' } });
    expect((await lookAt(caller, groupOf('Acme'))).path).toEqual([names.byCompany]);
    expect((await lookAt(caller, HARBOR)).path).toEqual(HARBOR);
  });
});

test.each([
  ['poll-500', 500],
  ['poll-504', 504],
])('%s strikes polls only', async (kind, status) => {
  once(kind);
  expect((await caller.call('SecurityService', 'GetSecurityConfigurationInfo', [])).status).toBe(200);
  expect((await lookAt(caller, [])).status).toBe(status);
  expect((await lookAt(caller, [])).status).toBe(200);
});

test('version-bump shows in what is polled', async () => {
  const before = caller.simulator.state().productVersion;
  once('version-bump');
  await lookAt(caller, []);
  expect(caller.simulator.state().productVersion).not.toBe(before);
});

test('layout-variant renames a label in markup and in the texts of the scripts, and changes nothing that is sent', async () => {
  caller.simulator.faults.add({ kind: 'layout-variant', options: { label: 'Save Role', to: 'Keep' } });
  expect((await caller.open('/Administration?Tab=1')).text).toContain('"EditRole.Save":"Keep"');
  caller.simulator.faults.clear();
  caller.simulator.faults.add({ kind: 'layout-variant', options: { label: 'JoinSession', to: 'Enter' } });
  expect((await caller.open('/Administration?Tab=1')).text).toContain(',JoinSession,');
});

test('another process checks in, grants, locks, expires and updates through the control interface', async () => {
  const edit = (name: string, input: object | null) =>
    caller.http.send('POST', `/__control/edit/${name}`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ actor: 'colleague', input }),
    });
  await edit('check-in', { company: names.missingGroup, machine: 'PV-DESK-01' });
  await edit('set-grant', { path: HARBOR, permissions: ['ViewSessionGroup'] });
  await edit('lock-user', { userName: names.helpDesk.userName });
  expect(caller.simulator.auditLog.map(({ entity }) => entity)).toEqual(['session', 'role', 'user']);
  expect((await lookAt(caller, groupOf(names.missingGroup))).machines).toEqual(['PV-DESK-01']);
  await edit('bump-version', null);
  await edit('expire-sign-ins', {});
  expect((await lookAt(caller, [])).status).toBe(403);
});
