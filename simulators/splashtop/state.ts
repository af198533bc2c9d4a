import type { AuditRecord } from '../kit/audit.ts';

/** Somebody with a login in the team. */
export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: 'owner' | 'admin' | 'member';
  /** Groups that the user is a member of. */
  groupIds: number[];
  /** Computers that the user was given one by one. */
  computerIds: number[];
}

/** A group of users and computers: its members reach its computers. */
export interface Group {
  readonly id: number;
  readonly name: string;
}

/** A computer with the streamer installed. It stands in one group at most. */
export interface Computer {
  readonly id: number;
  readonly name: string;
  readonly hostName: string;
  groupId: number | null;
}

/** What an administrator changes: who reaches what. */
export interface Access {
  users: User[];
  groups: Group[];
  computers: Computer[];
}

/** The team as reads still show it after a change on the console (`grant-late`), until that instant. */
export interface Late {
  readonly untilMs: number;
  readonly access: Access;
}

/** The whole team. */
export interface SplashtopState extends Access {
  readonly teamId: number;
  late: Late | null;
  nextId: number;
}

/** The team as the API shows it now. */
export function shownAccess(state: SplashtopState, now: Date): Access {
  return state.late && now.getTime() < state.late.untilMs ? state.late.access : state;
}

/** A copy of who reaches what. */
export function copyOfAccess({ users, groups, computers }: Access): Access {
  return structuredClone({ users, groups, computers });
}

/** All records as the audit speaks of them; groups and computers by their names. */
export function auditRecords(state: SplashtopState): AuditRecord[] {
  const groupName = (id: number | null) => state.groups.find((group) => group.id === id)?.name ?? null;
  const computerName = (id: number) => state.computers.find((computer) => computer.id === id)?.name ?? null;
  return [
    ...state.users.map(({ id, email, groupIds, computerIds }) => ({
      entity: 'user',
      id: String(id),
      fields: { email, groups: groupIds.map(groupName), computers: computerIds.map(computerName) },
    })),
    ...state.groups.map(({ id, name }) => ({ entity: 'group', id: String(id), fields: { name } })),
    ...state.computers.map(({ id, name, groupId }) => ({
      entity: 'computer',
      id: String(id),
      fields: { name, group: groupName(groupId) },
    })),
  ];
}
