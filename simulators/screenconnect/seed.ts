import { screenConnectDefaults as names } from './defaults.ts';
import {
  allowOn,
  allowOnEvery,
  GLOBAL_PERMISSIONS,
  GROUP_FILTER,
  SCOPED_PERMISSIONS,
} from './permissions.ts';
import { companiesWithMachines, seedMachines } from './seed-machines.ts';
import { type Role, type ScreenConnectState, SESSION_TYPES, type SessionGroup, type User } from './state.ts';

const CREATED = '2024-02-05T10:00:00.000Z';

function group(
  Name: string,
  SessionType: number,
  SessionFilter = '',
  SubgroupExpressions = '',
): SessionGroup {
  return { Name, SessionType, SessionFilter, SubgroupExpressions, CreationDate: CREATED };
}

function companyGroup(name: string): SessionGroup {
  return group(name, SESSION_TYPES.access, `CustomProperty1 = '${name.replaceAll("'", "''")}'`);
}

function sessionGroups(style: 'by-company' | 'per-customer'): SessionGroup[] {
  const { access, support, meeting } = SESSION_TYPES;
  const companies =
    style === 'by-company'
      ? [group(names.byCompany, access, '', 'CustomProperty1')]
      : companiesWithMachines().map(companyGroup);
  return [
    group('All Sessions', support),
    group('All Meetings', meeting),
    group('All Machines', access),
    ...companies,
    companyGroup(names.emptyGroup),
    group('Servers', access, "Name LIKE '*-SRV-*'"),
  ];
}

function role(Name: string, global: readonly string[], scoped: Role['ScopedPermissionEntries']): Role {
  return {
    Name,
    GlobalPermissionEntries: global.map((permission) => ({ AccessControlType: 0, Name: permission })),
    ScopedPermissionEntries: scoped,
  };
}

function roles(style: 'by-company' | 'per-customer'): Role[] {
  const everything = SCOPED_PERMISSIONS.map((permission) => allowOnEvery(GROUP_FILTER.all, permission));
  const look = [allowOnEvery(GROUP_FILTER.access, 'ViewSessionGroup')];
  const hosting = ['ViewSessionGroup', 'JoinSession', 'AddNoteToSession'];
  const customers = names.roleCustomers.flatMap((customer) => {
    const path = style === 'by-company' ? [names.byCompany, customer] : [customer];
    return names.roleGrant.map((permission) => allowOn(path, permission));
  });
  return [
    role('Administrator', GLOBAL_PERMISSIONS, everything),
    role(
      'Host',
      ['CreateSupportSession', 'CreateMeetingSession'],
      hosting.map((one) => allowOnEvery(GROUP_FILTER.all, one)),
    ),
    role('Help Desk', ['CreateSupportSession'], look),
    role(names.role, [], customers),
    role(`${names.role} (Clone)`, [], customers.slice(0, names.roleGrant.length)),
  ];
}

function user(
  login: Pick<User, 'userName' | 'password' | 'totpSecret'>,
  displayName: string,
  roleName: string,
): User {
  const fresh = { wrongPasswords: 0, locked: false, passwordExpired: false, lastCodeCounter: 0 };
  return { ...login, displayName, roleNames: [roleName], ...fresh };
}

/** The built-in data. All users, companies and machines are invented; companies are those of the sample tenant. */
export function screenConnectSeed(style: 'by-company' | 'per-customer' = 'by-company'): ScreenConnectState {
  return {
    productVersion: '25.4.16.9293',
    users: [
      user(names.administrator, 'Onboarding Automation', 'Administrator'),
      user(names.helpDesk, 'Onboarding Proof', names.role),
      user(names.viewer, 'Vic Viewer', 'Host'),
      { ...user(names.locked, 'Lou Locked', 'Help Desk'), locked: true },
    ],
    roles: roles(style),
    sessionGroups: sessionGroups(style),
    machines: seedMachines(),
    logins: [],
    joins: [],
  };
}
