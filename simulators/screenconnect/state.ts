import type { AuditRecord } from '../kit/audit.ts';
import { toJson } from '../kit/json.ts';
import { ACCESS_CONTROL, type GlobalEntry, GROUP_FILTER, type ScopedEntry } from './permissions.ts';

/** Support, meeting, access: the kinds of sessions, as the services number them. */
export const SESSION_TYPES = { support: 0, meeting: 1, access: 2 } as const;

/** A machine with the access agent: an access session. Properties as the services carry them. */
export interface Machine {
  SessionID: string;
  Name: string;
  /** Eight custom properties: company, site, department, device type, and four that are free. */
  CustomPropertyValues: string[];
  GuestOperatingSystemName: string;
  GuestLoggedOnUserName: string;
  Online: boolean;
}

/** A session group as an administrator defines it. */
export interface SessionGroup {
  Name: string;
  SessionType: number;
  /** In the product's filter language; empty for all sessions of the type. */
  SessionFilter: string;
  /** `CustomProperty1`, several of them with commas between, or empty: what subgroups are made of. */
  SubgroupExpressions: string;
  CreationDate: string;
}

/** A role. */
export interface Role {
  Name: string;
  GlobalPermissionEntries: GlobalEntry[];
  ScopedPermissionEntries: ScopedEntry[];
}

/** A user of the internal user source. */
export interface User {
  userName: string;
  displayName: string;
  roleNames: string[];
  password: string;
  /** Base32; empty for a user without one-time codes. */
  totpSecret: string;
  wrongPasswords: number;
  locked: boolean;
  /** Such a user gets in only after having chosen another password. */
  passwordExpired: boolean;
  /** Counter of the newest one-time code that was accepted; that code and older ones are refused. */
  lastCodeCounter: number;
}

/** One completed login. */
export interface LoginRecord {
  readonly userName: string;
  /** Real time. */
  readonly at: string;
  readonly virtualAt: string;
}

/** A join that a page reported: something that must never be seen. */
export interface JoinRecord {
  readonly userName: string;
  readonly sessionId: string;
  readonly virtualAt: string;
}

/** Everything that the instance stores. */
export interface ScreenConnectState {
  /** Pages that were made by another version load themselves anew. */
  productVersion: string;
  users: User[];
  roles: Role[];
  sessionGroups: SessionGroup[];
  machines: Machine[];
  logins: LoginRecord[];
  joins: JoinRecord[];
}

const FILTER_NAMES: { readonly [filter: number]: string } = {
  [GROUP_FILTER.all]: 'All Session Groups',
  [GROUP_FILTER.support]: 'Support session groups',
  [GROUP_FILTER.meeting]: 'Meeting session groups',
  [GROUP_FILTER.access]: 'Access session groups',
};

/** What people call the scope of an entry. */
export function scopeName({ SessionGroupFilter, SessionGroupPath }: ScopedEntry): string {
  return FILTER_NAMES[SessionGroupFilter] ?? SessionGroupPath.join(' / ');
}

function shown({ AccessControlType, Name }: GlobalEntry): string {
  return AccessControlType === ACCESS_CONTROL.deny ? `not ${Name}` : Name;
}

/** One field per scope, so that a grant on one customer's group is one change; order does not count. */
function roleRecord({ Name, GlobalPermissionEntries, ScopedPermissionEntries }: Role): AuditRecord {
  const scopes = [...new Set(ScopedPermissionEntries.map(scopeName))];
  const scoped = scopes.map((scope) => {
    const entries = ScopedPermissionEntries.filter((entry) => scopeName(entry) === scope);
    return [`on ${scope}`, entries.map(shown).toSorted()];
  });
  const global = GlobalPermissionEntries.map(shown).toSorted();
  return { entity: 'role', id: Name, fields: { global, ...Object.fromEntries(scoped) } };
}

/** Everything that somebody may change, as the audit speaks of it. */
export function auditRecords(state: ScreenConnectState): AuditRecord[] {
  const users = state.users.map(({ userName, roleNames, locked }) => ({
    entity: 'user',
    id: userName,
    fields: { roleNames: [...roleNames], locked },
  }));
  const groups = state.sessionGroups.map(({ Name, ...fields }) => ({
    entity: 'session-group',
    id: Name,
    fields,
  }));
  const machines = state.machines.map(({ SessionID, Name, CustomPropertyValues }) => ({
    entity: 'session',
    id: SessionID,
    fields: { name: Name, customProperties: toJson(CustomPropertyValues) },
  }));
  return [...state.roles.map(roleRecord), ...users, ...groups, ...machines];
}
