import { describe, expect, test } from '@jest/globals';
import { savedRoleSchema, securityConfigurationSchema } from '../../../activities/screenconnect/answers.ts';
import { groupAddress, groupPathOf, isCustomerPath } from '../../../activities/screenconnect/group-path.ts';
import {
  decideSet,
  type Grant,
  ownNamesFor,
  type PermissionSet,
} from '../../../activities/screenconnect/permission-sets.ts';
import {
  inheritedNamesOn,
  lostEntries,
  namesOn,
  ownNamesOn,
  type Role,
  type RoleEntry,
} from '../../../activities/screenconnect/role-entries.ts';

const byCompany = 'All Machines by Company';
const template = [byCompany, '{customer}'];
const harbor = [byCompany, 'Harbor Dental'];
const VIEW = 'ViewSessionGroup';
const JOIN = 'JoinSession';
const CONSENT = 'HostSessionWithoutConsent';

function entry(name: string, path: readonly string[], more: Partial<RoleEntry> = {}): RoleEntry {
  return { accessControlType: 0, name, filter: 7, path, ownership: 0, ...more };
}
function on(company: string, ...names: string[]): RoleEntry[] {
  return names.map((name) => entry(name, [byCompany, company]));
}
function role(...entries: RoleEntry[]): Role {
  return { name: 'Help Desk 2', entries };
}

describe('the path of a group', () => {
  test.each([
    [template, "O'Neil & Sons (NY)", [byCompany, "O'Neil & Sons (NY)"]],
    [['{customer}'], 'Acme $& West', ['Acme $& West']],
    [['{customer} machines', 'Servers'], 'Acme', ['Acme machines', 'Servers']],
  ])('from %j for %s', (given, name, path) => {
    expect(groupPathOf(given, name)).toEqual(path);
    expect(isCustomerPath(given, path)).toBe(true);
  });

  test('needs a place for the name', () => {
    expect(() => groupPathOf(['All Machines'], 'Acme')).toThrow(/has no \{customer\}/);
  });

  test('stands in an address part by part, with nothing behind it', () => {
    const path = ['A/B & C', "O'Neil"];
    expect(groupAddress('/Host#Access/{path}', path)).toBe("/Host#Access/A%2FB%20%26%20C/O'Neil");
  });

  test('is no customer’s when it is longer, shorter or elsewhere', () => {
    expect(
      [[byCompany], [byCompany, 'A', 'B'], ['Servers', 'A']].filter((one) => isCustomerPath(template, one)),
    ).toEqual([]);
  });
});

describe('what a role holds on a group', () => {
  const everywhere = entry('PrintInSession', [], { filter: 0 });
  const access = entry(VIEW, [], { filter: 4 });
  const support = entry(JOIN, [], { filter: 2 });
  const above = entry('EditSession', [byCompany]);

  test.each<[string, RoleEntry[], string[], string[]]>([
    ['nothing', on('Harbor Dental East', VIEW), [], []],
    ['its own entries', on('Harbor Dental', JOIN, VIEW), [JOIN, VIEW], []],
    ['those of all groups', [everywhere], [], ['PrintInSession']],
    ['those of all access groups, not of support', [access, support], [], [VIEW]],
    ['those of the group above', [above], [], ['EditSession']],
    [
      'not what is denied',
      [...on('Harbor Dental', JOIN), entry(JOIN, harbor, { accessControlType: 1 })],
      [],
      [],
    ],
    ['not what holds for own sessions only', [entry(JOIN, harbor, { ownership: 1 })], [], []],
  ])('%s', (_what, entries, own, inherited) => {
    expect(ownNamesOn(role(...entries), harbor)).toEqual(own);
    expect(inheritedNamesOn(role(...entries), harbor)).toEqual(inherited);
    expect(namesOn(role(...entries), harbor)).toEqual([...own, ...inherited].toSorted());
  });

  test('is denied by a group above, whoever allows it', () => {
    const entries = [...on('Harbor Dental', JOIN, VIEW), entry(JOIN, [byCompany], { accessControlType: 1 })];
    expect(namesOn(role(...entries), harbor)).toEqual([VIEW]);
  });

  test('leaves out what is inherited from what the group itself must get', () => {
    expect(ownNamesFor(role(access), harbor, [JOIN, VIEW])).toEqual([JOIN]);
  });
});

describe('entries that get lost', () => {
  const before = [
    ...on('Acme', VIEW, JOIN),
    ...on('Harbor Dental', VIEW),
    entry('Administer', [], { filter: null }),
  ];

  test.each<[string, RoleEntry[], string[]]>([
    ['none when more is there', [...before, ...on('Pine', VIEW)], []],
    ['none in another order', before.toReversed(), []],
    ['one of another customer', before.slice(1), [VIEW]],
    ['a global one', before.slice(0, 3), ['Administer']],
    [
      'one that became a denial',
      [...before.slice(1), entry(VIEW, [byCompany, 'Acme'], { accessControlType: 1 })],
      [VIEW],
    ],
    ['one that moved to another group', [...before.slice(1), ...on('Pine', VIEW)], [VIEW]],
  ])('%s', (_what, after, names) => {
    expect(lostEntries(before, after).map(({ name }) => name)).toEqual(names);
  });

  test('are not duplicates that the server folds', () => {
    expect(lostEntries([...before, ...before], before)).toEqual([]);
  });
});

describe('which permissions a customer gets', () => {
  const three = [...on('Acme', VIEW, JOIN, CONSENT), ...on('Birch', VIEW, JOIN, CONSENT)];
  const decide = (held: Role, grant: Grant = 'copy-existing', chosen?: string) =>
    decideSet({ role: held, grant, template, path: harbor, chosen });
  const setsOf = (held: Role): readonly PermissionSet[] => {
    const decision = decide(held);
    return decision.kind === 'choice' ? decision.sets : [];
  };

  test.each<[string, Role, Grant, string[]]>([
    ['those of the other customers', role(...three), 'copy-existing', [CONSENT, JOIN, VIEW]],
    ['the least when that is asked', role(...three), 'view+join', [JOIN, VIEW]],
    ['the least when there are no others', role(...on('Harbor Dental', VIEW)), 'copy-existing', [JOIN, VIEW]],
    [
      'not a set that could not join',
      role(...three, ...on('Cedar', VIEW)),
      'copy-existing',
      [CONSENT, JOIN, VIEW],
    ],
    [
      'not those of groups that are no customer’s',
      role(...three, entry(VIEW, ['Servers']), entry(JOIN, ['Servers'])),
      'copy-existing',
      [CONSENT, JOIN, VIEW],
    ],
  ])('%s', (_what, held, grant, names) => {
    expect(decide(held, grant)).toEqual({ kind: 'decided', names });
  });

  const mixed = role(...three, ...on('Cedar', JOIN, VIEW));

  test('a person says when others differ: the smallest set first, named, with who has it', () => {
    expect(setsOf(mixed).map(({ label }) => label)).toEqual([
      'JoinSession, ViewSessionGroup (as for Cedar)',
      'HostSessionWithoutConsent, JoinSession, ViewSessionGroup (as for Acme and 1 more)',
    ]);
  });

  test('the answer counts, and stays the same set when another one appears', () => {
    const [, larger] = setsOf(mixed);
    const later = role(...mixed.entries, ...on('Dogwood', JOIN, VIEW, 'PrintInSession'));
    expect(decide(later, 'copy-existing', larger?.id)).toEqual({ kind: 'decided', names: larger?.names });
  });

  test('an answer about a set that is gone is asked anew', () => {
    expect(decide(mixed, 'copy-existing', 'set-4-000000').kind).toBe('choice');
  });
});

describe('what the services say', () => {
  const scoped = { AccessControlType: 0, Name: VIEW, SessionGroupFilter: 7, OwnershipFilter: 0 };
  const expected = [entry(VIEW, harbor)];

  test.each([
    ['older versions', { ScopedPermissionEntries: [{ ...scoped, SessionGroupPath: harbor }] }],
    [
      'newer versions',
      { PermissionEntries: [{ ...scoped, OwnershipFilter: undefined, SessionGroupPathParts: harbor }] },
    ],
  ])('is read from %s', (_which, entries) => {
    const answer = { Roles: [{ Name: 'Help Desk 2', ...entries }], UserSources: [] };
    expect(securityConfigurationSchema.parse(answer).Roles).toEqual([
      { name: 'Help Desk 2', entries: expected },
    ]);
  });

  test('a role that is saved is read from what the page sends', () => {
    const sent = [
      'Help Desk 2',
      'Help Desk 2',
      [{ AccessControlType: 0, Name: 'Administer' }],
      [{ ...scoped, SessionGroupPath: harbor }],
    ];
    expect(savedRoleSchema.parse(sent)).toMatchObject({
      name: 'Help Desk 2',
      entries: [{ name: 'Administer', filter: null }, expected[0]],
    });
  });
});
